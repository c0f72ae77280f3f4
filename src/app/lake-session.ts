import { existsSync } from "node:fs";
import { join } from "node:path";
import { CliError, ConfigProblem, EXIT, type ExitCode } from "../domain/errors.ts";
import type { Engine } from "../engines/contract.ts";
import type { Lake } from "../lake/contract.ts";
import { openLake } from "../lake/open-lake.ts";
import { createFolder, isFolder } from "./create-folder.ts";
import { openEngine } from "./open-engine.ts";

/** An open lake and the embedded engine that reads it. */
export interface LakeSession {
  readonly lake: Lake;
  readonly engine: Engine;
}

/** Whether `dataDir` holds a lake. */
export function hasLake(dataDir: string): boolean {
  return existsSync(join(dataDir, "lake.db"));
}

/** The error that says there is no lake at `dataDir`, and how to begin one. */
export function noLake(dataDir: string, exitCode: ExitCode): CliError {
  if (existsSync(dataDir) && !isFolder(dataDir))
    return new ConfigProblem(`--data ${dataDir} cannot be used: it is no folder.`);
  return new CliError(
    `There is no lake at ${dataDir} yet. ${howToFill()} Another folder: --data DIR or RENOWN_DATA.`,
    exitCode,
  );
}

/** The ways data comes into a lake, for the errors of an empty one. */
export function howToFill(): string {
  return (
    "Start with `renown demo`, or bring data in: `renown import PATH`, " +
    "`renown ingest bluesky --starter-pack URI` (or --list, --feed), " +
    "`renown ingest mastodon --instance HOST --local`."
  );
}

/** The lake at `dataDir`, begun when there is none.
 *  @throws ConfigProblem when the folder cannot be used, CliError when its lake.db is damaged. */
export async function openLakeAt(dataDir: string): Promise<Lake> {
  createFolder(dataDir, "--data");
  try {
    return await openLake(dataDir);
  } catch (error) {
    if (!(error instanceof Error) || !String((error as { code?: unknown }).code).startsWith("SQLITE_"))
      throw error;
    throw new CliError(
      `${join(dataDir, "lake.db")} cannot be read: ${error.message}. Restore it from a copy, or choose another ` +
        "folder with --data DIR.",
      EXIT.failure,
      { cause: error },
    );
  }
}

/** What `work` returns, with lake and engine open while it runs and closed after.
 *  @throws CliError with `missing` as exit code when there is no lake at `dataDir`. */
export async function withLake<T>(
  dataDir: string,
  work: (session: LakeSession) => Promise<T>,
  missing: ExitCode = EXIT.failure,
): Promise<T> {
  if (!hasLake(dataDir)) throw noLake(dataDir, missing);
  return withLakeBegun(dataDir, work);
}

/** The same, with a lake that is begun when there is none. */
export async function withLakeBegun<T>(
  dataDir: string,
  work: (session: LakeSession) => Promise<T>,
): Promise<T> {
  const lake = await openLakeAt(dataDir);
  try {
    const engine = await openEngine(lake.temporaryDir("query"));
    try {
      return await work({ lake, engine });
    } finally {
      await engine.close();
    }
  } finally {
    await lake.close();
  }
}
