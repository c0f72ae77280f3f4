import { statSync } from "node:fs";
import { appendFile, readdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commitRows, lakeRows, lakeWorkshop, like } from "../../test/support/lake-rows.ts";
import { utcText } from "./compact-journal.ts";
import { contextOf } from "./context.ts";

const { folder, engine: openEngine, open } = lakeWorkshop();

const post = {
  network: "bluesky",
  post_id: "p1",
  author_id: "a",
  posted_at: "2026-01-01T02:00:00.123456+02:00",
  edited_at: null,
  kind: "original",
  parent_post_id: null,
  parent_author_id: null,
  root_post_id: null,
  lang: "en",
  text: "two\nlines, ünïcode and \u2028",
  tags: ["a,b", "c"],
  links: [],
  mention_ids: null,
};

describe("journal", () => {
  it("gives back what was appended once it is compacted, with cursors and exact times", async () => {
    const engine = await openEngine();
    const dir = await folder();
    const lake = await open(dir);
    await lake.append("posts", [post], { stream: "s", cursor: "1" });
    await lake.append("interactions", [{ ...like("1", "2", "2026-01-02T00:00:00Z"), post_id: null }]);
    expect(lake.readCursor("s")).toBe("1");
    expect(await lake.compact(engine)).toMatchObject({
      journalRows: 2,
      journalRowsDuplicate: 0,
      journalRowsRejected: 0,
      filesMerged: 0,
    });
    const [stored] = await lakeRows(lake, engine, "posts");
    expect(stored).toMatchObject({
      text: post.text,
      tags: ["a,b", "c"],
      links: [],
      mention_ids: null,
      day: "2026-01-01",
    });
    const [time] = await engine.rows(`SELECT CAST(posted_at AS VARCHAR) AS t FROM (${lake.source("posts")})`);
    expect(time).toEqual({ t: "2026-01-01 00:00:00.123456" });
    expect(await readdir(join(dir, "journal"))).toEqual([]);
    expect(await lake.compact(engine)).toMatchObject({
      journalRows: 0,
      journalRowsDuplicate: 0,
      journalRowsRejected: 0,
      filesMerged: 0,
    });
  });

  it("syncs appends that wait together once", async () => {
    const engine = await openEngine();
    let syncs = 0;
    const lake = await open(await folder(), {
      onStep: step => {
        if (step === "sync journal") syncs += 1;
      },
    });
    const acts = Array.from({ length: 50 }, (_, i) => ({
      ...like(`${i}`, "0", "2026-01-01T00:00:00Z"),
      post_id: null,
    }));
    await Promise.all(acts.map(act => lake.append("interactions", [act])));
    expect(syncs).toBeLessThan(4);
    expect(await lake.compact(engine)).toMatchObject({ journalRows: 50 });
  });

  it("never reads bytes beyond the committed length", async () => {
    const engine = await openEngine();
    const dir = await folder();
    const lake = await open(dir);
    const act = { ...like("1", "2", "2026-01-01T00:00:00Z"), post_id: null };
    await lake.append("interactions", [act]);
    const [segment] = await readdir(join(dir, "journal"));
    await appendFile(join(dir, "journal", segment!), `{"table":"interactions","row":{"torn`);
    await lake.append("interactions", [{ ...act, interaction_id: "second" }]);
    expect(await lake.compact(engine)).toMatchObject({
      journalRows: 2,
      journalRowsDuplicate: 0,
      journalRowsRejected: 0,
      filesMerged: 0,
    });
  });

  it("counts rows the schema refuses and keeps them in rejects", async () => {
    const engine = await openEngine();
    const dir = await folder();
    const lake = await open(dir);
    await lake.append("interactions", [like("1", "2", "yesterday"), like("1", "2", "2026-01-01T00:00:00Z")]);
    expect(await lake.compact(engine)).toMatchObject({ journalRows: 1, journalRowsRejected: 1 });
    const [name] = await readdir(join(dir, "rejects"));
    const reject = JSON.parse(await readFile(join(dir, "rejects", name!), "utf8"));
    expect(reject.reject_reason).toBe("bad_acted_at");
    expect(reject.line).toContain("yesterday");
  });

  it("fails, and takes nothing in, when a segment cannot be read", async () => {
    const engine = await openEngine();
    const dir = await folder();
    const lake = await open(dir);
    await lake.append("interactions", [{ ...like("1", "2", "2026-01-01T00:00:00Z"), post_id: null }]);
    const [segment] = await readdir(join(dir, "journal"));
    const path = join(dir, "journal", segment!);
    await rename(path, `${path}.away`);
    await expect(lake.compact(engine)).rejects.toThrow("ENOENT");
    await rename(`${path}.away`, path);
    expect(await lake.compact(engine)).toMatchObject({ journalRows: 1 });
  });

  it("goes on in a new segment when another process compacts", async () => {
    const engine = await openEngine();
    const dir = await folder();
    const streaming = await open(dir);
    const compacting = await open(dir);
    const act = (id: string) => ({ ...like("1", "2", "2026-01-01T00:00:00Z", id), post_id: null });
    await streaming.append("interactions", [act("a")]);
    expect(await compacting.compact(engine)).toMatchObject({ journalRows: 1 });
    await streaming.append("interactions", [act("b")], { stream: "s", cursor: "2" });
    expect(await compacting.compact(engine)).toMatchObject({ journalRows: 1 });
    expect(await lakeRows(streaming, engine, "interactions")).toHaveLength(2);
    expect(compacting.readCursor("s")).toBe("2");
  });
});

