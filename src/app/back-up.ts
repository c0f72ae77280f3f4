import { resolve } from "node:path";
import { EXIT } from "../domain/errors.ts";
import { type BackupSummary, backUpLake, restoreLake } from "../lake/backup.ts";
import { hasLake, noLake, openLakeAt } from "./lake-session.ts";

export type { BackupSummary } from "../lake/backup.ts";

/** What was copied of the lake in `dataDir` into the new archive `file`, while others may write.
 *  @throws CliError when there is no lake, or `file` exists already. */
export async function backUp(dataDir: string, file: string): Promise<BackupSummary> {
  if (!hasLake(dataDir)) throw noLake(dataDir, EXIT.failure);
  const lake = await openLakeAt(dataDir);
  try {
    return await backUpLake(lake, resolve(file));
  } finally {
    await lake.close();
  }
}

/** What was restored from the archive `file` into `dataDir`.
 *  @throws CliError when `dataDir` is not empty, or `file` is no whole backup. */
export function restore(dataDir: string, file: string): Promise<BackupSummary> {
  return restoreLake(resolve(file), dataDir);
}
