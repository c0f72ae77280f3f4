import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  AT,
  fill,
  GONE,
  HANDLE,
  network,
  OTHER,
  publishRun,
  SECRET,
  tables,
  wholeFolder,
} from "../../test/support/forget-lake.ts";
import { commitRows, lakeRows, lakeWorkshop } from "../../test/support/lake-rows.ts";
import { forget } from "./forget.ts";

const { folder, engine: openEngine, open } = lakeWorkshop();

describe("forget", () => {
  it("leaves no trace of the account anywhere in the folder and keeps what others did", async () => {
    const engine = await openEngine();
    const dir = await folder();
    const lake = await open(dir);
    await fill(lake, engine);
    expect(await wholeFolder(dir, engine)).toContain(GONE);
    const result = await forget(lake, engine, { network, accountId: GONE });
    expect(result).toEqual({
      // accounts 1, stats 1, posts 1, post_stats 1, interactions 3, removals 3, observations 1, links 2
      rowsDeleted: 13,
      rowsRedacted: 2,
      partitionsRewritten: 9,
      rejectLinesDeleted: 3,
      runFilesRewritten: 5,
      filesAwaitingReaders: 0,
    });
    const everything = await wholeFolder(dir, engine);
    for (const word of [GONE, "zebrafish", HANDLE, SECRET, "3kabc"]) expect(everything).not.toContain(word);
    for (const word of ["quixotica stays", "kept line", "did:plc:third", "did:plc:fourth", "reply-9"])
      expect(everything).toContain(word);
    const [post] = await lakeRows(lake, engine, "posts");
    expect(post).toMatchObject({
      parent_post_id: null,
      parent_author_id: null,
      root_post_id: null,
      text: "[forgotten], [forgotten]: yes. quixotica stays",
      links: ["https://bsky.app/profile/[forgotten]/post/3kother", "https://kept.example"],
      tags: ["kept"],
      mention_ids: [OTHER],
    });
  });

  it("does not restore the account when its data is taken in again", async () => {
    const engine = await openEngine();
    const dir = await folder();
    const lake = await open(dir);
    await fill(lake, engine);
    await forget(lake, engine, { network, accountId: GONE });
    const before = await lakeRows(lake, engine, "posts");
    const result = await commitRows(lake, engine, "again", tables);
    expect(result.rowsForgotten).toBe(12);
    await lake.append("posts", [tables.posts[0]!]);
    await lake.append("accounts", [
      { ...tables.accounts[1], account_id: "did:plc:fifth", bio: `cc @${HANDLE}`, handle: "fifth" },
    ]);
    await lake.compact(engine);
    const everything = await wholeFolder(dir, engine);
    for (const word of [GONE, HANDLE, SECRET]) expect(everything).not.toContain(word);
    expect(await lakeRows(lake, engine, "posts")).toEqual(before);
    expect(lake.isForgotten(network, GONE)).toBe(true);
    expect(lake.isForgotten(network, `@${HANDLE}`)).toBe(true);
    expect(lake.isForgotten(network, OTHER)).toBe(false);
    expect(lake.isForgotten("x", GONE)).toBe(false);
  });

  it("changes nothing when done again", async () => {
    const engine = await openEngine();
    const lake = await open(await folder());
    await fill(lake, engine);
    await forget(lake, engine, { network, accountId: GONE });
    const again = await forget(lake, engine, { network, accountId: GONE, handles: [HANDLE] });
    expect(Object.values(again)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it("waits for a reader and says how many files it still holds", async () => {
    const engine = await openEngine();
    const dir = await folder();
    const lake = await open(dir, { readerWaitMs: 60 });
    const reader = await open(dir);
    await commitRows(lake, engine, "a", tables);
    const lease = reader.lease();
    const result = await forget(lake, engine, { network, accountId: GONE });
    expect(result.filesAwaitingReaders).toBe(9);
    expect(await engine.rows(`SELECT count(*) AS n FROM (${lease.source("interactions")})`)).toEqual([
      { n: 3 },
    ]);
    lease.release();
    expect(await wholeFolder(dir, engine)).not.toContain(GONE);
  });

  it("scrubs a run that was computed before and published after", async () => {
    const engine = await openEngine();
    const dir = await folder();
    const lake = await open(dir, { readerWaitMs: 0 });
    const forgetter = await open(dir, { readerWaitMs: 0 });
    await commitRows(lake, engine, "a", tables);
    lake.source("accounts");
    await forget(forgetter, engine, { network, accountId: GONE });
    await expect(publishRun(lake, engine)).rejects.toThrow("forgotten");
    const finished = lake.temporaryDir("run");
    await engine.writeParquet(
      `SELECT 'bluesky' AS network, unnest(['${GONE}', '${OTHER}']) AS account_id, 'by @${HANDLE}' AS note`,
      join(finished, "account_scores.parquet"),
      ["account_id"],
    );
    await writeFile(join(finished, "manifest.json"), `{"top":"${HANDLE}","first":"${GONE}"}`);
    const run = await lake.publish({ runId: lake.nextRunId(), asOf: AT, modelId: "m" }, finished, AT, engine);
    expect(await engine.rows(`SELECT * FROM read_parquet('${run.dir}/account_scores.parquet')`)).toEqual([
      { network, account_id: OTHER, note: "by [forgotten]" },
    ]);
    expect(await readFile(join(run.dir, "manifest.json"), "utf8")).toBe(
      '{"top":"[forgotten]","first":"[forgotten]"}',
    );
  });
});
