import { copyFile, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

const PARALLEL_SYNCS = 8;
/** Codes with which systems that cannot sync a folder answer. */
const FOLDER_SYNC_UNSUPPORTED = new Set(["EISDIR", "EPERM", "EINVAL", "ENOTSUP"]);

/** A file to move: absolute paths. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** Resolves when the bytes of the file at `path` are on disk. */
export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Resolves when the names in folder `dir` are on disk; does nothing where the system cannot sync folders. */
export async function syncFolder(dir: string): Promise<void> {
  const handle = await open(dir, "r");
  try {
    await handle.sync();
  } catch (error) {
    if (!FOLDER_SYNC_UNSUPPORTED.has((error as NodeJS.ErrnoException).code ?? "")) throw error;
  } finally {
    await handle.close();
  }
}

/** Resolves when `text` stands whole in the file at `path`, which holds either its old bytes or the new ones
 *  at every moment. */
export async function writeFileAtomically(path: string, text: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  const handle = await open(temporary, "w");
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, path);
  await syncFolder(dirname(path));
}

/** Resolves when every file of `moves` stands durably at its new place: bytes synced, then renamed, then the
 *  folders below `root` synced. Files move one by one; a crash may leave some moved. */
export async function moveDurably(moves: readonly Move[], root: string): Promise<void> {
  await inParallel(moves, move => syncFile(move.from));
  const folders = new Set<string>();
  for (const { to } of moves) for (const folder of ancestors(dirname(to), root)) folders.add(folder);
  for (const folder of folders) await mkdir(folder, { recursive: true });
  for (const move of moves) await moveFile(move);
  await inParallel([...folders], syncFolder);
}

async function moveFile({ from, to }: Move): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
    await copyFile(from, to);
    await syncFile(to);
    await rm(from);
  }
}

function ancestors(folder: string, root: string): string[] {
  const parts = relative(root, folder).split("/").filter(Boolean);
  return [root, ...parts.map((_, i) => join(root, ...parts.slice(0, i + 1)))];
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const workers = Array.from({ length: PARALLEL_SYNCS }, async () => {
    for (const item of queue) await work(item);
  });
  await Promise.all(workers);
}
