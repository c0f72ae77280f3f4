import { copyFile, mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import type { WrittenFile } from "../contract.ts";
import { rowCountOf, settleFooter } from "./parquet-footer.ts";
import { folderText } from "./spark-text.ts";

const NULL_FOLDER = "__HIVE_DEFAULT_PARTITION__";

/** The path of the one Parquet file that Spark wrote into `folder`. @throws Error when there is another number. */
export async function onlyParquetFile(folder: string): Promise<string> {
  const names = await parquetFilesBelow(folder);
  if (names.length !== 1) throw new Error(`Spark wrote ${names.length} files into ${folder}, not one`);
  return join(folder, names[0]!);
}

/** Moves a file, also to another file system; a file in its place is replaced at once or not at all. */
export async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
    const beside = `${to}.moving`;
    await copyFile(from, beside);
    await rename(beside, to);
    await rm(from);
  }
}

/** Moves the files below `from` (key=value folders as Spark names them) to `to`, in folders and under names that are
 *  the same for the same rows; returns the files in order of path. */
export async function movePartitions(from: string, to: string): Promise<readonly WrittenFile[]> {
  await mkdir(to, { recursive: true });
  const written: WrittenFile[] = [];
  const filesInFolder = new Map<string, number>();
  for (const name of [...(await parquetFilesBelow(from))].sort()) {
    const rowCount = await settleFooter(join(from, name));
    const folder = dirname(name).split(sep).map(toFolder).join("/");
    const place = filesInFolder.get(folder) ?? 0;
    filesInFolder.set(folder, place + 1);
    const path = `${folder}/data_${place}.parquet`;
    await mkdir(join(to, folder), { recursive: true });
    await moveFile(join(from, name), join(to, path));
    written.push({ path, rowCount });
  }
  return written.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A folder name of Spark, such as `part=a b` or `part=a%2Fb`, as DuckDB would write it. */
function toFolder(name: string): string {
  const border = name.indexOf("=");
  const value = name.slice(border + 1);
  if (value === NULL_FOLDER) return name;
  return `${name.slice(0, border)}=${folderText(decodeURIComponent(value))}`;
}

/** The number of rows in the Parquet files below `folder`. */
export async function countRows(folder: string): Promise<number> {
  let count = 0;
  for (const name of await parquetFilesBelow(folder)) count += await rowCountOf(join(folder, name));
  return count;
}

async function parquetFilesBelow(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter(name => name.endsWith(".parquet"));
}
