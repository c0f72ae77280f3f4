import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TABLE_NAMES, TABLES, type TableName } from "../domain/interchange/schema.ts";
import { columnsOf } from "../domain/interchange/table.ts";
import { DuckDbEngine } from "../engines/duckdb/duckdb-engine.ts";
import type { SimulationOptions } from "./options.ts";
import { simulate } from "./simulate.ts";

const SIZE = { accounts: 2000, interactions: 50_000, seed: 11 };
const START_AT = "2026-08-02T00:00:00.000Z";
const END_AT = "2026-10-31T00:00:00.000Z";
const STORED_TYPES = {
  text: "VARCHAR",
  choice: "VARCHAR",
  time: "TIMESTAMP",
  count: "BIGINT",
  flag: "BOOLEAN",
  text_list: "VARCHAR[]",
} as const;

let workDir: string;
let engine: DuckDbEngine;

const openEngine = (name: string, threads: number) =>
  DuckDbEngine.open({ memoryMebibytes: 1024, threads, spillDir: join(workDir, `spill-${name}`) });
const read = (table: TableName, dir = "base") => `read_parquet('${join(workDir, dir, table, "*.parquet")}')`;
const number = async (sql: string) => Number((await engine.rows(sql))[0]?.["n"]);

beforeAll(async () => {
  workDir = await mkdtemp(join(tmpdir(), "renown-simulate-"));
  engine = await openEngine("base", 2);
  await simulate(engine, { ...SIZE, outDir: join(workDir, "base") });
});

afterAll(async () => {
  await engine.close();
  await rm(workDir, { recursive: true, force: true });
});

async function digests(dir: string): Promise<readonly string[]> {
  const names = (await readdir(dir, { recursive: true })).filter(name => name.endsWith("t")).sort();
  return Promise.all(
    names.map(async name => {
      const bytes = await readFile(join(dir, name));
      return `${name} ${createHash("sha256").update(bytes).digest("hex")}`;
    }),
  );
}

