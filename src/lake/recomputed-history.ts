import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { moveDurably } from "../platform/atomic-file.ts";
import type { Lake } from "./contract.ts";

const FOLDER = join("history", "recomputed");

/** Absolute path of the scores that `modelId` gives to everybody as of `asOf`, whether they were computed or not. */
export function recomputedFile(lakeDir: string, modelId: string, asOf: string): string {
  return join(lakeDir, FOLDER, modelId, `${asOf.replaceAll(":", "")}.parquet`);
}

/** Whether the finished file `from` was moved to its place. It is not when an account was forgotten since
 *  `forgetGeneration` was read: forgetting scrubs what lies in the folder, and this came too late for it. */
export async function keepRecomputed(
  lake: Lake,
  from: string,
  place: { readonly modelId: string; readonly asOf: string },
  forgetGeneration: number,
): Promise<boolean> {
  const to = recomputedFile(lake.dir, place.modelId, place.asOf);
  await moveDurably([{ from, to }], lake.dir);
  if (lake.forgetGeneration() === forgetGeneration) return true;
  await rm(to, { force: true });
  return false;
}

/** Removes the recomputed scores as of times before `time` (UTC ISO). */
export async function dropRecomputed(lakeDir: string, time: string): Promise<void> {
  const root = join(lakeDir, FOLDER);
  if (!existsSync(root)) return;
  const limit = `${time.replaceAll(":", "")}.parquet`;
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true }))
    if (entry.isFile() && entry.name < limit) await rm(join(entry.parentPath, entry.name), { force: true });
}
