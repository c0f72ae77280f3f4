import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { ConfigProblem } from "../domain/errors.ts";

/** Makes the folder `path` with those above it, and checks that it can be written to; `option` names it to the person
 *  who gave it. Folders are made one by one: `mkdir` with `recursive` never returns where the file system answers
 *  "not found" for a new entry of a folder that exists, as /proc does.
 *  @throws ConfigProblem when there is a file in its place, or it cannot be made or written to. */
export function createFolder(path: string, option: string): void {
  const missing: string[] = [];
  let folder = resolve(path);
  while (!existsSync(folder) && dirname(folder) !== folder) {
    missing.unshift(folder);
    folder = dirname(folder);
  }
  if (!isFolder(folder)) throw new ConfigProblem(`${option} ${path} cannot be used: ${folder} is no folder.`);
  try {
    for (const each of missing) mkdirSync(each);
    accessSync(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" && isFolder(path)) return;
    throw new ConfigProblem(
      `${option} ${path} cannot be made or written to (${code}). Choose another folder, or ask for the right to write there.`,
      { cause: error },
    );
  }
}

/** Whether a folder stands at `path`. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
