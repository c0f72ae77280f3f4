import type { ExportInput } from "../../platform/export-input.ts";
import type { ArchiveFiles } from "./archive-files.ts";
import { fileKindOf } from "./archive-files.ts";
import { readFirstPiece } from "./archive-reading.ts";
import { isoOfIsoTime } from "./time.ts";
import { wireManifest } from "./wire.ts";

/** What manifest.js says of the archive around it. */
export interface Manifest {
  readonly accountId: string | null;
  readonly handle: string | null;
  readonly displayName: string | null;
  /** When the archive was made, UTC ISO. */
  readonly generatedAt: string | null;
  /** False only when the manifest says that the archive is whole. */
  readonly isPartial: boolean;
  /** Elements in each file that is read, by base name; null where the manifest gives no count. */
  readonly elementCounts: ReadonlyMap<string, number | null>;
}

const WITHOUT_MANIFEST: Manifest = {
  accountId: null,
  handle: null,
  displayName: null,
  generatedAt: null,
  isPartial: true,
  elementCounts: new Map(),
};

/** The manifest of an archive; one that says nothing and counts as partial when it has none.
 *  @throws InputProblem when manifest.js is not JSON. */
export async function readManifest(input: ExportInput, files: ArchiveFiles): Promise<Manifest> {
  const parsed = wireManifest.safeParse(await readFirstPiece(input, files.manifest, "manifest"));
  if (!parsed.success) return WITHOUT_MANIFEST;
  const { userInfo, archiveInfo, dataTypes } = parsed.data;
  const listed = Object.values(dataTypes).flatMap(({ files }) => files ?? []);
  const readable = listed.filter(({ fileName }) => fileKindOf(fileName) !== null);
  return {
    accountId: userInfo?.accountId ?? null,
    handle: userInfo?.userName || null,
    displayName: userInfo?.displayName || null,
    generatedAt: isoOfIsoTime(archiveInfo?.generationDate),
    isPartial: archiveInfo?.isPartialArchive !== false,
    elementCounts: new Map(
      readable.map(({ fileName, count }) => [
        fileName.split("/").at(-1)!,
        /^\d+$/.test(count ?? "") ? Number(count) : null,
      ]),
    ),
  };
}
