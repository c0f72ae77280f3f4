/** Constants of what a month of silence is forgiven (docs/decisions/0011-silence.md); a model without them forgives
 *  neither standing nor accounts of which no post is known. */
export const SILENCE_CONSTANTS = {
  forgiven_standing_share: {
    value: 0.5,
    unit: "share of the forgiven break",
    origin:
      "drawn steady accounts: after 30 silent days 0.58 of the standing that one-time fans gave is left and 0.88 of what loyal ones gave; half of what engaged people are forgiven stands between",
  },
  earlier_people_share: {
    value: 1.1,
    unit: "share of the engaged people of forgiven_silent_days ago",
    origin:
      "drawn steady accounts: a window that ends a month earlier holds 60 of its 90 days, 0.79 of one-time people and all loyal ones; 1.1 stands between",
  },
};
