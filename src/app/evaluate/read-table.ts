import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { InputProblem } from "../../domain/errors.ts";
import { readCsvRecords } from "../../platform/csv-stream.ts";

/** A CSV file in memory: columns by name, and every record that fits the header. */
export interface TextTable {
  readonly path: string;
  readonly columns: readonly string[];
  readonly records: readonly Readonly<Record<string, string>>[];
  /** Records with another number of fields than the header. */
  readonly malformedCount: number;
}

/** The records of a CSV file with a header line, plain or gzip (told by its first bytes).
 *  @throws InputProblem when it cannot be read or holds no record. */
export async function readTable(path: string): Promise<TextTable> {
  const bytes = (await isGzip(path)) ? createReadStream(path).pipe(createGunzip()) : createReadStream(path);
  const records: Readonly<Record<string, string>>[] = [];
  let malformedCount = 0;
  try {
    for await (const record of readCsvRecords(bytes, path)) {
      if (record === null) malformedCount++;
      else records.push(record);
    }
  } catch (cause) {
    if (cause instanceof InputProblem) throw cause;
    throw new InputProblem(`${path} cannot be read: ${(cause as Error).message}.`, { cause });
  }
  if (records.length === 0)
    throw new InputProblem(
      `${path} holds no row under its header line${malformedCount > 0 ? ` (${malformedCount} with a wrong number of fields)` : ""}.`,
    );
  return { path, columns: Object.keys(records[0]!), records, malformedCount };
}

/** `text` as a finite number; null when it is none. */
export function numberOf(text: string | undefined): number | null {
  const trimmed = text?.trim() ?? "";
  const value = Number(trimmed);
  return trimmed !== "" && Number.isFinite(value) ? value : null;
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path).catch(cause => {
    throw new InputProblem(`${path} cannot be opened: ${(cause as NodeJS.ErrnoException).code}.`, { cause });
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}
