/** Fixed-point unit of the weight of a topic in a post: a post surely about it weighs this much. */
export const TOPIC_UNIT = 1000;

/** What it takes to attach a topic to an account, by the name of the column of `topic_rules`. A change of any of
 *  them is a new `TOPIC_RULES_ID`.
 *
 *  - `least_weight`: a post under a quarter sure speaks for no topic; weak words agree by chance.
 *  - `influence_people`, `influence_days`: three people, as a score needs, who acted on something else than the best
 *    post, and posts of four UTC days on which somebody acted: three without the best. One viral joke gives neither,
 *    however many laugh, and neither do two passing remarks beside it.
 *  - `reactions_per_person`: hand-set; where only counts were seen, four reactions stand for a person, since regulars
 *    react again and again.
 *  - `influence_half`: ten people beyond the best post are half of full strength.
 *  - `interest_units`, `interest_days`, `interest_people`: five acts or posts over three days, on three posts of its
 *    own or three people: less is a passing remark.
 *  - `interest_prior`: ten acts about nothing in particular are added to what an account does, so that its first act
 *    is no passion.
 *  - `bio_units`: naming a topic in the bio counts as three acts, never enough alone.
 *  - `list_units`, `list_owners`: each person on whose lists an account stands under a name that speaks for the topic
 *    counts as one act, three people at most and whatever the number of their lists: as much as the bio. */
export const TOPIC_RULES = {
  least_weight: 250,
  influence_people: 3,
  influence_days: 4,
  reactions_per_person: 4,
  influence_half: 10,
  interest_units: 5 * TOPIC_UNIT,
  interest_days: 3,
  interest_people: 3,
  interest_prior: 10 * TOPIC_UNIT,
  bio_units: 3 * TOPIC_UNIT,
  list_units: TOPIC_UNIT,
  list_owners: 3,
} as const;

/** Names the rules and the scale of topics in run manifests. */
export const TOPIC_RULES_ID = "topic-rules-2026-11-lists";
