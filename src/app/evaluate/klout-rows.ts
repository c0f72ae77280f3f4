import { InputProblem } from "../../domain/errors.ts";
import { isNetworkName, type NetworkName } from "../../domain/network.ts";
import { columnWord, inputNameOf } from "./column-names.ts";
import type { MeasureInputs } from "./older-measures.ts";
import { numberOf, type TextTable } from "./read-table.ts";

/** One account with the score that Klout gave it. */
export interface KloutAccount {
  readonly network: NetworkName;
  readonly kloutScore: number;
  /** What the file says of it, by Renown's names; null where the cell is empty or no number. */
  readonly inputs: MeasureInputs;
}

/** The usable rows of a file of Klout scores. */
export interface KloutAccounts {
  readonly accounts: readonly KloutAccount[];
  /** Columns of numbers, by Renown's names. */
  readonly columns: readonly string[];
  /** The file's own columns that hold no number and are not needed. */
  readonly ignored: readonly string[];
  readonly rejected: Readonly<Record<string, number>>;
}

const KLOUT_SCORE = ["klout_score", "klout", "kloutscore"];
const NAMES = ["handle", "screen_name", "username", "account_id", "id", "name", "network"];
const NETWORK_SYNONYMS: Readonly<Record<string, NetworkName>> = {
  twitter: "x",
  tw: "x",
  fb: "facebook",
  ig: "instagram",
};

/** The accounts of `table`: `klout_score` 1 to 100 and any columns of numbers; `network` (x where absent). A row whose score or network
 *  cannot be read is counted by reason, as is a second row of one handle.
 *  @throws InputProblem when there is no klout_score column, no column of numbers, or no usable row. */
export function kloutAccounts(table: TextTable): KloutAccounts {
  const columnOf = new Map<string, string>();
  const ignored: string[] = [];
  for (const column of table.columns) {
    const name = KLOUT_SCORE.includes(columnWord(column)) ? "klout_score" : inputNameOf(column);
    if (columnOf.has(name)) ignored.push(column);
    else columnOf.set(name, column);
  }
  const score = columnOf.get("klout_score");
  if (score === undefined) throw lacks(table, "klout_score, the score to compare with (1 to 100)");
  const numeric = [...columnOf].filter(
    ([name, column]) =>
      name !== "klout_score" &&
      !NAMES.includes(name) &&
      table.records.some(record => numberOf(record[column]) !== null),
  );
  if (numeric.length === 0)
    throw lacks(table, "any column of numbers, such as followers_count or listed_count");
  const read = [...numeric.map(([name]) => name), "klout_score", ...NAMES];
  ignored.push(...[...columnOf].flatMap(([name, column]) => (read.includes(name) ? [] : [column])));
  const rejected: Record<string, number> = {};
  if (table.malformedCount > 0) rejected["malformed_line"] = table.malformedCount;
  const seen = new Set<string>();
  const accounts: KloutAccount[] = [];
  for (const record of table.records) {
    const kloutScore = numberOf(record[score]);
    const network = networkOf(record[columnOf.get("network") ?? ""]);
    const handle = record[columnOf.get("handle") ?? ""]?.trim().toLowerCase();
    const reason = reasonAgainst(kloutScore, network, handle ? `${network}:${handle}` : null, seen);
    if (reason !== null) rejected[reason] = (rejected[reason] ?? 0) + 1;
    else
      accounts.push({
        network: network!,
        kloutScore: kloutScore!,
        inputs: Object.fromEntries(numeric.map(([name, column]) => [name, countOf(record[column])])),
      });
  }
  if (accounts.length === 0)
    throw new InputProblem(
      `${table.path} has no usable row (${Object.entries(rejected)
        .map(([reason, count]) => `${reason} ${count}`)
        .join(", ")}): klout_score must be a number from 0 to 100.`,
    );
  return { accounts, columns: numeric.map(([name]) => name), ignored, rejected };
}

function reasonAgainst(
  kloutScore: number | null,
  network: NetworkName | null,
  key: string | null,
  seen: Set<string>,
): string | null {
  if (kloutScore === null || kloutScore < 0 || kloutScore > 100) return "bad_klout_score";
  if (network === null) return "unknown_network";
  if (key === null) return null;
  if (seen.has(key)) return "duplicate";
  seen.add(key);
  return null;
}

function networkOf(cell: string | undefined): NetworkName | null {
  const word = cell?.trim().toLowerCase() ?? "";
  if (word === "") return "x";
  return isNetworkName(word) ? word : (NETWORK_SYNONYMS[word] ?? null);
}

/** A count below 0 was not observed. */
function countOf(cell: string | undefined): number | null {
  const value = numberOf(cell);
  return value === null || value < 0 ? null : value;
}

function lacks({ path, columns }: TextTable, what: string): InputProblem {
  return new InputProblem(
    `${path} lacks ${what}; it has ${columns.join(", ")}. The layout of accounts.csv is in docs/evaluation.md.`,
  );
}
