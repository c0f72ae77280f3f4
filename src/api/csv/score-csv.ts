import { type CsvCell, toCsv } from "../../app/csv-text.ts";
import type { ScoreAnswer } from "../../app/score-answer.ts";
import type { Frozen } from "../route.ts";

export type CsvRow = Readonly<Record<string, CsvCell>>;

/** What stands on every line, so that no number travels alone. */
export const STAMP_COLUMNS = ["model", "as_of", "basis", "intended_use"] as const;

const COLUMNS = [
  "handle",
  "network",
  "account_id",
  "score",
  "low",
  "high",
  "level",
  "coverage",
  "reason",
  ...STAMP_COLUMNS,
] as const;

/** What CSV says of a score. */
type Shown = Frozen<Omit<ScoreAnswer, "schema_version" | "qualities" | "vocabularies">>;

/** Scores as CSV, one line each; an account without enough data has no score but a reason. */
export function scoresCsv(
  answers: readonly Shown[],
  more: { readonly columns: readonly string[]; readonly rows: readonly CsvRow[] } = { columns: [], rows: [] },
): string {
  const rows = answers.map((answer, i) => ({ ...scoreRow(answer), ...more.rows[i] }));
  return toCsv([...COLUMNS, ...more.columns], rows);
}

/** What a single score is made of as CSV, one line a contribution, each with the score. */
export function contributionsCsv(answer: Shown): string {
  const columns = ["feature", "value", "unit", "latent", "points", "percentile", "is_imputed", "sentence"];
  const row = scoreRow(answer);
  return toCsv(
    [...columns, ...COLUMNS],
    answer.contributions.map(part => ({ ...row, ...part })),
  );
}

function scoreRow(answer: Shown): CsvRow {
  const { handle, network, account_id, score, coverage, reason, model, as_of, basis, intended_use } = answer;
  const { low = null, high = null, level = null } = answer.interval ?? {};
  return {
    ...{ handle, network, account_id, score, low, high, level, coverage, reason },
    ...{ model, as_of, basis, intended_use },
  };
}
