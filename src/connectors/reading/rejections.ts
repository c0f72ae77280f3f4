import type { ConnectorRecord, TableRow } from "../contract.ts";

const LONGEST_RAW = 500;

/** A piece of `file` (a request, stream or entry) that could not become rows for `reason`. Of `raw` the beginning is kept;
 *  leave it out where it may be about somebody who is not to be read. */
export function rejection(file: string, reason: string, raw?: unknown): ConnectorRecord {
  const text = raw === undefined ? "" : (JSON.stringify(raw) ?? "");
  return { rejection: { file, reason, raw: text.slice(0, LONGEST_RAW) } };
}

/** What one entry gives: its rows, or why there are none, in one word. */
export type Normalised = { readonly rows: readonly TableRow[] } | { readonly reason: string };

/** The records of an entry of `file`: its rows, or its rejection with the beginning of `raw`, as `rejection` keeps it. */
export function recordsOf(read: Normalised, file: string, raw?: unknown): readonly ConnectorRecord[] {
  return "rows" in read ? read.rows : [rejection(file, read.reason, raw)];
}
