import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TABLES, type TableName } from "../domain/interchange/schema.ts";
import { DuckDbEngine } from "../engines/duckdb/duckdb-engine.ts";
import { CAST, type CastMember } from "./cast.ts";
import { simulateDemo } from "./simulate-demo.ts";

let workDir: string;
let engine: DuckDbEngine;

const read = (table: TableName) => `read_parquet('${join(workDir, "demo", table, "*.parquet")}')`;
const one = async (sql: string) => (await engine.rows(sql))[0]!;
const member = (handle: string) => CAST.find(candidate => candidate.handle === handle)!;
const received = ({ accountId }: CastMember) =>
  one(`SELECT count(*) AS acts, count(DISTINCT actor_id) AS people FROM ${read("interactions")}
    WHERE target_id = '${accountId}' AND kind <> 'list'`);

beforeAll(async () => {
  workDir = await mkdtemp(join(tmpdir(), "renown-cast-"));
  engine = await DuckDbEngine.open({ memoryMebibytes: 1024, threads: 2, spillDir: join(workDir, "spill") });
  await simulateDemo(engine, { outDir: join(workDir, "demo") });
});

afterAll(async () => {
  await engine.close();
  await rm(workDir, { recursive: true, force: true });
});

describe("the cast of the demo", () => {
  it.each(CAST)("gives $handle the audience that its recipe says, in rows the schema accepts", async role => {
    const own = [
      ["accounts", `account_id = '${role.accountId}'`, 1],
      ["account_stats", `account_id = '${role.accountId}'`, 2],
      ["posts", `author_id = '${role.accountId}' AND kind = 'original'`, role.originals],
      ["interactions", `target_id = '${role.accountId}'`, null],
      ["identity_links", `account_id = '${role.accountId}'`, role.identityId === undefined ? 0 : 1],
    ] as const;
    for (const [table, condition, count] of own) {
      const rows = await engine.rows(`SELECT * FROM ${read(table)} WHERE ${condition}`);
      if (count !== null) expect(rows.length, table).toBe(count);
      for (const row of rows.slice(0, 50))
        expect(TABLES[table].row.safeParse(row).error, table).toBeUndefined();
    }
    const { acts, people } = await received(role);
    const { likes, mentions, quotes, replies, reposts } = role;
    expect(acts).toBeGreaterThanOrEqual(likes + reposts + replies + quotes + mentions);
    expect(people).toBeLessThanOrEqual(
      "botCount" in role.engagers ? role.engagers.botCount : role.engagers.count,
    );
  });

  it("lets the job seeker answer everybody within the hour, in exchanges of three turns and more", async () => {
    const { accountId: maya, replies } = member("maya_rivers");
    const answered = await one(`SELECT count(*) AS n, count(a.post_id) AS answered,
        max(a.posted_at - r.posted_at) <= INTERVAL 1 HOUR AS in_time
      FROM ${read("posts")} AS r LEFT JOIN ${read("posts")} AS a
        ON a.parent_post_id = r.post_id AND a.author_id = '${maya}'
      WHERE r.parent_post_id IN (SELECT post_id FROM ${read("posts")} WHERE author_id = '${maya}' AND kind = 'original')
        AND r.kind = 'reply'`);
    expect(answered).toEqual({ n: replies, answered: replies, in_time: true });
    const thirds = await one(`SELECT count(*) AS n FROM ${read("posts")} AS third
      JOIN ${read("posts")} AS second ON second.post_id = third.parent_post_id
      WHERE third.parent_author_id = '${maya}' AND second.kind = 'reply'`);
    expect(thirds["n"]).toBeGreaterThan(3);
  });

  it("gives the singer millions of likes a post and thousands of people", async () => {
    const luma = member("luma");
    const counts = await one(`SELECT avg(like_count) AS likes FROM ${read("post_stats")} AS s
      JOIN ${read("posts")} AS p USING (network, post_id) WHERE p.author_id = '${luma.accountId}' AND p.kind = 'original'`);
    expect(counts["likes"]).toBeGreaterThan(1_000_000);
    expect((await received(luma))["people"]).toBe(3000);
  });

  it("lets only well-known accounts act on the television expert, who writes about television", async () => {
    const ines = member("ines_okafor");
    const fame = await one(`SELECT min(n) AS least FROM (SELECT count(*) AS n FROM ${read("interactions")}
      WHERE network = 'x' AND target_id IN (SELECT actor_id FROM ${read("interactions")} WHERE target_id = '${ines.accountId}')
      GROUP BY target_id)`);
    const typical = await one(
      `SELECT median(n) AS n FROM (SELECT count(*) AS n FROM ${read("interactions")} GROUP BY target_id)`,
    );
    expect(fame["least"]).toBeGreaterThan(Number(typical["n"]) * 10);
    const texts =
      await one(`SELECT count(*) AS n, count(*) FILTER (WHERE regexp_matches(text, 'season|series')) AS about
      FROM ${read("posts")} WHERE author_id = '${ines.accountId}' AND kind = 'original'`);
    expect(texts["about"]).toBe(texts["n"]);
  });

  it("lets the dormant account write nothing in the window and be fed by bots alone", async () => {
    const harbor = member("quiet_harbor");
    const written =
      await one(`SELECT max(posted_at) < TIMESTAMP '2026-08-02' AS is_dormant FROM ${read("posts")}
      WHERE author_id = '${harbor.accountId}'`);
    expect(written["is_dormant"]).toBe(true);
    const fed =
      await one(`SELECT count(DISTINCT actor_id) AS n, min(acted_at) >= TIMESTAMP '2026-08-02' AS in_window
      FROM ${read("interactions")} WHERE target_id = '${harbor.accountId}'`);
    expect(fed).toEqual({ n: 60, in_window: true });
    const reachOf = (condition: string) =>
      one(
        `SELECT avg(n) AS n FROM (SELECT count(DISTINCT target_id) AS n FROM ${read("interactions")} WHERE ${condition} GROUP BY actor_id)`,
      );
    const bots = await reachOf(
      `actor_id IN (SELECT actor_id FROM ${read("interactions")} WHERE target_id = '${harbor.accountId}')`,
    );
    const all = await reachOf("network = 'x'");
    expect(bots["n"]).toBeGreaterThan(Number(all["n"]) * 1.5);
  });

  it("marks the brand, the protected and the opted-out account", async () => {
    const marks = await engine.rows(`SELECT handle, kind, is_protected, is_indexable FROM ${read("accounts")}
      WHERE handle IN ('northwind_coffee', 'optout_otto', 'private_pia') ORDER BY handle`);
    expect(marks).toEqual([
      { handle: "northwind_coffee", kind: "organisation", is_protected: false, is_indexable: true },
      { handle: "optout_otto", kind: "person", is_protected: false, is_indexable: false },
      { handle: "private_pia", kind: "person", is_protected: true, is_indexable: false },
    ]);
    expect((await received(member("private_pia")))["acts"]).toBeGreaterThan(40);
  });

  it("leaves the newcomer with two acts of two people", async () => {
    expect(await received(member("new_nils"))).toEqual({ acts: 2, people: 2 });
  });

  it("links the person on two networks by her domain", async () => {
    const links = await engine.rows(`SELECT network, proof_kind FROM ${read("identity_links")}
      WHERE identity_id = 'x:${member("amara_codes").accountId}' ORDER BY network`);
    expect(links).toEqual([
      { network: "bluesky", proof_kind: "domain" },
      { network: "x", proof_kind: "self" },
    ]);
  });
});
