import { createHash } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "../../engines/contract.ts";
import type { Lake, LakeLease, LeasedDay } from "../../lake/contract.ts";
import { type DayFold, dayFoldPath, placeDayFolds, sweepDayFolds } from "../../lake/folds.ts";
import type { RunInputs } from "../../pipeline/bindings.ts";
import { DAY_FOLDS, type DayFoldName, dayFoldSelect } from "../../pipeline/day-fold.ts";
import { linkParquet } from "./link-files.ts";

const MILLISECONDS_A_DAY = 86_400_000;

/** What a run reads in place of a model, and how much of it is new. */
export interface FoldedDays {
  /** SELECT with the columns of the model. */
  readonly select: string;
  /** Days of the window that were folded in this run. */
  readonly foldedDaysCount: number;
  /** Days of the window of which no row was read. */
  readonly reusedDaysCount: number;
}

/** The rows of model `name` in the window: days whose files are as when they were folded are read from their folds, the others are
 *  folded and kept. With `isFresh` all are folded. */
export async function foldDays(
  lake: Lake,
  lease: LakeLease,
  engine: Engine,
  name: DayFoldName,
  inputs: Omit<RunInputs, "source">,
  isFresh: boolean,
): Promise<FoldedDays> {
  const days = daysOfWindow(lease, inputs);
  const statement = await dayFoldSelect(engine, name, { ...inputs, source: table => table });
  const statementId = hashOf(`${engine.name} ${engine.version} ${statement}`);
  sweepDayFolds(lake, new Map([[name, statementId]]));
  const scratch = lake.temporaryDir("folds");
  const paths: string[] = [];
  const stale: LeasedDay[] = [];
  for (const [place, day] of days.entries()) {
    const kept = dayFoldPath(lake.dir, { ...day, model: name, statementId });
    const linked = isFresh || !existsSync(kept) ? null : linkParquet(kept, linkFolder(scratch, place, day));
    if (linked === null) stale.push(day);
    else paths.push(...linked);
  }
  if (stale.length > 0) {
    const source = lease.sourceOf("interactions", stale);
    const select = await dayFoldSelect(engine, name, { ...inputs, source: () => source });
    const built = join(scratch, "built");
    await engine.writePartitioned(select, built, { partitionBy: ["network", "day"], orderBy: [] });
    const finished = stale.map((day, place) => {
      const from = join(built, `network=${encodeURIComponent(day.network)}`, `day=${day.day}`);
      mkdirSync(from, { recursive: true });
      paths.push(...linkParquet(from, linkFolder(scratch, days.length + place, day)));
      return { fold: { ...day, model: name, statementId } satisfies DayFold, from };
    });
    placeDayFolds(lake, lease, finished);
  }
  const columns = DAY_FOLDS[name];
  const relation = engine.parquetRelation(columns, { network: "text", day: "date" }, paths);
  const folded = new Set(stale.map(({ day }) => day));
  const all = new Set(days.map(({ day }) => day));
  return {
    select: `SELECT network, ${Object.keys(columns).join(", ")}, day FROM (${relation}) AS kept`,
    foldedDaysCount: folded.size,
    reusedDaysCount: all.size - folded.size,
  };
}

/** Days of acts that a window touches: those before it and after it may stay unfolded. */
function daysOfWindow(
  lease: LakeLease,
  { asOf, constants }: Omit<RunInputs, "source">,
): readonly LeasedDay[] {
  const end = Date.parse(asOf);
  const first = new Date(end - constants["window_days"]! * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
  const last = new Date(end - 1).toISOString().slice(0, 10);
  return lease.days("interactions").filter(({ day }) => day >= first && day <= last);
}

function linkFolder(scratch: string, place: number, { network, day }: LeasedDay): string {
  return join(scratch, "read", String(place), `network=${encodeURIComponent(network)}`, `day=${day}`);
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
