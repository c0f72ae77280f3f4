import { toCsv } from "./csv-text.ts";
import type { AroundStamp, MomentsAnswer, PeopleAroundAnswer } from "./people-around.ts";

const STAMP = ["handle", "as_of", "model", "intended_use"] as const;

/** Moments as CSV, one line each; the people who reacted are a list of handles. */
export function momentsCsv(answer: MomentsAnswer): string {
  const columns = [
    "place",
    "post_id",
    "url",
    "kind",
    "posted_at",
    "strength",
    "own_below_share",
    "similar_below_share",
    "reactions_weight",
    "like_count",
    "repost_count",
    "reply_count",
    "quote_count",
    "people_seen_count",
    "people",
    "text",
    ...STAMP,
  ];
  const rows = answer.moments.map(moment => ({
    ...moment,
    people: moment.people.map(person => person.handle).join(" "),
    ...stampOf(answer),
  }));
  return toCsv(columns, rows);
}

/** The people on one side of an account as CSV, one line each. */
export function peopleCsv(answer: PeopleAroundAnswer): string {
  const columns = [
    "place",
    "person",
    "account_id",
    "display_name",
    "score",
    "standing",
    "attention_share",
    "passed_standing",
    "likes",
    "reposts",
    "replies",
    "quotes",
    "mentions",
    "last_acted_at",
    ...STAMP,
  ];
  const rows = answer.people.map((person, i) => ({
    ...person,
    place: i + 1,
    person: person.handle,
    ...stampOf(answer),
  }));
  return toCsv(columns, rows);
}

function stampOf({ handle, as_of, model, intended_use }: AroundStamp) {
  return { handle, as_of, model, intended_use };
}
