/** Names the scale of topic expertise in run manifests; a change of any number of this file is a new id. */
export const TOPIC_SCALE_ID = "topic-scale-2026-11";

/** Standing passed by others at which the scale bends from linear to logarithmic: about what the lower quarter of the
 *  reference population has. */
export const PASSED_UNIT = 0.02;

/** How much more the count of acts varies than independent acts would: reactions clump on few posts. */
export const ACTS_DISPERSION = 3;

/** Half a count, as in Jeffreys' prior of a rate. */
export const ACTS_PRIOR = 0.5;

/** Probability that low to high holds the score. */
export const TOPIC_LEVEL = 0.9;

/** Score points at a latent; linear between, flat outside. At the percentiles 5, 25, 50, 75, 90, 95, 99 and 99.9 of
 *  the 4,284 pairs of account and topic on X that have an expertise in the reference population (`renown simulate
 *  --accounts 100000 --interactions 5000000 --seed 20261101`), with the scores that the influence score has there.
 *  Beyond, each further tenfold rarity takes the step from 99 to 99.9; 100 is one in a million. */
export const TOPIC_ANCHORS: readonly (readonly [latent: number, score: number])[] = [
  [0, 0],
  [0.26, 13],
  [0.81, 23],
  [1.41, 40],
  [2.24, 50],
  [3.3, 58],
  [4.03, 63],
  [5.22, 70],
  [6.55, 80],
  [7.88, 90],
  [10.53, 100],
];
