/** Curves of features that judged pairs do not have: set by hand from the ranges each can take on X, before their
 *  common factor. Slopes above a hundred people were weighed on days 1-4 of the Higgs data: who acts (people_rank) says
 *  little about tomorrow's reposters, how many act says most. */
export const HAND_SET_CURVES = {
  engaged_people: {
    transform: { kind: "log1p", scale: 3 },
    knots: [
      [0, 0],
      [10, 0.45],
      [300, 1.3],
      [10000, 2.2],
      [200000, 2.9],
      [5000000, 3.5],
    ],
    counts: ["engaged_people_count"],
    unit_per_count: 1,
    dispersion: 0.8,
  },
  quotes_per_original: {
    dispersion: 1,
    knots: [
      [0, 0],
      [0.05, 0.05],
      [0.5, 0.13],
      [10, 0.237],
      [200, 0.327],
      [10000, 0.421],
    ],
  },
  replies_per_original: {
    dispersion: 1.4,
    knots: [
      [0, 0],
      [0.3, 0.055],
      [3, 0.137],
      [30, 0.219],
      [1000, 0.324],
      [30000, 0.406],
    ],
  },
  likes_per_original: {
    dispersion: 1.2,
    knots: [
      [0, 0],
      [2, 0.122],
      [30, 0.277],
      [1000, 0.466],
      [30000, 0.619],
      [1000000, 0.745],
    ],
  },
  repost_h_index: {
    dispersion: 0.9,
    knots: [
      [0, 0],
      [1, 0.055],
      [5, 0.12],
      [30, 0.197],
      [150, 0.257],
      [1000, 0.314],
    ],
  },
  people_rank: {
    dispersion: 5,
    knots: [
      [0, 0],
      [0.3, 0.1],
      [1, 0.35],
      [2.2, 0.65],
      [3.8, 0.95],
      [5.5, 1.2],
    ],
  },
  notable_engagers_count: {
    dispersion: 1,
    knots: [
      [0, 0],
      [1, 0.066],
      [10, 0.183],
      [150, 0.28],
      [2000, 0.35],
      [50000, 0.42],
    ],
  },
};
