import { basename } from "node:path";
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from "yauzl";
import { CliError, InputProblem } from "../domain/errors.ts";
import {
  type ExportEntry,
  type ExportInput,
  type ExportLimits,
  entryNameProblem,
  tooManyEntries,
} from "./export-input.ts";
import { ReadingGuard } from "./guarded-stream.ts";

const UNIX_TYPE_MASK = 0o170000;
const UNIX_LINK = 0o120000;

/** The zip at `path` (zip64 too) as an export input; its names are checked here, its bytes while they are read.
 *  @throws InputProblem for a file that is no whole zip, an unsafe or repeated name, a link, or too many entries. */
export async function openZipInput(path: string, limits: ExportLimits): Promise<ExportInput> {
  const label = basename(path);
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false }).catch(
    error => {
      throw unreadable(label, error);
    },
  );
  try {
    return zipInput(label, zip, await listEntries(label, zip, limits), limits);
  } catch (error) {
    zip.close();
    throw error instanceof CliError ? error : unreadable(label, error as Error);
  }
}

async function listEntries(
  label: string,
  zip: ZipFile,
  limits: ExportLimits,
): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > limits.maxEntryCount) throw tooManyEntries(label, limits);
  const packedEntries = new Map<string, Entry>();
  const names = new Set<string>();
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(entry);
    const problem = problemOf(entry, name) ?? (names.has(name) ? "is there twice" : null);
    if (problem !== null)
      throw new InputProblem(
        `${label}: the entry ${JSON.stringify(name.slice(0, 200))} ${problem}. No export has such an entry; nothing was imported.`,
      );
    names.add(name);
    if (!name.endsWith("/")) packedEntries.set(name, entry);
  }
  return packedEntries;
}

/** Undecoded, so that the checks and their words are ours: the name with `/` for `\`. */
function nameOf(entry: Entry): string {
  const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
}

function problemOf(entry: Entry, name: string): string | null {
  const isLink = ((entry.externalFileAttributes >>> 16) & UNIX_TYPE_MASK) === UNIX_LINK;
  return isLink ? "is a link" : entryNameProblem(name);
}

function zipInput(
  label: string,
  zip: ZipFile,
  packedEntries: ReadonlyMap<string, Entry>,
  limits: ExportLimits,
): ExportInput {
  const guard = new ReadingGuard(label, limits);
  const entries = [...packedEntries]
    .map(([name, { uncompressedSize }]): ExportEntry => ({ name, sizeBytes: uncompressedSize }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    label,
    entries: () => entries,
    async open(entry) {
      const packed = packedEntries.get(entry.name);
      if (packed === undefined) throw new InputProblem(`${label} has no entry ${entry.name}.`);
      if (packed.isEncrypted())
        throw new InputProblem(
          `${label}: ${entry.name} is encrypted. Unpack the archive with its password and give the folder.`,
        );
      const declared = { packedBytes: packed.compressedSize, crc32: packed.crc32 };
      guard.assertDeclared(entry, declared);
      try {
        return guard.guard(await zip.openReadStreamPromise(packed), entry, declared);
      } catch (error) {
        throw guard.damaged(entry, (error as Error).message, error as Error);
      }
    },
    contentHash: () => guard.contentHash(),
    async close() {
      zip.close();
    },
  };
}

function unreadable(label: string, cause: Error): InputProblem {
  return new InputProblem(
    `${label} cannot be read as a zip (${cause.message}). Check that the download is complete, or unpack it and give the folder; nothing was imported.`,
    { cause },
  );
}
