import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commitRows, lakeWorkshop, like } from "../../../test/support/lake-rows.ts";
import type { Engine } from "../../engines/contract.ts";
import type { Lake } from "../../lake/contract.ts";
import { forget } from "../../lake/forget.ts";
import { prune } from "../../lake/prune.ts";
import { dayFoldSelect } from "../../pipeline/day-fold.ts";
import { foldDays } from "./fold-days.ts";

const { folder, engine: openEngine, open } = lakeWorkshop();
const INPUTS = { asOf: "2026-01-31T00:00:00Z", constants: { window_days: 10 } };

/** Every column as text: keys have 63 bits. */
const TEXTS = "CAST(COLUMNS(*) AS VARCHAR)";

/** Folds the lake as a run would, and checks that the rows are those of the model over the rows of the lake. */
async function fold(lake: Lake, engine: Engine, isFresh = false) {
  const lease = lake.lease();
  try {
    const folded = await foldDays(lake, lease, engine, "day_acts", INPUTS, isFresh);
    const source = lease.source("interactions");
    const whole = await dayFoldSelect(engine, "day_acts", { ...INPUTS, source: () => source });
    const inWindow = "WHERE day >= DATE '2026-01-21' AND day <= DATE '2026-01-30' ORDER BY ALL";
    const rows = await engine.rows(`SELECT ${TEXTS} FROM (${folded.select}) ${inWindow}`);
    expect(rows).toEqual(await engine.rows(`SELECT ${TEXTS} FROM (${whole}) ${inWindow}`));
    return { rows, counts: [folded.foldedDaysCount, folded.reusedDaysCount] };
  } finally {
    lease.release();
  }
}

async function threeDays() {
  const engine = await openEngine();
  const dir = await folder();
  const lake = await open(dir);
  await commitRows(lake, engine, "three days", {
    interactions: [
      like("ann", "ben", "2026-01-22T10:00:00Z"),
      like("cat", "ben", "2026-01-22T11:00:00Z"),
      like("ben", "cat", "2026-01-23T10:00:00Z"),
      like("dan", "cat", "2026-01-24T10:00:00Z"),
      like("ann", "ben", "2026-01-02T10:00:00Z"),
      like("ann", "ben", null),
    ],
  });
  return { engine, dir, lake };
}

describe("folds of days", () => {
  it("are read again while the files of their day stay, and made again for a day with a late row", async () => {
    const { engine, dir, lake } = await threeDays();
    expect((await fold(lake, engine)).counts).toEqual([3, 0]);
    expect((await fold(lake, engine)).counts).toEqual([0, 3]);
    await commitRows(lake, engine, "late", { interactions: [like("eve", "ben", "2026-01-23T23:00:00Z")] });
    await commitRows(lake, engine, "new", { interactions: [like("eve", "ben", "2026-01-30T23:00:00Z")] });
    const { rows, counts } = await fold(lake, engine);
    expect(counts).toEqual([2, 2]);
    expect(rows).toHaveLength(6);
    expect((await fold(lake, engine, true)).counts).toEqual([4, 0]);
    rmSync(join(dir, "folds"), { recursive: true });
    expect((await fold(lake, engine)).counts).toEqual([4, 0]);
  });

  it("of a day with states alone are made once", async () => {
    const { engine, lake } = await threeDays();
    await commitRows(lake, engine, "state", {
      interactions: [{ ...like("ann", "dan", "2026-01-28T10:00:00Z"), kind: "follow" }],
    });
    expect((await fold(lake, engine)).counts).toEqual([4, 0]);
    expect((await fold(lake, engine)).counts).toEqual([0, 4]);
  });

  it("hold no key of a forgotten account, also when a run began before it was", async () => {
    const { engine, dir, lake } = await threeDays();
    await fold(lake, engine);
    const begun = lake.lease();
    await forget(lake, engine, { network: "x", accountId: "ann" });
    const left = await keysUnder(dir, engine);
    expect(left).not.toContain(await keyOf(engine, "ann"));
    expect(left).toContain(await keyOf(engine, "dan"));
    await foldDays(lake, begun, engine, "day_acts", INPUTS, true);
    begun.release();
    expect(await keysUnder(dir, engine)).not.toContain(await keyOf(engine, "ann"));
    expect((await fold(lake, engine)).counts).toEqual([1, 2]);
  });

  it("go with the days that are pruned", async () => {
    const { engine, dir, lake } = await threeDays();
    await fold(lake, engine);
    await prune(lake, engine, 8, INPUTS.asOf);
    expect(daysUnder(dir)).toEqual(["day=2026-01-23", "day=2026-01-24"]);
    expect((await fold(lake, engine)).counts).toEqual([0, 2]);
  });
});

const DAYS = join("folds", "days", "day_acts", "network=x");

function daysUnder(dir: string): readonly string[] {
  const root = join(dir, DAYS);
  return readdirSync(root)
    .filter(day => existsSync(join(root, day)) && readdirSync(join(root, day)).length > 0)
    .toSorted();
}

async function keyOf(engine: Engine, id: string): Promise<string> {
  const [row] = await engine.rows(
    `SELECT CAST(${engine.macros["hash64"]!("'x'", `'${id}'`)} AS VARCHAR) AS k`,
  );
  return String(row?.["k"]);
}

async function keysUnder(dir: string, engine: Engine): Promise<readonly string[]> {
  const rows = await engine.rows(
    `SELECT CAST(unnest([actor_key, target_key]) AS VARCHAR) AS k
     FROM read_parquet('${dir}/${DAYS}/**/*.parquet', hive_partitioning = true)`,
  );
  return rows.map(row => String(row["k"]));
}