describe("simulate", () => {
  it("writes the same bytes for the same seed at any thread count", async () => {
    const single = await openEngine("single", 1);
    await simulate(single, { ...SIZE, outDir: join(workDir, "single") });
    await single.close();
    const expected = await digests(join(workDir, "base"));
    expect(expected.length).toBeGreaterThanOrEqual(TABLE_NAMES.length);
    expect(await digests(join(workDir, "single"))).toEqual(expected);
  });

  it("draws other acts over the same accounts and originals for another act seed", async () => {
    const size = { accounts: 400, interactions: 2000, seed: 3 };
    for (const [dir, actSeed] of [
      ["acts-3", 3],
      ["acts-4", 4],
    ] as const)
      await simulate(engine, { ...size, actSeed, outDir: join(workDir, dir) });
    const same = (table: TableName, where = "true") =>
      number(`SELECT count(*) AS n FROM (SELECT * FROM ${read(table, "acts-3")} WHERE ${where}
        EXCEPT SELECT * FROM ${read(table, "acts-4")})`);
    expect(await same("accounts")).toBe(0);
    expect(await same("account_stats")).toBe(0);
    const isNoMention = "kind = 'original' AND len(mention_ids) = 0";
    expect(await same("posts", isNoMention)).toBe(0);
    const sameTarget = `SELECT count(*) AS n FROM ${read("interactions", "acts-3")} AS one
      JOIN ${read("interactions", "acts-4")} AS other USING (interaction_id, target_id) WHERE one.kind = 'like'`;
    expect(await number(sameTarget)).toBeLessThan(400);
  });

  it("writes other people and acts for another seed, and replaces an earlier simulation", async () => {
    const outDir = join(workDir, "other");
    await simulate(engine, { accounts: 400, interactions: 2000, seed: 3, outDir });
    await simulate(engine, { accounts: 300, interactions: 1000, seed: 4, outDir });
    expect(await number(`SELECT count(*) AS n FROM ${read("accounts", "other")}`)).toBe(300);
    const shared = await number(
      `SELECT count(*) AS n FROM ${read("accounts", "other")} AS other
       JOIN ${read("accounts")} AS base USING (network, account_id)
       WHERE network <> 'mastodon'`,
    );
    expect(shared).toBe(0);
  });

  it.each(TABLE_NAMES)("fills %s with rows that the schema accepts, in the schema's columns", async table => {
    const described = await engine.rows(`DESCRIBE SELECT * FROM ${read(table)}`);
    expect(described.map(row => [row["column_name"], row["column_type"]])).toEqual(
      columnsOf(TABLES[table]).map(column => [column.name, STORED_TYPES[column.columnType]]),
    );
    const rows = await engine.rows(`SELECT * FROM ${read(table)} USING SAMPLE 400 ROWS (reservoir, 5)`);
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) {
      const result = TABLES[table].row.safeParse(row);
      expect(result.error?.issues ?? [], JSON.stringify(row)).toEqual([]);
    }
  });

  it.each(TABLE_NAMES)("gives each row of %s a key of its own", async table => {
    const key = TABLES[table].key.map(column => `"${column}"`).join(", ");
    const repeated = `SELECT ${key} FROM ${read(table)} GROUP BY ${key} HAVING count(*) > 1`;
    expect(await number(`SELECT count(*) AS n FROM (${repeated})`)).toBe(0);
  });

  it("reports the numbers of rows that it wrote, in the manifest too", async () => {
    const manifest = JSON.parse(await readFile(join(workDir, "base", "manifest.json"), "utf8"));
    expect(manifest).toMatchObject({ seed: 11, is_finished: true, start_at: START_AT, end_at: END_AT });
    for (const table of TABLE_NAMES)
      expect(manifest.row_counts[table]).toBe(await number(`SELECT count(*) AS n FROM ${read(table)}`));
    const listings = await number(`SELECT count(*) AS n FROM ${read("interactions")} WHERE kind = 'list'`);
    const interactions = SIZE.interactions + listings;
    expect(manifest.row_counts).toMatchObject({ accounts: SIZE.accounts, interactions });
  });

  it("lets only accounts that exist write, act and be acted on, never on themselves", async () => {
    const known = `(SELECT network, account_id FROM ${read("accounts")})`;
    for (const [table, column] of [
      ["posts", "author_id"],
      ["posts", "parent_author_id"],
      ["interactions", "actor_id"],
      ["interactions", "target_id"],
    ] as const) {
      const strangers = `SELECT count(*) AS n FROM ${read(table)} AS r ANTI JOIN ${known} AS k
        ON r.network = k.network AND r.${column} = k.account_id WHERE r.${column} IS NOT NULL`;
      expect(await number(strangers), `${table}.${column}`).toBe(0);
    }
    expect(await number(`SELECT count(*) AS n FROM ${read("interactions")} WHERE actor_id = target_id`)).toBe(
      0,
    );
  });

  it("puts people on lists that exist, called after a topic for the most part", async () => {
    const listings = `SELECT count(*) AS n, count(*) FILTER (WHERE l.list_id IS NULL) AS missing,
        count(*) FILTER (WHERE l.owner_id <> i.actor_id) AS of_others, count(DISTINCT l.name) AS names
      FROM ${read("interactions")} AS i LEFT JOIN ${read("lists")} AS l
        ON l.network = i.network AND l.list_id = i.post_id WHERE i.kind = 'list'`;
    const [row] = await engine.rows(listings);
    expect(row).toMatchObject({ missing: 0, of_others: 0 });
    expect(row?.["n"]).toBeGreaterThan(200);
    expect(row?.["names"]).toBeGreaterThan(10);
  });

  it("names only posts that exist, by their author, before the act", async () => {
    const acts = `SELECT count(*) AS n, count(*) FILTER (WHERE p.post_id IS NULL) AS missing,
        count(*) FILTER (WHERE p.author_id <> i.target_id) AS strange,
        count(*) FILTER (WHERE i.acted_at < p.posted_at) AS early
      FROM ${read("interactions")} AS i LEFT JOIN ${read("posts")} AS p USING (network, post_id)
      WHERE i.post_id IS NOT NULL AND i.kind <> 'list'`;
    const [row] = await engine.rows(acts);
    expect(row).toMatchObject({ missing: 0, strange: 0, early: 0 });
    expect(row?.["n"]).toBeGreaterThan(45_000);
  });

  it("gives every reply and quote its post, with a parent and a root that exist", async () => {
    const talk = `SELECT count(*) AS n, count(*) FILTER (WHERE p.post_id IS NULL) AS missing
      FROM (SELECT * FROM ${read("interactions")} WHERE kind IN ('reply', 'quote')) AS i
      LEFT JOIN ${read("posts")} AS p ON p.network = i.network AND p.kind = i.kind AND p.author_id = i.actor_id
        AND p.parent_post_id = i.post_id AND p.posted_at = i.acted_at AND p.parent_author_id = i.target_id`;
    const [row] = await engine.rows(talk);
    expect(row).toEqual({ n: 8500, missing: 0 });
    const orphans = `SELECT count(*) AS n FROM ${read("posts")} AS p
      LEFT JOIN ${read("posts")} AS root ON root.post_id = p.root_post_id AND root.kind = 'original'
      WHERE p.kind IN ('reply', 'quote', 'repost') AND root.post_id IS NULL`;
    expect(await number(orphans)).toBe(0);
  });

  it("holds conversations in which the author answers and the other replies again", async () => {
    const turns = `SELECT count(*) AS n FROM ${read("posts")} AS third
      JOIN ${read("posts")} AS second ON second.post_id = third.parent_post_id AND second.kind = 'reply'
      JOIN ${read("posts")} AS first ON first.post_id = second.parent_post_id AND first.kind = 'reply'
      WHERE third.author_id = first.author_id AND second.author_id <> first.author_id`;
    expect(await number(turns)).toBeGreaterThan(100);
  });

  it("keeps every time inside the window", async () => {
    const outside = (column: string) =>
      `${column} < TIMESTAMP '${START_AT}' OR ${column} >= TIMESTAMP '${END_AT}'`;
    for (const [table, column] of [
      ["interactions", "acted_at"],
      ["posts", "posted_at"],
      ["removals", "removed_at"],
      ["post_stats", "observed_at"],
    ] as const)
      expect(await number(`SELECT count(*) AS n FROM ${read(table)} WHERE ${outside(column)}`), table).toBe(
        0,
      );
  });

  it("counts on each post what the interactions show", async () => {
    const sums = `SELECT sum(like_count) AS likes, sum(repost_count) AS reposts, sum(reply_count) AS replies,
      sum(quote_count) AS quotes FROM ${read("post_stats")}`;
    const of = (kind: string) =>
      number(`SELECT count(*) AS n FROM ${read("interactions")} WHERE kind = '${kind}'`);
    expect((await engine.rows(sums))[0]).toEqual({
      likes: await of("like"),
      reposts: await of("repost"),
      replies: await of("reply"),
      quotes: await of("quote"),
    });
  });

  it("has the mix of kinds of a real network", async () => {
    const shares = await engine.rows(`SELECT kind, round(count(*) * 100 / ${SIZE.interactions}) AS percent
      FROM ${read("interactions")} WHERE kind <> 'list' GROUP BY kind ORDER BY kind`);
    expect(Object.fromEntries(shares.map(row => [row["kind"], row["percent"]]))).toEqual({
      follow: 1,
      like: 65,
      mention: 5,
      quote: 2,
      reply: 15,
      repost: 12,
    });
  });

  it("gives the top hundredth about half of all attention and a typical author a few people", async () => {
    const received = `SELECT target_id, count(*) AS acts, count(DISTINCT actor_id) AS people
      FROM ${read("interactions")} WHERE network = 'x' GROUP BY target_id`;
    const top = await number(`SELECT sum(acts) FILTER (WHERE place <= total / 100) / sum(acts) AS n
      FROM (SELECT acts, row_number() OVER (ORDER BY acts DESC) AS place, count(*) OVER () AS total FROM (${received}))`);
    expect(top).toBeGreaterThan(0.25);
    expect(top).toBeLessThan(0.7);
    const median = await number(`SELECT median(people) AS n FROM (${received})`);
    expect(median).toBeGreaterThanOrEqual(3);
    expect(median).toBeLessThan(20);
  });

  it("has pairs that meet again, silent accounts and people who sleep", async () => {
    const pairs = `SELECT count(*) AS acts FROM ${read("interactions")} WHERE network = 'x' GROUP BY actor_id, target_id`;
    expect(await number(`SELECT avg(acts) AS n FROM (${pairs})`)).toBeGreaterThan(1.2);
    const writers = `SELECT count(DISTINCT author_id) AS n FROM ${read("posts")} WHERE kind = 'original'`;
    expect(await number(writers)).toBeLessThan(SIZE.accounts * 0.95);
    const hours = await engine.rows(`SELECT count(*) AS n FROM ${read("posts")}
      WHERE kind = 'original' GROUP BY hour(posted_at) ORDER BY n`);
    const counts = hours.map(row => Number(row["n"]));
    expect(counts.at(-1)).toBeGreaterThan(counts[0]! * 1.5);
  });

  it("refuses sizes that cannot be simulated and folders that hold something else", async () => {
    const bad = (change: Partial<SimulationOptions>) =>
      simulate(engine, { ...SIZE, outDir: join(workDir, "bad"), ...change });
    await expect(bad({ accounts: 5 })).rejects.toThrow("accounts 5 cannot be simulated");
    await expect(bad({ interactions: 1.5 })).rejects.toThrow("interactions 1.5");
    await expect(bad({ endAt: "yesterday" })).rejects.toThrow('endAt "yesterday"');
    await rm(join(workDir, "other", "manifest.json"));
    await expect(bad({ outDir: join(workDir, "other") })).rejects.toThrow("no simulation wrote");
  });
});
