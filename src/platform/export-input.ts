import type { Readable } from "node:stream";
import { InputProblem } from "../domain/errors.ts";

/** A file inside an export. */
export interface ExportEntry {
  /** Path inside the export, with `/` between folders: "twitter-2023/data/tweets.js". */
  readonly name: string;
  /** Unpacked size in bytes as the export declares it; what is read may still differ and is checked then. */
  readonly sizeBytes: number;
}

/** A personal export, whether a folder or a zip. Nothing is unpacked to disk. */
export interface ExportInput {
  /** File or folder name without its path, for people. */
  readonly label: string;
  /** Every file, by name in text order. */
  entries(): readonly ExportEntry[];
  /** The bytes of one entry. The stream ends in an InputProblem when they break a limit or are damaged. */
  open(entry: ExportEntry): Promise<Readable>;
  /** SHA-256 (lower-case hex) over the base names and bytes of the entries read to their end so far: the same
   *  for a zip and its unpacked folder, and blind to entries that were never opened. */
  contentHash(): string;
  close(): Promise<void>;
}

/** What an export may cost to read; each limit stops the whole import with an InputProblem. */
export interface ExportLimits {
  readonly maxEntryCount: number;
  /** Unpacked bytes of one entry that is read. */
  readonly maxEntryBytes: number;
  /** Unpacked bytes of everything that is read. */
  readonly maxTotalBytes: number;
  /** Unpacked bytes per packed byte, from `minBombBytes` on. */
  readonly maxRatio: number;
  readonly minBombBytes: number;
}

const MiB = 2 ** 20;
const GiB = 2 ** 30;

/** Generous for a real archive (the largest seen have about 200,000 media files and 1 GiB of JSON; JSON packs
 *  about 10 to 1, and deflate's own ceiling is 1,032 to 1). */
export const EXPORT_LIMITS: ExportLimits = {
  maxEntryCount: 500_000,
  maxEntryBytes: 8 * GiB,
  maxTotalBytes: 16 * GiB,
  maxRatio: 200,
  minBombBytes: 10 * MiB,
};

/** The problem that says that `label` holds too many files. */
export function tooManyEntries(label: string, limits: ExportLimits): InputProblem {
  return new InputProblem(
    `${label} holds more than ${limits.maxEntryCount} files, which no export does. Give the export itself, not a folder above it.`,
  );
}

/** Why `name` may not stand in an export, or null when it is a plain relative path. */
export function entryNameProblem(name: string): string | null {
  if (name.includes("\0")) return "has a NUL character in its name";
  if (/^[A-Za-z]:/.test(name)) return "names a drive";
  if (name.startsWith("/")) return "is an absolute path";
  if (name.split("/").includes("..")) return "climbs out of the archive with ../";
  return null;
}
