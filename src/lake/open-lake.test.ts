import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commitRows, lakeRows, lakeWorkshop, like } from "../../test/support/lake-rows.ts";
import { TABLE_NAMES } from "../domain/interchange/schema.ts";

const { folder, engine: openEngine, open } = lakeWorkshop();

const parquetFiles = async (dir: string) =>
  (await readdir(dir, { recursive: true })).filter(name => name.endsWith(".parquet")).sort();

describe("openLake", () => {
  it("gives typed empty relations when nothing was taken in", async () => {
    const engine = await openEngine();
    const lake = await open(await folder());
    for (const table of TABLE_NAMES) expect(await lakeRows(lake, engine, table)).toEqual([]);
    const [type] = await engine.rows(`SELECT typeof(mention_ids) AS t, typeof(day) AS d FROM (
      SELECT 1 AS one) LEFT JOIN (${lake.source("posts")}) ON true`);
    expect(type).toEqual({ t: "VARCHAR[]", d: "DATE" });
  });

  it("stores rows by network and UTC day, unknown days apart", async () => {
    const engine = await openEngine();
    const dir = await folder();
    const lake = await open(dir);
    const result = await commitRows(lake, engine, "a", {
      interactions: [
        like("1", "2", "2026-01-01T23:59:59Z"),
        like("1", "2", "2026-01-02T00:00:00Z"),
        like("3", "2", null),
      ],
      posts: [
        {
          network: "bluesky",
          post_id: "p",
          author_id: "a",
          posted_at: "2026-01-01T00:00:00Z",
          kind: "original",
          tags: ["one, two", "three"],
        },
      ],
    });
    expect(result).toEqual({
      isNew: true,
      rowsAdded: 4,
      rowsAddedByTable: { interactions: 3, posts: 1 },
      rowsDuplicate: 0,
      rowsForgotten: 0,
    });
    expect(await parquetFiles(dir)).toEqual([
      "interactions/network=x/day=2026-01-01/b000001-0.parquet",
      "interactions/network=x/day=2026-01-02/b000001-0.parquet",
      "interactions/network=x/day=__HIVE_DEFAULT_PARTITION__/b000001-0.parquet",
      "posts/network=bluesky/day=2026-01-01/b000001-0.parquet",
    ]);
    const rows = await lakeRows(lake, engine, "interactions");
    expect(rows.map(row => [row["network"], row["acted_at"], row["day"]])).toEqual([
      ["x", "2026-01-01T23:59:59.000Z", "2026-01-01"],
      ["x", "2026-01-02T00:00:00.000Z", "2026-01-02"],
      ["x", null, null],
    ]);
    const [post] = await lakeRows(lake, engine, "posts");
    expect(post?.["tags"]).toEqual(["one, two", "three"]);
    expect(lake.rowCounts()).toMatchObject({ interactions: 3, posts: 1, accounts: 0 });
  });

  it("works in a folder whose name holds glob characters and a quote", async () => {
    const engine = await openEngine();
    const dir = join(await folder(), "it's [my] la?e *");
    const lake = await open(dir);
    for (const label of ["a", "b"])
      await commitRows(lake, engine, label, { interactions: [like(label, "2", "2026-01-01T00:00:00Z")] });
    expect(await lakeRows(lake, engine, "interactions")).toHaveLength(2);
  });

  it("takes the same content in once", async () => {
    const engine = await openEngine();
    const lake = await open(await folder());
    const rows = { interactions: [like("1", "2", "2026-01-01T00:00:00Z")] };
    await commitRows(lake, engine, "a", rows);
    expect(await commitRows(lake, engine, "a", rows)).toMatchObject({ isNew: false, rowsAdded: 0 });
    expect(lake.hasBatch(createHash("sha256").update("a").digest("hex"))).toBe(true);
  });

  it("counts rows whose key is held, in the batch or in the lake, as duplicates", async () => {
    const engine = await openEngine();
    const lake = await open(await folder());
    const held = like("1", "2", "2026-01-01T00:00:00Z");
    const follow = like("1", "2", null);
    await commitRows(lake, engine, "a", { interactions: [held, held, follow] });
    const fresh = like("5", "2", "2026-01-01T01:00:00Z");
    const result = await commitRows(lake, engine, "b", { interactions: [held, follow, fresh] });
    expect(result).toEqual({
      isNew: true,
      rowsAdded: 1,
      rowsAddedByTable: { interactions: 1 },
      rowsDuplicate: 2,
      rowsForgotten: 0,
    });
    expect(await lakeRows(lake, engine, "interactions")).toHaveLength(3);
  });

  it("keeps versions of a post and recognises a repeated first version", async () => {
    const engine = await openEngine();
    const lake = await open(await folder());
    const first = {
      network: "x",
      post_id: "1",
      author_id: "a",
      posted_at: "2026-01-01T00:00:00Z",
      kind: "original",
    };
    const edited = { ...first, edited_at: "2026-01-03T00:00:00Z", text: "better" };
    await commitRows(lake, engine, "a", { posts: [first] });
    expect(await commitRows(lake, engine, "b", { posts: [first, edited] })).toMatchObject({ rowsAdded: 1 });
    expect(await lakeRows(lake, engine, "posts")).toHaveLength(2);
  });

  it("writes the same bytes for the same rows in another order", async () => {
    const engine = await openEngine();
    const rows = Array.from({ length: 500 }, (_, i) =>
      like(`${i}`, "0", `2026-01-0${1 + (i % 5)}T00:00:00Z`),
    );
    const digests = [];
    for (const order of [rows, rows.toReversed()]) {
      const dir = await folder();
      await commitRows(await open(dir), engine, "a", { interactions: order });
      const bytes = await Promise.all((await parquetFiles(dir)).map(name => readFile(join(dir, name))));
      digests.push(bytes.map(file => createHash("sha256").update(file).digest("hex")));
    }
    expect(digests[0]).toHaveLength(5);
    expect(digests[1]).toEqual(digests[0]);
  });

  it("saves cursor and rejects in the step that makes the rows durable", async () => {
    const engine = await openEngine();
    const dir = await folder();
    const lake = await open(dir);
    const rejectsNdjson = join(lake.temporaryDir("import"), "rejects.ndjson");
    await writeFile(rejectsNdjson, "{}\n");
    await lake.commit(
      engine,
      [],
      { contentHash: "c", label: "c" },
      { rejectsNdjson, cursor: { stream: "s", cursor: "7" } },
    );
    expect(lake.readCursor("s")).toBe("7");
    expect(lake.readCursor("other")).toBeNull();
    expect(await readFile(join(dir, "rejects/b000001.ndjson"), "utf8")).toBe("{}\n");
  });

  it("leaves nothing uncounted when a commit fails", async () => {
    const engine = await openEngine();
    const dir = await folder();
    const lake = await open(dir, {
      onStep: step => {
        if (step === "count batch") throw new Error("stopped");
      },
    });
    await expect(commitRows(lake, engine, "a", { interactions: [like("1", "2", null)] })).rejects.toThrow(
      "stopped",
    );
    await lake.close();
    expect(await parquetFiles(dir)).toEqual([]);
    expect(await readdir(join(dir, "tmp"))).toEqual([]);
  });
});

