import { open } from "node:fs/promises";
import { basename } from "node:path";
import { InputProblem } from "../domain/errors.ts";
import type { Engine } from "../engines/contract.ts";
import { assertGzip } from "./assert-gzip.ts";
import { assertZstd } from "./assert-zstd.ts";
import { type Compression, readFirstLine } from "./read-lines.ts";

export type FileFormat = "parquet" | "csv" | "ndjson";

export interface FileShape {
  readonly format: FileFormat;
  readonly compression: Compression;
}

const FORMAT_OF_SUFFIX: Readonly<Record<string, FileFormat>> = {
  parquet: "parquet",
  csv: "csv",
  ndjson: "ndjson",
  jsonl: "ndjson",
  json: "ndjson",
};

/** The format that the name of a file says, seen through `.gz` and `.zst`; null when it says none. */
export function formatOfName(path: string): FileFormat | null {
  const bare = basename(path)
    .toLowerCase()
    .replace(/\.(gz|zst)$/, "");
  return FORMAT_OF_SUFFIX[bare.split(".").at(-1) ?? ""] ?? null;
}

/** Name of a file without folder, format and compression: `interactions-2` of `/in/interactions-2.csv.gz`. */
export function stemOfName(path: string): string {
  return basename(path)
    .replace(/\.(gz|zst)$/i, "")
    .replace(/\.(parquet|csv|ndjson|jsonl|json)$/i, "");
}

/** Format and compression of a file: compression by its first bytes, format by its name, else by its first line.
 *  @throws InputProblem when the file is missing, damaged, UTF-16, or of no format of the interchange schema. */
export async function detectFileShape(
  engine: Engine,
  path: string,
  format: FileFormat | undefined,
): Promise<FileShape> {
  const head = await readHead(path);
  if (head.subarray(0, 4).toString("latin1") === "PAR1") return { format: "parquet", compression: "none" };
  if (isUtf16(head)) throw new InputProblem(`${path} is UTF-16 text; save it as UTF-8 and import it again.`);
  const compression = compressionOf(head);
  if (compression === "gzip") await assertGzip(path);
  if (compression === "zstd") await assertZstd(path);
  const named = format ?? formatOfName(path);
  if (named === "parquet")
    throw new InputProblem(`${path} is not a Parquet file (it does not begin with PAR1).`);
  if (named !== null) return { format: named, compression };
  const line = ((await readFirstLine(engine, path, compression)) ?? "").trim();
  if (line.startsWith("{")) return { format: "ndjson", compression };
  if (line.includes(",")) return { format: "csv", compression };
  throw new InputProblem(
    `${path} is neither Parquet, CSV nor NDJSON. Name it with its format, for instance interactions.csv.`,
  );
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path).catch(cause => {
    throw new InputProblem(`${path} cannot be opened: ${(cause as NodeJS.ErrnoException).code}.`, { cause });
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } catch (cause) {
    throw new InputProblem(`${path} cannot be read: ${(cause as NodeJS.ErrnoException).code}.`, { cause });
  } finally {
    await file.close();
  }
}

function isUtf16(head: Buffer): boolean {
  const mark = head.subarray(0, 2).toString("hex");
  return mark === "fffe" || mark === "feff";
}

function compressionOf(head: Buffer): Compression {
  const magic = head.toString("hex");
  if (magic.startsWith("1f8b")) return "gzip";
  return magic === "28b52ffd" ? "zstd" : "none";
}
