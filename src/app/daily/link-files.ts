import { copyFileSync, linkSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

/** Absolute paths in `to` of the Parquet files of folder `from`, which stay readable when those are removed; none where there is
 *  no such folder. */
export function linkParquet(from: string, to: string): readonly string[] {
  return parquetIn(from).map(name => {
    const path = join(to, name);
    mkdirSync(dirname(path), { recursive: true });
    try {
      linkSync(join(from, name), path);
    } catch {
      // Not every file system has links.
      copyFileSync(join(from, name), path);
    }
    return path;
  });
}

/** Names of the Parquet files right in folder `dir`, in text order. */
export function parquetIn(dir: string): readonly string[] {
  try {
    return readdirSync(dir)
      .filter(name => name.endsWith(".parquet"))
      .toSorted();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
