import { type CsvCell, toCsv } from "./csv-text.ts";
import type { AroundStamp, MomentsAnswer, PeopleAroundAnswer } from "./people-around.ts";

const STAMP = ["handle", "as_of", "model", "intended_use"] as const;

/** The columns of a moment in CSV. */
export const MOMENT_COLUMNS = [
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
] as const;

/** The columns in CSV of somebody on one side of an account. */
export const PERSON_COLUMNS = [
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
] as const;

type CsvRow = Readonly<Record<string, CsvCell>>;

/** One row a moment; the people who reacted are a list of handles. */
export function momentRows({ moments }: Pick<MomentsAnswer, "moments">): readonly CsvRow[] {
  return moments.map(moment => ({ ...moment, people: moment.people.map(person => person.handle).join(" ") }));
}

/** One row a person, placed from 1. */
export function personRows({ people }: Pick<PeopleAroundAnswer, "people">): readonly CsvRow[] {
  return people.map((person, i) => ({ ...person, place: i + 1, person: person.handle }));
}

/** Moments as CSV, one line each. */
export function momentsCsv(answer: MomentsAnswer): string {
  const stamp = stampOf(answer);
  return toCsv(
    [...MOMENT_COLUMNS, ...STAMP],
    momentRows(answer).map(row => ({ ...row, ...stamp })),
  );
}

/** The people on one side of an account as CSV, one line each. */
export function peopleCsv(answer: PeopleAroundAnswer): string {
  const stamp = stampOf(answer);
  return toCsv(
    [...PERSON_COLUMNS, ...STAMP],
    personRows(answer).map(row => ({ ...row, ...stamp })),
  );
}

function stampOf({ handle, as_of, model, intended_use }: AroundStamp): CsvRow {
  return { handle, as_of, model, intended_use };
}
