import { readdirSync, readFileSync } from "node:fs";

/** The processes that `pid` started and that live; Linux only. */
export function childrenOf(pid: number): readonly number[] {
  return readdirSync("/proc")
    .filter(name => /^\d+$/.test(name))
    .filter(name => parentOf(name) === pid)
    .map(Number);
}

/** The parent of a process that lives; null when it does not. */
export function parentOf(pid: number | string): number | null {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ")[1]);
  } catch {
    return null;
  }
}

/** Resolves once it is so.
 *  @throws Error when it is not after twenty seconds. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; !(await isSo()); turn++)
    if (turn > 1_000) throw new Error("it never was so");
    else await new Promise(resolve => setTimeout(resolve, 20));
}
