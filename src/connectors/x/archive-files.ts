import { InputProblem } from "../../domain/errors.ts";
import type { ExportEntry, ExportInput } from "../../platform/export-input.ts";

/** The only files of an archive that are ever opened, by base name; everything else is private or of no use.
 *  A first group is the number of the part. */
const READ_FILES = {
  manifest: /^manifest\.js$/,
  account: /^account\.js$/,
  profile: /^profile\.js$/,
  verified: /^verified\.js$/,
  protectedHistory: /^protected-history\.js$/,
  follower: /^follower(?:-part(\d+))?\.js$/,
  following: /^following(?:-part(\d+))?\.js$/,
  listsMember: /^lists-member(?:-part(\d+))?\.js$/,
  noteTweet: /^note-tweet(?:-part(\d+))?\.js$/,
  tweet: /^tweets?(?:-part(\d+))?\.js$/,
  communityTweet: /^community-tweet(?:-part(\d+))?\.js$/,
  deletedTweet: /^deleted-tweets?(?:-part(\d+))?\.js$/,
  oldTweets: /^tweets\.csv$/,
  oldDetails: /^user_details\.js$/,
} as const;

export type FileKind = keyof typeof READ_FILES;
const KINDS = Object.keys(READ_FILES) as readonly FileKind[];

/** Files by which an archive is known. */
const LANDMARKS: readonly FileKind[] = ["manifest", "account", "tweet", "oldTweets"];

/** What is read of an archive: entries by kind, parts in order. */
export type ArchiveFiles = Readonly<Record<FileKind, readonly ExportEntry[]>>;

const baseNameOf = (name: string) => name.split("/").at(-1)!;
const folderOf = (name: string) => name.split("/").slice(0, -1).join("/");

/** What a file called `name` holds, or null when it is never opened. */
export function fileKindOf(name: string): FileKind | null {
  return KINDS.find(kind => READ_FILES[kind].test(baseNameOf(name))) ?? null;
}

/** The files that are read of the X archive in `input`, or null when it is none. Both the archive and its `data`
 *  folder alone will do, under any folders.
 *  @throws InputProblem when it holds more than one archive. */
export function findArchiveFiles(input: ExportInput): ArchiveFiles | null {
  const readable = input.entries().filter(({ name }) => fileKindOf(name) !== null);
  const folders = new Set(
    readable.filter(({ name }) => LANDMARKS.includes(fileKindOf(name)!)).map(({ name }) => folderOf(name)),
  );
  const dataFolders = [...folders].filter(folder => baseNameOf(folder) === "data");
  const candidates = dataFolders.length > 0 ? dataFolders : [...folders];
  if (candidates.length > 1)
    throw new InputProblem(
      `${input.label} holds more than one X archive (${candidates.slice(0, 3).join(", ")}). Import them one at a time.`,
    );
  const folder = candidates[0];
  if (folder === undefined) return null;
  const detailsFolder = folder === "" ? "data/js" : `${folder}/data/js`;
  const isHere = ({ name }: ExportEntry) =>
    folderOf(name) === folder || (folderOf(name) === detailsFolder && fileKindOf(name) === "oldDetails");
  const files = Object.fromEntries(KINDS.map(kind => [kind, [] as ExportEntry[]])) as Record<
    FileKind,
    ExportEntry[]
  >;
  for (const entry of readable.filter(isHere)) files[fileKindOf(entry.name)!].push(entry);
  for (const kind of KINDS) files[kind].sort((a, b) => partOf(kind, a.name) - partOf(kind, b.name));
  return files;
}

function partOf(kind: FileKind, name: string): number {
  return Number(READ_FILES[kind].exec(baseNameOf(name))?.[1] ?? 0);
}
