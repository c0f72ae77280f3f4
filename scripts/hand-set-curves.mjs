/** Curves of features that judged pairs do not have, before their common factor: set by hand from the ranges that each
 *  can take on X. Slopes above a hundred people were weighed on days 1-4 of the Higgs data: how many people act lately
 *  says most about tomorrow's reposters, who they are says little. Where one act more or less makes the difference (few people, one reposted post, the standing
 *  of a few fans) the curves are flat: such a difference is chance, and a month of silence makes it (decision 0011). */
export const HAND_SET_CURVES = {
  engaged_people: {
    transform: { kind: "log1p", scale: 10 },
    knots: points([0, 0, 10, 0.2, 300, 1.05, 10000, 1.95, 200000, 2.65, 5000000, 3.25]),
    counts: ["engaged_people_count"],
    unit_per_count: 1,
    dispersion: 0.8,
  },
  quotes_per_original: {
    knots: points([0, 0, 0.05, 0.05, 0.5, 0.13, 10, 0.237, 200, 0.327, 10000, 0.421]),
    dispersion: 1,
  },
  replies_per_original: {
    knots: points([0, 0, 0.3, 0.055, 3, 0.137, 30, 0.219, 1000, 0.324, 30000, 0.406]),
    dispersion: 1.4,
  },
  likes_per_original: {
    knots: points([0, 0, 2, 0.122, 30, 0.277, 1000, 0.466, 30000, 0.619, 1000000, 0.745]),
    dispersion: 1.2,
  },
  repost_h_index: {
    knots: points([0, 0, 1, 0.02, 5, 0.085, 30, 0.162, 150, 0.222, 1000, 0.279]),
    dispersion: 0.9,
  },
  mentions_per_day: { knots: points([0, 0, 0.02, 0.01, 0.15, 0.02, 10000, 0.022]), dispersion: 1 },
  people_rank: { knots: points([0, 0, 0.5, 0.06, 1, 0.2, 1.6, 0.35, 5.5, 0.37]), dispersion: 2 },
  notable_engagers_count: {
    knots: points([0, 0, 1, 0.01, 50000, 0.011]),
    dispersion: 1,
  },
};

/** Pairs [value, latent] from a flat list. */
function points(flat) {
  return Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]]);
}