describe("a journal whose account is forgotten between writing and counting", () => {
  it("keeps nothing of it in the segment that is left", async () => {
    const engine = await openEngine();
    const dir = await folder();
    let isDone = false;
    const other = await open(dir);
    const lake = await open(dir, {
      onStep: step => {
        if (step !== "count journal" || isDone) return;
        isDone = true;
        contextOf(other).manifest.transaction(() =>
          contextOf(other).manifest.nextNumber("forget_generation"),
        );
      },
    });
    await lake.append("interactions", [{ ...like("gone", "2", "2026-01-01T00:00:00Z"), post_id: null }]);
    const sizes = (await readdir(join(dir, "journal"))).map(
      name => statSync(join(dir, "journal", name)).size,
    );
    expect(sizes.filter(size => size === 0)).toHaveLength(1);
    expect(sizes).toHaveLength(2);
    expect(await lake.compact(engine)).toMatchObject({ journalRows: 1 });
  });
});

describe("utcText", () => {
  it("moves to UTC and keeps microseconds", () => {
    expect(utcText("2026-01-01T00:30:00.1234567-01:30")).toBe("2026-01-01T02:00:00.123456");
    expect(utcText("2026-01-01T00:30:00Z")).toBe("2026-01-01T00:30:00.000000");
  });
});

describe("compact", () => {
  it("merges partitions of many files into one and keeps every row", async () => {
    const engine = await openEngine();
    const dir = await folder();
    const lake = await open(dir);
    for (let i = 0; i < 9; i++)
      await commitRows(lake, engine, `${i}`, {
        interactions: [like(`${i}`, "0", "2026-01-01T00:00:00Z"), like(`${i}`, "0", null)],
        accounts: [{ network: "x", account_id: `${i % 2}`, observed_at: `2026-01-0${1 + i}T00:00:00Z` }],
      });
    const before = await lakeRows(lake, engine, "interactions");
    expect(await lake.compact(engine)).toMatchObject({ filesMerged: 18 });
    expect(await lakeRows(lake, engine, "interactions")).toEqual(before);
    const names = (await readdir(join(dir, "interactions"), { recursive: true })).filter(name =>
      name.endsWith(".parquet"),
    );
    expect(names).toHaveLength(2);
  });

  it("leaves files on disk while another process reads them", async () => {
    const engine = await openEngine();
    const dir = await folder();
    const lake = await open(dir);
    const reader = await open(dir);
    for (let i = 0; i < 9; i++)
      await commitRows(lake, engine, `${i}`, { interactions: [like(`${i}`, "0", "2026-01-01T00:00:00Z")] });
    const lease = reader.lease();
    await lake.compact(engine);
    await commitRows(lake, engine, "later", { interactions: [like("later", "0", "2026-01-01T00:00:00Z")] });
    const count = async (sql: string) => (await engine.rows(`SELECT count(*) AS n FROM (${sql})`))[0]?.["n"];
    expect(await count(lease.source("interactions"))).toBe(9);
    expect(await count(reader.source("interactions"))).toBe(10);
    const partition = join(dir, "interactions/network=x/day=2026-01-01");
    expect(await readdir(partition)).toHaveLength(11);
    lease.release();
    await reader.close();
    expect(await readdir(partition)).toHaveLength(2);
  });
});
