import { markdownTable } from "../../lib/markdown-table.ts";
import { comparisonTable, figureText } from "./bake-off.ts";
import { comparisonsOf } from "./comparisons.ts";
import type { EvaluationFile } from "./evaluation-file.ts";

const NOT_MEASURED = "_Not measured for this model._";

/** `page` with the contents between `<!-- table: NAME -->` and `<!-- /table -->` written from `evaluation` (null: nothing was
 *  measured). Names: `headline`, `not_run`, and each suite: `pairs`, `forecast`, `klout`, and any other by its single figures.
 *  @throws RangeError on a marker that has no end. */
export function withCardTables(page: string, evaluation: EvaluationFile | null): string {
  const opened = page.match(/<!-- table: [a-z_]+ -->/g) ?? [];
  const written = page.replace(
    /(<!-- table: ([a-z_]+) -->\n)[\s\S]*?(<!-- \/table -->)/g,
    (_, open: string, name: string, close: string) => `${open}\n${tableNamed(name, evaluation)}\n\n${close}`,
  );
  if ((page.match(/<!-- \/table -->/g) ?? []).length !== opened.length)
    throw new RangeError("a table marker of the page has no end: write <!-- /table --> after it");
  return written;
}

function tableNamed(name: string, evaluation: EvaluationFile | null): string {
  if (evaluation === null) return NOT_MEASURED;
  const { suites, not_run } = evaluation;
  if (name === "headline") return headline(evaluation);
  if (name === "not_run")
    return not_run.length === 0
      ? "Every suite was run."
      : markdownTable(
          ["suite", "why it was not run"],
          not_run.map(({ suite, reason }) => [suite, reason]),
        );
  const result: unknown = suites[name];
  if (result === undefined) return NOT_MEASURED;
  if (name === "pairs" || name === "forecast" || name === "klout") {
    const of = comparisonsOf({ ...evaluation, suites: { [name]: result } as EvaluationFile["suites"] });
    return of.map(comparison => `${comparison.question}\n\n${comparisonTable(comparison)}`).join("\n\n");
  }
  return singleFigures(result as Readonly<Record<string, unknown>>);
}

function headline(evaluation: EvaluationFile): string {
  const rows = comparisonsOf(evaluation).map(({ question, metric, ours, rivals }) => {
    const best = rivals.toSorted((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity))[0];
    const text = best === undefined ? "–" : `${best.name} ${figureText(best)}`;
    return [question, metric, figureText(ours), text];
  });
  return rows.length === 0
    ? NOT_MEASURED
    : markdownTable(["question", "figure", "ours (90 % interval)", "best simpler measure"], rows);
}

/** The single numbers and words of a result, and its lists of objects as tables. */
function singleFigures(result: Readonly<Record<string, unknown>>): string {
  const single = Object.entries(result).filter(([, value]) => typeof value !== "object" || value === null);
  const tables = Object.entries(result).flatMap(([key, value]) => {
    if (!Array.isArray(value) || typeof value[0] !== "object" || value[0] === null) return [];
    const rows = value as readonly Readonly<Record<string, unknown>>[];
    const columns = Object.keys(rows[0]!);
    return [
      `${key}\n\n${markdownTable(
        columns,
        rows.map(row => columns.map(column => cell(row[column]))),
      )}`,
    ];
  });
  const list = markdownTable(
    ["figure", "value"],
    single.filter(([key]) => key !== "suite").map(([key, value]) => [key, cell(value)]),
  );
  return [list, ...tables].join("\n\n");
}

function cell(value: unknown): string {
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : value.toFixed(4);
  return value === null || value === undefined ? "–" : String(value);
}
