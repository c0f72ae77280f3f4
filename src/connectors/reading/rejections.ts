import type { ConnectorRecord } from "../contract.ts";

const LONGEST_RAW = 500;

/** A piece of `file` (a request, stream or entry) that could not become rows for `reason`. Of `raw` the beginning is kept;
 *  leave it out where it may be about somebody who is not to be read. */
export function rejection(file: string, reason: string, raw?: unknown): ConnectorRecord {
  const text = raw === undefined ? "" : (JSON.stringify(raw) ?? "");
  return { rejection: { file, reason, raw: text.slice(0, LONGEST_RAW) } };
}
