/** Constants of the discounts (docs/decisions/0023-attacks.md); a model without them discounts nothing. */
export const ATTACK_CONSTANTS = {
  discounts_on: { value: 1, unit: "1 yes, 0 no", origin: "hand-set: this model discounts" },
  whole_authenticity: {
    value: 0.5,
    unit: "probability",
    origin:
      "hand-set: where suspicion begins; whoever is not suspected counts whole, so an honest act is not worth less for being judged",
  },
  established_people_count: {
    value: 40,
    unit: "people",
    origin:
      "hand-set: so many that a farm of a thousand needs leaders of its own; of the people who act on a simulated account about three in four are established or known to somebody who is",
  },
  vouching_days: {
    value: 14,
    unit: "days",
    origin:
      "attack benchmark in lakes of 14 and 21 days: who was watched for two weeks and is known to nobody is unvouched; with 14, NDCG@100 of the forecast falls by 0.0005",
  },
  unvouched_share: {
    value: 0.3,
    unit: "share of the vouched",
    origin: "attack benchmark: 10,000 bot acts gain less than 1.5 points",
  },
  unvouched_base_count: {
    value: 2,
    unit: "people or reactions of a kind",
    origin: "hand-set: newcomers are heard: the first two count whoever they are",
  },
  unvouched_base_standing: {
    value: 0.5,
    unit: "standing",
    origin: "hand-set: about what the first two people of unknown standing give",
  },
  circle_people_count: {
    value: 1,
    unit: "people",
    origin:
      "attack benchmark: the n-th person of one circle counts ln(n / (n - 1)), so a pod of 50 counts as five",
  },
  mutual_people_count: {
    value: 10,
    unit: "people",
    origin:
      "attack benchmark: who trades acts with more people than nine in ten simulated accounts do is shared out among them",
  },
  silent_follower_share: {
    value: 0.02,
    unit: "share of the other followers",
    origin: "attack benchmark: 10,000 bought followers gain less than a point",
  },
  silent_follower_base_count: {
    value: 5,
    unit: "followers",
    origin: "hand-set: the first five count whoever they are",
  },
};
