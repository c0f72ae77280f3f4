import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commitRows, lakeWorkshop, like } from "../../test/support/lake-rows.ts";
import { makeTinyLake } from "../../test/support/tiny-lake.ts";
import { backUpLake, restoreLake } from "./backup.ts";

const { folder, engine: openEngine, open } = lakeWorkshop();

describe("a backup of a lake", () => {
  it("restores rows, runs, history and journal as they were, while the lake goes on", async () => {
    const engine = await openEngine();
    const dir = await folder();
    await makeTinyLake(dir);
    const lake = await open(dir);
    await commitRows(lake, engine, "a", { interactions: [like("1", "2", "2026-01-01T00:00:00Z")] });
    await lake.append("interactions", [like("3", "2", "2026-01-02T00:00:00Z")]);
    const file = join(await folder(), "lake.tar");
    await backUpLake(lake, file);
    await commitRows(lake, engine, "b", { interactions: [like("4", "2", "2026-01-03T00:00:00Z")] });
    await lake.append("interactions", [like("5", "2", "2026-01-04T00:00:00Z")]);

    const target = join(await folder(), "restored");
    await restoreLake(file, target);
    const restored = await open(target);
    await restored.compact(engine);
    const actors = await engine.rows(
      `SELECT actor_id FROM (${restored.source("interactions")}) ORDER BY actor_id`,
    );
    expect(actors.map(row => row["actor_id"])).toEqual(["1", "3"]);
    expect(restored.runs().map(run => run.runId)).toEqual(["run-000001"]);
    expect(readdirSync(restored.runs()[0]!.dir)).toEqual(readdirSync(lake.runs()[0]!.dir));
    expect(restored.historyFiles().every(path => existsSync(path))).toBe(true);
    // Any program that reads tar reads it.
    expect(spawnSync("tar", ["-tf", file], { encoding: "utf8" }).stdout).toMatch(
      /^backup\.json\n(.*\n)*lake\.db\n$/,
    );
  });

  it("is refused when it ends early, is another file, or the folder is in use", async () => {
    const dir = await folder();
    await makeTinyLake(dir);
    const lake = await open(dir);
    const file = join(await folder(), "lake.tar");
    await backUpLake(lake, file);
    await expect(backUpLake(lake, file)).rejects.toThrow(/exists already/);
    await expect(restoreLake(file, dir)).rejects.toThrow(/not empty/);
    truncateSync(file, 4096);
    const target = join(await folder(), "restored");
    await expect(restoreLake(file, target)).rejects.toThrow(/ends early/);
    writeFileSync(file, "no archive".repeat(200));
    await expect(restoreLake(file, target)).rejects.toThrow(/no tar archive/);
    expect(existsSync(target)).toBe(false);
  });
});
