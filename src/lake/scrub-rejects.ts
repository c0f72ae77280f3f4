import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { NETWORKS } from "../domain/network.ts";
import { writeFileAtomically } from "../platform/atomic-file.ts";
import type { LakeContext } from "./context.ts";
import { candidateWords, type ForgottenWords, patternsOf } from "./forgotten-words.ts";
import type { LakeDb } from "./migrations.ts";
import { hasTombstones, saltOf, tombstoneHash } from "./tombstones.ts";

/** What marks a rejected line as one of a forgotten account: words, and the ids and texts of its posts. */
export interface RejectMarks {
  readonly words: ReadonlyMap<string, ForgottenWords>;
  readonly values: ReadonlySet<string>;
}

/** The number of lines removed from all files in rejects/. */
export async function scrubRejects(context: LakeContext, marks: RejectMarks): Promise<number> {
  const dir = join(context.dir, "rejects");
  const exact = new Set(marks.values);
  const patterns: RegExp[] = [];
  for (const entry of marks.words.values()) {
    for (const word of [...entry.accountIds, ...entry.handles]) exact.add(word.toLowerCase());
    const { anywhere, afterMark } = patternsOf(entry);
    for (const source of [anywhere, afterMark]) if (source !== null) patterns.push(new RegExp(source, "iu"));
  }
  const isMarked = (line: string) =>
    patterns.some(pattern => pattern.test(line)) ||
    stringsIn(line).some(value => exact.has(value) || exact.has(value.replace(/^@/, "").toLowerCase()));
  let removed = 0;
  for (const name of existsSync(dir) ? await readdir(dir) : []) {
    const lines = (await readFile(join(dir, name), "utf8")).split("\n").filter(line => line !== "");
    const kept = lines.filter(line => !isMarked(line));
    if (kept.length === lines.length) continue;
    context.onStep("replace rejects");
    await writeFileAtomically(join(dir, name), kept.map(line => `${line}\n`).join(""));
    removed += lines.length - kept.length;
  }
  return removed;
}

/** Removes, in place, the lines of a finished rejects file that name an account with a tombstone. */
export async function screenRejects(db: LakeDb, path: string): Promise<void> {
  if (!hasTombstones(db)) return;
  const salt = saltOf(db);
  const rows = db.prepare("SELECT hash FROM tombstones").all() as { hash: string }[];
  const hashes = new Set(rows.map(row => row.hash));
  const isMarked = (line: string) =>
    [...new Set([...candidateWords(line), ...stringsIn(line)])].some(word =>
      NETWORKS.some(network =>
        (["account", "handle"] as const).some(kind => hashes.has(tombstoneHash(salt, network, kind, word))),
      ),
    );
  const lines = (await readFile(path, "utf8")).split("\n").filter(line => line !== "" && !isMarked(line));
  await writeFile(path, lines.map(line => `${line}\n`).join(""));
}

/** Every string and number inside a JSON line as text, also inside JSON held in a string; the line itself when it
 *  is not JSON. */
function stringsIn(line: string): readonly string[] {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return [line];
  }
  return leavesOf(value);
}

function leavesOf(value: unknown): readonly string[] {
  if (typeof value === "string") return /^\s*[[{]/.test(value) ? [value, ...stringsIn(value)] : [value];
  if (typeof value === "number") return [String(value)];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leavesOf) : [];
}
