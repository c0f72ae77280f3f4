/** Names the scale of topic expertise in run manifests; a change of any number of this file is a new id. */
export const TOPIC_SCALE_ID = "topic-scale-2026-11";

/** Standing passed by others that counts as much as one person more does at the start. */
export const PASSED_UNIT = 0.02;

/** How much more the count of acts varies than independent acts would: reactions clump on few posts. */
export const ACTS_DISPERSION = 3;

/** Half a count, as in Jeffreys' prior of a rate. */
export const ACTS_PRIOR = 0.5;

/** Probability that low to high holds the score. */
export const TOPIC_LEVEL = 0.9;

/** Score points at a latent; linear between, flat outside. */
export const TOPIC_ANCHORS: readonly (readonly [latent: number, score: number])[] = [
  [0, 0],
  [1, 13],
  [2, 23],
  [3, 40],
  [4, 50],
  [5, 58],
  [6, 63],
  [7, 70],
  [8, 80],
  [9, 90],
  [12, 100],
];
