import { basename, dirname } from "node:path";
import { InputProblem } from "../domain/errors.ts";
import { TABLE_NAMES, TABLES, type TableName } from "../domain/interchange/schema.ts";
import { columnsOf } from "../domain/interchange/table.ts";
import { stemOfName } from "./file-format.ts";

/** Columns a file may lack though every row needs them: filled by an option, by derivation, or by kind. */
const FILLED_COLUMNS: readonly string[] = ["network", "interaction_id"];

/** Columns of `table` that a file must have. */
export function neededColumns(table: TableName): readonly string[] {
  const always = table === "interactions" ? ["acted_at"] : [];
  const required = columnsOf(TABLES[table]).filter(
    column => column.isRequired && !FILLED_COLUMNS.includes(column.name),
  );
  return [...required.map(column => column.name), ...always];
}

/** The table a path names by its file or by the nearest folder that is called like a table; null when none is. */
export function tableOfPath(path: string): TableName | null {
  const named = tableOfWord(stemOfName(path));
  if (named !== null) return named;
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const table = TABLE_NAMES.find(name => name === basename(folder));
    if (table !== undefined) return table;
  }
  return null;
}

/** The table whose needed columns are all among `columns`, and which knows most of them.
 *  @throws InputProblem when none or more than one fits. */
export function tableOfColumns(path: string, columns: readonly string[]): TableName {
  const fits = TABLE_NAMES.filter(table => neededColumns(table).every(column => columns.includes(column)));
  const known = (table: TableName) =>
    columnsOf(TABLES[table]).filter(column => columns.includes(column.name)).length;
  const most = Math.max(0, ...fits.map(known));
  const best = fits.filter(table => known(table) === most);
  if (best.length === 1) return best[0]!;
  const why = best.length === 0 ? "fit no table" : `fit ${best.join(" and ")}`;
  throw new InputProblem(
    `${path}: its columns (${listed(columns)}) ${why}. Say which with --table ${TABLE_NAMES.join("|")}.`,
  );
}

/** Words in a list for a message; "none" when empty. */
export function listed(words: readonly string[]): string {
  return words.length === 0 ? "none" : words.join(", ");
}

function tableOfWord(word: string): TableName | null {
  const named = TABLE_NAMES.filter(name => word === name || new RegExp(`^${name}[-_. ]`).test(word));
  return named[0] ?? null;
}
