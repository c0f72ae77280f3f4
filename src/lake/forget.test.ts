import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commitRows, lakeRows, lakeWorkshop } from "../../test/support/lake-rows.ts";
import type { Engine } from "../engines/contract.ts";
import type { Lake } from "./contract.ts";
import { finishForgetting, forget } from "./forget.ts";

const { folder, engine: openEngine, open } = lakeWorkshop();

const GONE = "did:plc:zebrafishquux";
const HANDLE = "quixotica.example.test";
const SECRET = "a sentence only she wrote";
const POST = `at://${GONE}/app.bsky.feed.post/3kabc`;
const OTHER = "did:plc:otherperson";
const AT = "2026-01-05T10:00:00Z";
const network = "bluesky";

const tables = {
  accounts: [
    { network, account_id: GONE, handle: HANDLE, bio: "hello", observed_at: AT },
    {
      network,
      account_id: OTHER,
      handle: "other.example.test",
      bio: `friend of @${HANDLE}!`,
      observed_at: AT,
    },
  ],
  account_stats: [{ network, account_id: GONE, observed_at: AT, followers_count: 5 }],
  posts: [
    { network, post_id: POST, author_id: GONE, posted_at: AT, kind: "original", text: SECRET },
    {
      network,
      post_id: "reply-1",
      author_id: OTHER,
      posted_at: AT,
      kind: "reply",
      parent_post_id: POST,
      parent_author_id: GONE,
      root_post_id: POST,
      text: `@${HANDLE.toUpperCase()}, @${HANDLE}: yes. quixotica stays`,
      links: [`https://bsky.app/profile/${HANDLE}/post/3kother`, "https://kept.example"],
      tags: ["kept"],
      mention_ids: [GONE, OTHER],
    },
  ],
  post_stats: [{ network, post_id: POST, observed_at: AT, like_count: 3 }],
  interactions: [
    {
      network,
      interaction_id: "i1",
      kind: "like",
      actor_id: OTHER,
      target_id: GONE,
      post_id: POST,
      acted_at: AT,
    },
    { network, interaction_id: "i2", kind: "like", actor_id: GONE, target_id: OTHER, acted_at: AT },
    {
      network,
      interaction_id: "i3",
      kind: "like",
      actor_id: "did:plc:third",
      target_id: OTHER,
      acted_at: AT,
    },
  ],
  removals: [
    { network, subject: "interaction", subject_id: "i1", removed_at: AT, reason: "undone" },
    { network, subject: "post", subject_id: POST, removed_at: AT, reason: "deleted" },
    { network, subject: "account", subject_id: GONE, removed_at: AT, reason: "deactivated" },
    { network, subject: "post", subject_id: "reply-9", removed_at: AT, reason: "deleted" },
  ],
  observations: [
    { network, scope: GONE, table: "posts", kind: "*", from_at: AT, to_at: AT, is_complete: true },
    { network, scope: "*", table: "posts", kind: "*", from_at: AT, to_at: AT, is_complete: true },
  ],
  identity_links: [
    { network, account_id: GONE, identity_id: `${network}:${GONE}`, proof_kind: "self", observed_at: AT },
    {
      network: "x",
      account_id: "77",
      identity_id: `${network}:${GONE}`,
      proof_kind: "self",
      observed_at: AT,
    },
    { network, account_id: OTHER, identity_id: `${network}:${OTHER}`, proof_kind: "self", observed_at: AT },
  ],
};

/** Everything the folder says: decoded Parquet and the bytes of every other file. */
async function wholeFolder(dir: string, engine: Engine): Promise<string> {
  const texts: string[] = [];
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    texts.push(path);
    if (path.endsWith(".parquet"))
      texts.push(JSON.stringify(await engine.rows(`SELECT * FROM read_parquet('${path}')`)));
    texts.push(await readFile(path, "latin1"));
  }
  return texts.join("\n").toLowerCase();
}

