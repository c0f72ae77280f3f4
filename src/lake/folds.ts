import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { contextOf, type LakeContext } from "./context.ts";
import type { Lake, LakeLease, LeasedDay } from "./contract.ts";
import { parsePartitionPath, partitionKey } from "./layout.ts";
import type { LakeFile } from "./manifest.ts";
import type { LakeDb } from "./migrations.ts";

/** Folder of what runs computed of single days or texts and later runs read again; deleting it is always safe. */
const FOLDS = "folds";
/** Folder of the folds of days, then `<model>/network=…/day=…/<contentId>-<statementId>/`. */
const DAY_FOLDS = "days";
/** Folder of what was found in texts, by the text. */
const TEXT_FOLDS = "texts";
/** Every fold of a day is of this table. */
const FOLDED_TABLE = "interactions";

/** A fold of one day: what `statementId` made of the rows that have this content. */
export interface DayFold extends LeasedDay {
  readonly model: string;
  /** A text that changes with the statement, the engine or its version. */
  readonly statementId: string;
}

/** Absolute folder of the Parquet files of a fold; it may hold none, where no row of the day is folded. */
export function dayFoldPath(dir: string, { model, network, day, contentId, statementId }: DayFold): string {
  const partition = partitionKey({ table: FOLDED_TABLE, network, day }).slice(FOLDED_TABLE.length + 1);
  return join(dir, FOLDS, DAY_FOLDS, model, partition, `${contentId}-${statementId}`);
}

/** Absolute folder of what is kept of texts. */
export function textFoldsPath(dir: string): string {
  return join(dir, FOLDS, TEXT_FOLDS);
}

/** The days of `files` with a hash of paths, sizes and times of each day's files: a file of a lake is never written again. */
export function daysOf(dir: string, files: readonly LakeFile[]): readonly LeasedDay[] {
  const byDay = new Map<string, LakeFile[]>();
  for (const file of files.filter(({ day }) => day !== null)) {
    const key = partitionKey(file);
    byDay.set(key, [...(byDay.get(key) ?? []), file]);
  }
  return [...byDay.values()].map(group => ({
    network: group[0]!.network,
    day: group[0]!.day!,
    contentId: contentIdOf(dir, group),
  }));
}

/** Those of `files` that are of one of `days`. */
export function filesOf(files: readonly LakeFile[], days: readonly LeasedDay[]): readonly LakeFile[] {
  const wanted = new Set(days.map(({ network, day }) => `${network}/${day}`));
  return files.filter(({ network, day }) => wanted.has(`${network}/${day}`));
}

/** Whether an account is being erased. */
export function isErasing(db: LakeDb): boolean {
  return db.prepare("SELECT 1 AS found FROM forget_intents LIMIT 1").get() !== undefined;
}

/** Moves finished folders into the place of their folds and returns those that were: none when an account was forgotten since
 *  `lease` was taken or was being erased then, and none whose day has changed. */
export function placeDayFolds(
  lake: Lake,
  lease: LakeLease,
  finished: readonly { readonly fold: DayFold; readonly from: string }[],
): readonly DayFold[] {
  const placed: DayFold[] = [];
  whileNobodyIsForgotten(lake, lease, context => {
    const current = currentDays(context);
    for (const { fold, from } of finished) {
      if (current.get(dayKey(fold)) !== fold.contentId) continue;
      const to = dayFoldPath(lake.dir, fold);
      mkdirSync(dirname(to), { recursive: true });
      rmSync(to, { recursive: true, force: true });
      renameSync(from, to);
      placed.push(fold);
    }
  });
  return placed;
}

/** Runs `place`, which may write into `textFoldsPath`, as no other process does and no account is forgotten; does nothing when one
 *  was since `lease` was taken, or was being erased then. */
export function placeTextFolds(lake: Lake, lease: LakeLease, place: () => void): void {
  whileNobodyIsForgotten(lake, lease, place);
}

/** Removes folds of days that changed or are gone, and of another statement than `statementIds` has for their model. */
export function dropStaleDayFolds(
  context: Pick<LakeContext, "dir" | "manifest">,
  statementIds: ReadonlyMap<string, string> | null = null,
): void {
  const root = join(context.dir, FOLDS, DAY_FOLDS);
  const current = currentDays(context);
  for (const model of foldersIn(root))
    for (const network of foldersIn(join(root, model)))
      for (const day of foldersIn(join(root, model, network)))
        for (const name of foldersIn(join(root, model, network, day))) {
          const [contentId, statementId] = name.split("-");
          const isCurrent = current.get(dayKey(toDay(network, day))) === contentId;
          const isOfOther = statementIds?.has(model) === true && statementIds.get(model) !== statementId;
          if (!isCurrent || isOfOther)
            rmSync(join(root, model, network, day, name), { recursive: true, force: true });
        }
}

/** The same for a lake, under its lock. */
export function sweepDayFolds(lake: Lake, statementIds: ReadonlyMap<string, string>): void {
  const context = contextOf(lake);
  context.manifest.transaction(() => dropStaleDayFolds(context, statementIds));
}

/** Removes every fold that may speak of an erased account: of days that were rewritten, and all of texts. */
export function dropFolds(context: LakeContext): void {
  context.onStep("drop folds");
  context.manifest.transaction(() => {
    rmSync(textFoldsPath(context.dir), { recursive: true, force: true });
    dropStaleDayFolds(context);
  });
}

function whileNobodyIsForgotten(lake: Lake, lease: LakeLease, work: (context: LakeContext) => void): void {
  const context = contextOf(lake);
  context.manifest.transaction(() => {
    if (!lease.isErasing && context.manifest.forgetGeneration() === lease.forgetGeneration) work(context);
  });
}

function currentDays({ dir, manifest }: Pick<LakeContext, "dir" | "manifest">): ReadonlyMap<string, string> {
  const days = daysOf(dir, manifest.files(FOLDED_TABLE));
  return new Map(days.map(day => [dayKey(day), day.contentId]));
}

function dayKey({ network, day }: Pick<LeasedDay, "network" | "day">): string {
  return `${network}/${day}`;
}

function toDay(network: string, day: string): Pick<LeasedDay, "network" | "day"> {
  const { network: name, day: date } = parsePartitionPath(join(network, day, "fold"));
  return { network: name, day: date ?? "" };
}

function contentIdOf(dir: string, files: readonly LakeFile[]): string {
  const hash = createHash("sha256");
  for (const { path, isOverlapping } of files) {
    const { size, mtimeMs } = statSync(join(dir, path), { throwIfNoEntry: false }) ?? { size: 0, mtimeMs: 0 };
    hash.update(JSON.stringify([path, size, mtimeMs, isOverlapping]));
  }
  return hash.digest("hex").slice(0, 32);
}

function foldersIn(dir: string): readonly string[] {
  try {
    return readdirSync(dir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
