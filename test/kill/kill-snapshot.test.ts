import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publishNewestSnapshot } from "../../src/app/serving/publish-snapshot.ts";
import { openLake } from "../../src/lake/open-lake.ts";
import { snapshotsOf } from "../../src/lake/snapshots.ts";
import { makeTinyLake } from "../support/tiny-lake.ts";

const dir = mkdtempSync(join(tmpdir(), "renown-kill-snapshot-"));
const script = new URL("./kill-snapshot.mjs", import.meta.url).pathname;

beforeAll(() => makeTinyLake(dir));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Files in snapshots/ and those that lake.db names, as the next opener finds them. */
async function found() {
  const lake = await openLake(dir);
  const counted = snapshotsOf(lake).map(({ path }) => basename(path));
  const leftover = readdirSync(join(dir, "tmp"));
  await lake.close();
  return { files: readdirSync(join(dir, "snapshots")).toSorted(), counted: counted.toSorted(), leftover };
}

describe("a process that is killed while it publishes a snapshot", () => {
  it.each(["place snapshot", "count snapshot"])("leaves nothing that counts before step %s", async step => {
    expect(spawnSync(process.execPath, [script, dir, step]).signal).toBe("SIGKILL");
    expect(await found()).toEqual({ files: [], counted: [], leftover: [] });
  });

  it("leaves the snapshot after the last step, and the next one is published beside it", async () => {
    expect(spawnSync(process.execPath, [script, dir, "snapshot counted"]).signal).toBe("SIGKILL");
    const { files, counted } = await found();
    expect(files).toHaveLength(1);
    expect(counted).toEqual(files);
    const lake = await openLake(dir);
    expect((await publishNewestSnapshot(dir)).isNew).toBe(false);
    await lake.close();
  });
});
