import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "../../src/engines/contract.ts";
import type { Lake } from "../../src/lake/contract.ts";
import { commitRows } from "./lake-rows.ts";

/** The account that is forgotten. */
export const GONE = "did:plc:zebrafishquux";
/** Its handle. */
export const HANDLE = "quixotica.example.test";
/** Text of its only post. */
export const SECRET = "a sentence only she wrote";
const POST = `at://${GONE}/app.bsky.feed.post/3kabc`;
/** Someone who stays. */
export const OTHER = "did:plc:otherperson";
/** When everything happened. */
export const AT = "2026-01-05T10:00:00Z";
export const network = "bluesky";

/** Rows about both in every table. */
export const tables = {
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
export async function wholeFolder(dir: string, engine: Engine): Promise<string> {
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

/** Publishes a run whose marts, manifest and history name both. */
export async function publishRun(lake: Lake, engine: Engine): Promise<void> {
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

/** Puts both into tables, rejects, a published run, the journal and a cursor. */
export async function fill(lake: Lake, engine: Engine): Promise<void> {
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
