/** Constants of the interval, chosen again for discounted counts with scripts/tune-interval.mjs (docs/decisions/0010-interval.md). */
export const INTERVAL_CONSTANTS = {
  burst_variance: {
    value: 0.11,
    unit: "latent squared",
    origin:
      "Higgs, odd against even hours: acts come in bursts that move a whole score; days within one burst see nothing else",
  },
  unobserved_share: {
    value: 0.15,
    unit: "share",
    origin:
      "simulated truth from counts alone: how much of what the missing features have in common the observed ones leave open",
  },
};

/** Variance of the count behind a feature, in units of a Poisson count: whether an actor is vouched for differs from
 *  draw to draw, so discounted counts vary more than all of them. */
export const DISPERSIONS = {
  engaged_people: 1.3,
  people_rank: 3,
  likes_per_original: 1.7,
  reposts_per_original: 2.1,
  replies_per_original: 2.1,
  quotes_per_original: 1.4,
  repost_h_index: 1.3,
};
