import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { AuthenticityEvidence } from "../../authenticity/signal.ts";
import { InputProblem } from "../../domain/errors.ts";
import { findInput } from "../evaluate/find-input.ts";
import { numberOf, readTable } from "../evaluate/read-table.ts";

/** Accounts of a labelled file, row by row. */
export interface LabelledFile {
  readonly name: string;
  readonly sha256: string;
  readonly evidence: readonly AuthenticityEvidence[];
  readonly isGenuine: readonly boolean[];
  /** Where each row comes from; null in a file without a column `source`. */
  readonly source: readonly (string | null)[];
  /** Primary subtag as the file gives it, lower case; null where it does not. */
  readonly lang: readonly (string | null)[];
  /** Milliseconds since 1970; null where the time of creation is absent or unreadable. */
  readonly createdAt: readonly (number | null)[];
  readonly read: number;
  /** Rows left out, by reason. */
  readonly rejected: Readonly<Record<string, number>>;
}

/** Names under which files give what we call by the first. */
const SYNONYMS = {
  followers_count: ["followers_count", "followers", "follower_count"],
  following_count: ["following_count", "friends_count", "following", "friends"],
  posts_count: ["posts_count", "statuses_count", "posts", "tweets"],
  listed_count: ["listed_count", "listed", "lists"],
  has_url: ["has_url"],
} as const;

const TRUE = new Set(["1", "true", "yes"]);
const FALSE = new Set(["0", "false", "no"]);

/** The labelled accounts of `place` (accounts.csv or a folder that holds it): `is_fake` and the numbers of profiles.
 *  @throws InputProblem when the file is missing, has no column is_fake, or holds no usable row of one label. */
export async function readLabelledAccounts(place: string): Promise<LabelledFile> {
  const path = findInput(place, "authenticity", "accounts");
  const table = await readTable(path);
  if (!table.columns.includes("is_fake"))
    throw new InputProblem(`${path} has no column is_fake (1 or 0); its layout is in docs/evaluation.md.`);
  const columnOf = (name: keyof typeof SYNONYMS) =>
    SYNONYMS[name].find(column => table.columns.includes(column)) ?? null;
  const columns = Object.fromEntries(
    Object.keys(SYNONYMS).map(name => [name, columnOf(name as keyof typeof SYNONYMS)]),
  ) as Record<keyof typeof SYNONYMS, string | null>;
  const evidence: AuthenticityEvidence[] = [];
  const isGenuine: boolean[] = [];
  const source: (string | null)[] = [];
  const lang: (string | null)[] = [];
  const createdAt: (number | null)[] = [];
  const rejected = { bad_is_fake: 0, bad_number: 0, malformed_line: table.malformedCount };
  for (const record of table.records) {
    const label = (record["is_fake"] ?? "").trim().toLowerCase();
    if (!TRUE.has(label) && !FALSE.has(label)) {
      rejected.bad_is_fake++;
      continue;
    }
    const counts = countsOf(record, columns);
    if (counts === null) {
      rejected.bad_number++;
      continue;
    }
    evidence.push({ ...NOTHING, ...counts });
    isGenuine.push(FALSE.has(label));
    source.push(textOf(record["source"]));
    lang.push(languageOf(record["lang"]));
    createdAt.push(timeOf(record["created_at"]));
  }
  if (!isGenuine.includes(true) || !isGenuine.includes(false))
    throw new InputProblem(`${path} needs usable rows of both labels (is_fake 1 and 0); it has one only.`);
  return {
    name: basename(path),
    sha256: createHash("sha256").update(readFileSync(path)).digest("hex"),
    ...{ evidence, isGenuine, source, lang, createdAt },
    read: table.records.length + table.malformedCount,
    rejected,
  };
}

/** Evidence of an account of which nothing is known. */
export const NOTHING: AuthenticityEvidence = {
  followers_count: null,
  following_count: null,
  posts_count: null,
  listed_count: null,
  has_url: null,
  age_days: null,
  gap_burstiness: null,
  quiet_hours_share: null,
  repeated_texts_share: null,
  copied_texts_share: null,
  outside_engagers_share: null,
  twins_count: null,
  established_engagers_count: null,
};

/** Null when a number cannot be read or is negative; an empty cell is not observed. */
function countsOf(
  record: Readonly<Record<string, string>>,
  columns: Readonly<Record<string, string | null>>,
): Partial<AuthenticityEvidence> | null {
  const counts: Record<string, number | null> = {};
  for (const [name, column] of Object.entries(columns)) {
    const text = column === null ? "" : (record[column] ?? "").trim();
    const value = TRUE.has(text.toLowerCase()) && name === "has_url" ? 1 : numberOf(text);
    const isFalse = name === "has_url" && FALSE.has(text.toLowerCase());
    if (text !== "" && !isFalse && (value === null || value < 0)) return null;
    counts[name] = text === "" ? null : isFalse ? 0 : value;
  }
  return counts;
}

function textOf(cell: string | undefined): string | null {
  const text = cell?.trim() ?? "";
  return text === "" ? null : text;
}

function languageOf(cell: string | undefined): string | null {
  const [primary] = (cell ?? "").toLowerCase().match(/[a-z]{2,3}/) ?? [];
  return primary ?? null;
}

/** Any form that the engine's date parser reads, times without zone as UTC; quotes within the cell are ignored. */
function timeOf(cell: string | undefined): number | null {
  const text = (cell ?? "").replaceAll('"', "").trim();
  if (text === "") return null;
  const zoned = /([zZ]|[+-]\d{2}:?\d{2})(\s+\d{4})?$/.test(text) ? text : `${text} UTC`;
  const time = Date.parse(zoned);
  return Number.isNaN(time) ? null : time;
}
