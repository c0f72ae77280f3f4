import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import Database from "libsql";
import { describe, expect, it } from "vitest";
import { commitRows, lakeWorkshop, like } from "../../test/support/lake-rows.ts";

const { folder, engine: openEngine, open } = lakeWorkshop();

describe("sweep", () => {
  it("removes what a dead process left and leaves a live one's work alone", async () => {
    const engine = await openEngine();
    const dir = await folder();
    const live = await open(dir);
    await commitRows(live, engine, "a", { interactions: [like("1", "2", "2026-01-01T00:00:00Z")] });
    const liveFolder = live.temporaryDir("import");
    await live.append("interactions", [like("3", "2", "2026-01-01T00:00:00Z")]);
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    const db = new Database(join(dir, "lake.db"));
    db.prepare("INSERT INTO openers VALUES ('dead', ?, '', '')").run(pid);
    db.prepare("INSERT INTO attempts VALUES ('b900000', 'dead'), ('run-000009', 'dead')").run();
    db.prepare("INSERT INTO leases (opener_id, garbage_floor) VALUES ('dead', 0)").run();
    db.close();
    const partition = join(dir, "interactions/network=x/day=2026-01-01");
    await writeFile(join(partition, "b900000-0.parquet"), "half");
    for (const name of ["tmp/dead-import-1", "runs/run-000009"])
      await mkdir(join(dir, name), { recursive: true });
    await writeFile(join(dir, "rejects/b900000.ndjson"), "half");
    await writeFile(join(dir, "journal/dead-segment-1.ndjson"), "half");
    await open(dir);
    expect(await readdir(partition)).toEqual(["b000001-0.parquet"]);
    expect(await readdir(join(dir, "rejects"))).toEqual([]);
    expect(await readdir(join(dir, "runs"))).toEqual([]);
    expect(await readdir(join(dir, "tmp"))).not.toContain("dead-import-1");
    expect(await readdir(join(dir, "journal"))).toHaveLength(1);
    expect(existsSync(liveFolder)).toBe(true);
  });
});