async function publishRun(lake: Lake, engine: Engine): Promise<void> {
  const dir = lake.temporaryDir("run");
  const scores = `SELECT 'bluesky' AS network, unnest(['${GONE}', '${OTHER}']) AS account_id, 50.0 AS score`;
  await engine.writeParquet(scores, join(dir, "account_scores.parquet"), ["account_id"]);
  await engine.writeParquet(scores, join(dir, "history.parquet"), ["account_id"]);
  const edges = `SELECT 'bluesky' AS network, '${OTHER}' AS target_id, unnest(['${GONE}', 'did:plc:third']) AS actor_id`;
  await engine.writeParquet(edges, join(dir, "people_edges.parquet"), ["actor_id"]);
  const posts = `SELECT 'bluesky' AS network, '${OTHER}' AS author_id, 'reply-1' AS post_id, 'to @${HANDLE}' AS text, ['${GONE}', 'kept'] AS names`;
  await engine.writeParquet(posts, join(dir, "account_posts.parquet"), ["post_id"]);
  await mkdir(join(dir, "notes"));
  await writeFile(join(dir, "manifest.json"), JSON.stringify({ movers: [GONE, HANDLE], kept: 1 }));
  await lake.publish({ runId: lake.nextRunId(), asOf: AT, modelId: "m" }, dir, AT);
}

async function fill(lake: Lake, engine: Engine): Promise<void> {
  await commitRows(lake, engine, `${HANDLE}.zip`, tables);
  const rejectsNdjson = join(lake.temporaryDir("import"), "rejects.ndjson");
  const lines = [
    { line: JSON.stringify({ actor_id: GONE }), reject_reason: "x" },
    { line: JSON.stringify({ post_id: POST }), reject_reason: "x" },
    { line: JSON.stringify({ text: SECRET }), reject_reason: "x" },
    { line: "kept line", reject_reason: "x" },
  ];
  await writeFile(rejectsNdjson, lines.map(line => `${JSON.stringify(line)}\n`).join(""));
  await lake.commit(engine, [], { contentHash: "r", label: "r" }, { rejectsNdjson });
  await publishRun(lake, engine);
  await lake.append(
    "interactions",
    [
      { network, interaction_id: "j1", kind: "like", actor_id: GONE, target_id: OTHER, acted_at: AT },
      {
        network,
        interaction_id: "j2",
        kind: "like",
        actor_id: "did:plc:fourth",
        target_id: OTHER,
        acted_at: AT,
      },
    ],
    { stream: `posts of ${GONE}`, cursor: "12" },
  );
}

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

  it("is completed by the next opener after being cut off at any step", async () => {
    const engine = await openEngine();
    const steps: string[] = [];
    const reference = await open(await folder(), { onStep: step => steps.push(step) });
    await fill(reference, engine);
    steps.length = 0;
    await forget(reference, engine, { network, accountId: GONE });
    const cuts = [...steps.keys()].filter(i => steps[i] !== steps[i - 1]);
    expect(cuts.length).toBeGreaterThan(8);
    for (const cut of cuts.filter((_, i) => i % 7 === 0)) {
      const dir = await folder();
      let left = Number.POSITIVE_INFINITY;
      const lake = await open(dir, {
        onStep: step => {
          left -= 1;
          if (left < 0) throw new Error(`cut before ${step}`);
        },
      });
      await fill(lake, engine);
      left = cut;
      await expect(forget(lake, engine, { network, accountId: GONE })).rejects.toThrow("cut before");
      left = Number.POSITIVE_INFINITY;
      await lake.close();
      const next = await open(dir);
      if (next.isForgotten(network, GONE)) await finishForgetting(next, engine);
      else await forget(next, engine, { network, accountId: GONE });
      const everything = await wholeFolder(dir, engine);
      for (const word of [GONE, HANDLE, SECRET]) expect(everything).not.toContain(word);
    }
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
    await writeFile(join(finished, "manifest.json"), `{"top":"${HANDLE}"}`);
    const run = await lake.publish({ runId: lake.nextRunId(), asOf: AT, modelId: "m" }, finished, AT, engine);
    expect(await engine.rows(`SELECT * FROM read_parquet('${run.dir}/account_scores.parquet')`)).toEqual([
      { network, account_id: OTHER, note: "by [forgotten]" },
    ]);
    expect(await readFile(join(run.dir, "manifest.json"), "utf8")).toBe('{"top":"[forgotten]"}');
  });
});
