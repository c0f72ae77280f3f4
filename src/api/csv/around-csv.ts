import type { z } from "zod";
import { toCsv } from "../../app/csv-text.ts";
import { MOMENT_COLUMNS, momentRows, PERSON_COLUMNS, personRows } from "../../app/people-csv.ts";
import type { Frozen } from "../route.ts";
import type { momentsSchema, peopleAroundSchema } from "../schemas/people.ts";
import { type CsvRow, STAMP_COLUMNS } from "./score-csv.ts";

type Moments = Frozen<z.output<typeof momentsSchema>>;
type PeopleAround = Frozen<z.output<typeof peopleAroundSchema>>;

/** Moments as CSV, one line each, with the score of whose they are. */
export function momentsCsv(answer: Moments): string {
  const own = { score: answer.score, low: answer.interval?.low ?? null, high: answer.interval?.high ?? null };
  const row = { handle: answer.handle, ...own, coverage: answer.coverage, ...stampOf(answer) };
  return toCsv(
    [...MOMENT_COLUMNS, "handle", "score", "low", "high", "coverage", ...STAMP_COLUMNS],
    momentRows(answer).map(moment => ({ ...moment, ...row })),
  );
}

/** The people on one side of an account as CSV, one line each; the score is the person's own. */
export function peopleCsv(answer: PeopleAround): string {
  return toCsv(
    [...PERSON_COLUMNS, "low", "high", "coverage", "handle", ...STAMP_COLUMNS],
    personRows(answer).map(person => ({ ...person, handle: answer.handle, ...stampOf(answer) })),
  );
}

function stampOf({ model, as_of, basis, intended_use }: Moments | PeopleAround): CsvRow {
  return { model, as_of, basis, intended_use };
}
