import { createHash } from "node:crypto";
import { type Readable, Transform, type TransformCallback } from "node:stream";
import { crc32 } from "node:zlib";
import { CliError, InputProblem } from "../domain/errors.ts";
import type { ExportEntry, ExportLimits } from "./export-input.ts";

/** What is known of an entry's packed form; null for a file of a folder. */
export interface PackedEntry {
  readonly packedBytes: number;
  readonly crc32: number;
}

/** Counts, limits and hashes what is read from one export. */
export class ReadingGuard {
  private totalBytes = 0;
  private readonly hashes = new Map<string, string>();

  constructor(
    private readonly label: string,
    private readonly limits: ExportLimits,
  ) {}

  /** Throws an InputProblem when what `entry` declares already breaks a limit. */
  assertDeclared(entry: ExportEntry, packed: PackedEntry | null): void {
    this.assertWithin(entry, entry.sizeBytes, packed);
  }

  /** `source` with every limit enforced on the bytes that really come, and its checksum verified at the end. */
  guard(source: Readable, entry: ExportEntry, packed: PackedEntry | null): Readable {
    const hash = createHash("sha256");
    let entryBytes = 0;
    let checksum = 0;
    const checked = new Transform({
      transform: (chunk: Buffer, _encoding, done: TransformCallback) => {
        entryBytes += chunk.length;
        this.totalBytes += chunk.length;
        try {
          this.assertWithin(entry, entryBytes, packed);
        } catch (problem) {
          done(problem as Error);
          return;
        }
        hash.update(chunk);
        if (packed !== null) checksum = crc32(chunk, checksum);
        done(null, chunk);
      },
      flush: (done: TransformCallback) => {
        if (packed !== null && checksum !== packed.crc32) {
          done(this.damaged(entry, "its checksum does not match"));
          return;
        }
        this.hashes.set(entry.name, hash.digest("hex"));
        done();
      },
    });
    source.on("error", error => {
      checked.destroy(error instanceof CliError ? error : this.damaged(entry, error.message, error));
    });
    checked.once("close", () => source.destroy());
    return source.pipe(checked);
  }

  /** As `ExportInput.contentHash`. */
  contentHash(): string {
    const lines = [...this.hashes].map(([name, hash]) => `${name.split("/").at(-1)}\n${hash}\n`);
    return createHash("sha256").update(lines.sort().join("")).digest("hex");
  }

  /** The problem that says that `entry` cannot be unpacked. */
  damaged(entry: ExportEntry, why: string, cause?: Error): InputProblem {
    return new InputProblem(
      `${this.label}: ${entry.name} is damaged (${why}). Download the export again; nothing was imported.`,
      cause === undefined ? undefined : { cause },
    );
  }

  private assertWithin(entry: ExportEntry, bytes: number, packed: PackedEntry | null): void {
    const { maxEntryBytes, maxTotalBytes, maxRatio, minBombBytes } = this.limits;
    const refuse = (why: string) => {
      throw new InputProblem(
        `${this.label}: ${entry.name} ${why}. This is not a plain export; nothing was imported.`,
      );
    };
    if (bytes > maxEntryBytes) refuse(`unpacks to more than ${maxEntryBytes} bytes`);
    if (this.totalBytes > maxTotalBytes) refuse(`brings what was read to more than ${maxTotalBytes} bytes`);
    if (packed !== null && bytes > minBombBytes && bytes > maxRatio * packed.packedBytes)
      refuse(`unpacks to more than ${maxRatio} times its packed size (a zip bomb)`);
  }
}
