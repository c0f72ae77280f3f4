import { InputProblem } from "../../domain/errors.ts";
import { numberOf, type TextTable } from "./read-table.ts";

/** The numbers of one account of a pair, by the file's own column name without its `A_` or `B_`. */
export type PairSide = Readonly<Record<string, number>>;

/** One judged pair: which of two accounts is more influential. */
export interface JudgedPair {
  readonly a: PairSide;
  readonly b: PairSide;
  readonly isAChosen: boolean;
  /** Numbers of the two accounts among all accounts of the file: sides with the same numbers are one account. */
  readonly accountA: number;
  readonly accountB: number;
}

/** The usable rows of a file of judged pairs. */
export interface JudgedPairs {
  readonly pairs: readonly JudgedPair[];
  /** Column names that both sides have, without `A_` or `B_`, in file order. */
  readonly columns: readonly string[];
  readonly accountsCount: number;
  /** Columns that are neither the choice nor one of two sides. */
  readonly ignored: readonly string[];
  readonly rejected: Readonly<Record<string, number>>;
}

const CHOICE = "choice";

/** The judged pairs of `table`: `Choice` (1: A is more influential, 0: B) and, for each measure, `A_<name>` and `B_<name>`.
 *  Names are read without regard to case. A row whose choice or numbers cannot be read is counted by reason.
 *  @throws InputProblem when a column is missing, or no row is usable. */
export function judgedPairs(table: TextTable): JudgedPairs {
  const columnOf = new Map(table.columns.map(column => [column.trim().toLowerCase(), column]));
  const choice = columnOf.get(CHOICE);
  if (choice === undefined) throw lacks(table, "Choice (1: A is more influential, 0: B is)");
  const columns = [...columnOf.keys()]
    .filter(name => name.startsWith("a_") && columnOf.has(`b_${name.slice(2)}`))
    .map(name => name.slice(2));
  if (columns.length === 0)
    throw lacks(table, "any measure of both accounts, such as A_follower_count and B_follower_count");
  const rejected: Record<string, number> = {};
  const reject = (reason: string, count = 1) => {
    rejected[reason] = (rejected[reason] ?? 0) + count;
  };
  if (table.malformedCount > 0) reject("malformed_line", table.malformedCount);
  const numbers = new Map<string, number>();
  const accountOf = (side: PairSide) => {
    const key = columns.map(column => side[column]).join("|");
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  };
  const pairs: JudgedPair[] = [];
  for (const record of table.records) {
    const chosen = numberOf(record[choice]);
    if (chosen !== 0 && chosen !== 1) {
      reject("bad_choice");
      continue;
    }
    const a = sideOf(record, "a_", columns, columnOf);
    const b = sideOf(record, "b_", columns, columnOf);
    if (a === null || b === null) {
      reject("bad_number");
      continue;
    }
    pairs.push({ a, b, isAChosen: chosen === 1, accountA: accountOf(a), accountB: accountOf(b) });
  }
  if (pairs.length === 0)
    throw new InputProblem(
      `${table.path} has no usable row (${Object.entries(rejected)
        .map(([reason, count]) => `${reason} ${count}`)
        .join(", ")}): Choice must be 0 or 1, every A_ and B_ column a number.`,
    );
  const used = new Set([
    choice,
    ...columns.flatMap(name => [columnOf.get(`a_${name}`)!, columnOf.get(`b_${name}`)!]),
  ]);
  return {
    pairs,
    columns,
    accountsCount: numbers.size,
    ignored: table.columns.filter(column => !used.has(column)),
    rejected,
  };
}

function sideOf(
  record: Readonly<Record<string, string>>,
  prefix: string,
  columns: readonly string[],
  columnOf: ReadonlyMap<string, string>,
): PairSide | null {
  const side: Record<string, number> = {};
  for (const name of columns) {
    const value = numberOf(record[columnOf.get(`${prefix}${name}`)!]);
    if (value === null) return null;
    side[name] = value;
  }
  return side;
}

function lacks({ path, columns }: TextTable, what: string): InputProblem {
  return new InputProblem(
    `${path} lacks ${what}; it has ${columns.join(", ")}. The layout of pairs.csv is in docs/evaluation.md.`,
  );
}