describe("publish", () => {
  it("moves a finished folder to runs, keeps the newest five and every history", async () => {
    const dir = await folder();
    const lake = await open(dir);
    expect(lake.newestRun()).toBeNull();
    for (let i = 1; i <= 7; i++) {
      const finished = lake.temporaryDir("run");
      await mkdir(join(finished, "extra"));
      for (const name of ["account_scores.parquet", "manifest.json", "history.parquet", "extra/note.json"])
        await writeFile(join(finished, name), `${i}`);
      const run = { runId: lake.nextRunId(), asOf: "2026-01-01T00:00:00Z", modelId: "m" };
      await lake.publish(run, finished, `2026-01-0${i}T00:00:00Z`);
    }
    const newest = lake.newestRun();
    expect(newest).toMatchObject({ runId: "run-000007", publishedAt: "2026-01-07T00:00:00Z", modelId: "m" });
    expect(await readFile(join(newest!.dir, "manifest.json"), "utf8")).toBe("7");
    expect(lake.runs().map(run => run.runId)).toEqual([3, 4, 5, 6, 7].map(i => `run-00000${i}`));
    expect(existsSync(join(dir, "runs/run-000002"))).toBe(false);
    expect(lake.historyFiles()).toHaveLength(7);
    expect(await readFile(lake.historyFiles()[0]!, "utf8")).toBe("1");
  });

  it("refuses a run id that is taken", async () => {
    const lake = await open(await folder());
    const run = { runId: "run-000001", asOf: "2026-01-01T00:00:00Z", modelId: "m" };
    await lake.publish(run, lake.temporaryDir("run"), "2026-01-01T00:00:00Z");
    await expect(lake.publish(run, lake.temporaryDir("run"), "2026-01-01T00:00:00Z")).rejects.toThrow(
      "published already",
    );
  });
});
