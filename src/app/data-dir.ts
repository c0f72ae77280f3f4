import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** Absolute data folder: the one asked for, else `RENOWN_DATA`, else `~/.renown`. */
export function dataDirOf(asked: string | undefined): string {
  return resolve(asked ?? process.env.RENOWN_DATA ?? join(homedir(), ".renown"));
}
