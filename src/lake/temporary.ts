import { mkdirSync } from "node:fs";
import { join } from "node:path";

/** The opening of a lake that a temporary thing belongs to. */
export interface Owner {
  readonly dir: string;
  readonly openerId: string;
}

let counter = 0;

/** Absolute path of a new empty folder under tmp/, swept when its opener is gone. */
export function createTemporaryDir(context: Owner, purpose: string): string {
  const dir = join(context.dir, "tmp", uniqueName(context, purpose));
  mkdirSync(dir, { recursive: true });
  return dir;
}

/** A name no other opening of the lake uses: opener, purpose, number. */
export function uniqueName({ openerId }: Owner, purpose: string): string {
  counter += 1;
  return `${openerId}-${purpose}-${counter}`;
}

/** A name for an engine table or view that no other call uses. */
export function relationName(purpose: string): string {
  counter += 1;
  return `lake_${purpose}_${counter}`;
}
