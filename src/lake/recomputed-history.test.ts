import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fill, GONE, network, OTHER, wholeFolder } from "../../test/support/forget-lake.ts";
import { commitRows, lakeWorkshop, like } from "../../test/support/lake-rows.ts";
import type { Engine } from "../engines/contract.ts";
import type { Lake } from "./contract.ts";
import { forget } from "./forget.ts";
import { prune } from "./prune.ts";
import { keepRecomputed, recomputedFile } from "./recomputed-history.ts";

const { folder, engine: openEngine, open } = lakeWorkshop();

async function finishedScores(lake: Lake, engine: Engine): Promise<string> {
  const path = join(lake.temporaryDir("recomputed"), "scores.parquet");
  const select = `SELECT '${network}' AS network, unnest(['${GONE}', '${OTHER}']) AS account_id, 50.0 AS score`;
  await engine.writeParquet(select, path, ["account_id"]);
  return path;
}

const place = (asOf: string) => ({ modelId: "m", asOf });
const APRIL = "2026-04-01T00:00:00.000Z";
const MAY = "2026-05-01T00:00:00.000Z";

describe("keepRecomputed", () => {
  it("keeps scores that forgetting scrubs like every other history", async () => {
    const engine = await openEngine();
    const dir = await folder();
    const lake = await open(dir);
    await fill(lake, engine);
    const generation = lake.forgetGeneration();
    expect(await keepRecomputed(lake, await finishedScores(lake, engine), place(APRIL), generation)).toBe(
      true,
    );
    const kept = recomputedFile(dir, "m", APRIL);
    expect(await engine.rows(`SELECT account_id FROM read_parquet('${kept}')`)).toHaveLength(2);
    await forget(lake, engine, { network, accountId: GONE });
    expect(await engine.rows(`SELECT account_id FROM read_parquet('${kept}')`)).toEqual([
      { account_id: OTHER },
    ]);
    expect(await wholeFolder(dir, engine)).not.toContain(GONE);
  });

  it("keeps nothing that was computed before an account was forgotten", async () => {
    const engine = await openEngine();
    const dir = await folder();
    const lake = await open(dir);
    await fill(lake, engine);
    const generation = lake.forgetGeneration();
    const finished = await finishedScores(lake, engine);
    await forget(lake, engine, { network, accountId: GONE });
    expect(await keepRecomputed(lake, finished, place(APRIL), generation)).toBe(false);
    expect(existsSync(recomputedFile(dir, "m", APRIL))).toBe(false);
    expect(await wholeFolder(dir, engine)).not.toContain(GONE);
  });
});

describe("prune", () => {
  it("drops recomputed scores of the time before, and notes from when on the lake is whole", async () => {
    const engine = await openEngine();
    const dir = await folder();
    const lake = await open(dir);
    const acts = [like("1", "2", "2026-01-01T00:00:00Z"), like("1", "2", "2026-05-01T00:00:00Z")];
    await commitRows(lake, engine, "a", { interactions: acts });
    for (const asOf of [APRIL, MAY])
      await keepRecomputed(lake, await finishedScores(lake, engine), place(asOf), lake.forgetGeneration());
    expect(lake.prunedBefore()).toBeNull();
    await prune(lake, engine, 10, "2026-05-02T00:00:00Z");
    expect([APRIL, MAY].map(asOf => existsSync(recomputedFile(dir, "m", asOf)))).toEqual([false, true]);
    expect(lake.prunedBefore()).toBe("2026-04-22T00:00:00.000Z");
    await prune(lake, engine, 100, "2026-05-02T00:00:00Z");
    expect(lake.prunedBefore()).toBe("2026-04-22T00:00:00.000Z");
  });
});
