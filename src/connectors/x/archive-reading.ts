import type { ExportEntry, ExportInput } from "../../platform/export-input.ts";
import { readJsonArray, readJsonValue } from "../../platform/json-stream.ts";
import type { ConnectorRecord } from "../contract.ts";
import type { Normalised } from "./normalise.ts";

/** Characters kept of a refused piece. */
const MAX_RAW_LENGTH = 2000;

/** The pieces of one file, in order, without the word each is wrapped in (`{tweet: {...}}`; the first archives
 *  of this layout had none). */
export async function* readPieces(
  input: ExportInput,
  entry: ExportEntry,
  wrapper: string,
): AsyncGenerator<unknown, void, undefined> {
  for await (const element of readJsonArray(await input.open(entry), entry.name)) {
    const hasWrapper = typeof element === "object" && element !== null && wrapper in element;
    yield hasWrapper ? (element as Record<string, unknown>)[wrapper] : element;
  }
}

/** The first piece of the first of `entries`, or undefined when there is none. */
export async function readFirstPiece(
  input: ExportInput,
  entries: readonly ExportEntry[],
  wrapper: string,
): Promise<unknown> {
  const entry = entries[0];
  if (entry === undefined) return undefined;
  const value = await readJsonValue(await input.open(entry), entry.name);
  const first = Array.isArray(value) ? (value[0] as unknown) : value;
  const hasWrapper = typeof first === "object" && first !== null && wrapper in first;
  return hasWrapper ? (first as Record<string, unknown>)[wrapper] : first;
}

/** The records of one normalised piece of `entry`. `raw` is the piece, or null where it must not be kept. */
export function recordsOf(result: Normalised, entry: ExportEntry, raw: unknown): readonly ConnectorRecord[] {
  if ("rows" in result) return result.rows;
  const text = raw === null ? "" : JSON.stringify(raw).slice(0, MAX_RAW_LENGTH);
  return [{ rejection: { file: entry.name, reason: result.reason, raw: text } }];
}
