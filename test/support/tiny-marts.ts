import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Engine, EngineRow } from "../../src/engines/contract.ts";
import { PAID_FEATURE_NAMES } from "../../src/features/registry.ts";
import { SUPPORT_COLUMNS } from "../../src/scoring/account-evidence.ts";

/** Times and model of the tiny run. */
export const TINY_RUN = { asOf: "2026-10-31T00:00:00.000Z", modelId: "renown-2026-11" } as const;

const ACCOUNTS: readonly EngineRow[] = [
  { network: "x", account_id: "1", handle: "Alice", display_name: "Alice Example", score: 52, engaged: 120 },
  { network: "x", account_id: "2", handle: "bob", display_name: "Bob Example", score: 51, engaged: 110 },
  { network: "x", account_id: "3", handle: "nils", display_name: "Nils", score: null, engaged: 1 },
  { network: "x", account_id: "4", handle: "pia", display_name: "Pia", score: null, engaged: 50 },
  { network: "x", account_id: "5", handle: "amara", display_name: "Amara", score: 30, engaged: 20 },
  {
    network: "x",
    account_id: "6",
    handle: "archived",
    display_name: "Own Archive",
    score: 90,
    engaged: 9000,
  },
  // Two accounts have shown the handle "moved"; 8 showed it last.
  { network: "x", account_id: "7", handle: "moved", display_name: "Before", score: 20, engaged: 9 },
  { network: "x", account_id: "8", handle: "moved", display_name: "After", score: 21, engaged: 10 },
  {
    network: "bluesky",
    account_id: "did:plc:amara",
    handle: "amara.example.org",
    display_name: "Amara",
    score: 40,
    engaged: 40,
  },
];

/** Profiles as the lake holds them: who showed which handle when. */
export const TINY_PROFILES: readonly EngineRow[] = ACCOUNTS.map(account => ({
  network: account["network"]!,
  account_id: account["account_id"]!,
  handle: account["handle"]!,
  display_name: account["display_name"]!,
  is_protected: account["handle"] === "pia",
  observed_at: account["account_id"] === "7" ? "2026-09-01T00:00:00.000Z" : "2026-10-01T00:00:00.000Z",
}));

/** Writes the marts of a run of nine invented accounts, and its history, into `dir`. */
export async function writeTinyMarts(engine: Engine, dir: string): Promise<void> {
  mkdirSync(dir, { recursive: true });
  for (const [name, { columns, rows, orderBy }] of Object.entries(tables())) {
    await engine.createTableFromRows(`tiny_${name}`, columns, rows);
    await engine.writeParquet(`SELECT * FROM tiny_${name}`, join(dir, `${name}.parquet`), orderBy);
  }
}

interface TinyTable {
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: readonly EngineRow[];
  readonly orderBy: readonly string[];
}

function tables(): Readonly<Record<string, TinyTable>> {
  const identityOf = ({ network, account_id }: EngineRow) =>
    account_id === "did:plc:amara" ? "x:5" : `${network}:${account_id}`;
  const scores = ACCOUNTS.map(
    (account): EngineRow => ({ ...scoreRow(account), identity_id: identityOf(account) }),
  );
  const identities = [...new Set(scores.map(row => String(row["identity_id"])))].map(identity_id => {
    const members = scores.filter(row => row["identity_id"] === identity_id);
    const best = members.toSorted((a, b) => Number(b["score"]) - Number(a["score"]))[0]!;
    return { ...best, identity_id, members: JSON.stringify(members) } as EngineRow;
  });
  return {
    account_features: table(FEATURE_COLUMNS, ACCOUNTS.map(featureRow), ["network", "account_id"]),
    account_scores: table({ ...SCORE_COLUMNS, ...ID_COLUMNS }, scores, ["network", "account_id"]),
    identity_scores: table({ ...SCORE_COLUMNS, members: "text" }, identities, ["identity_id"]),
    identity_accounts: table(
      { ...ID_COLUMNS, identity_id: "text", linked_at: "timestamp" },
      scores.map(row => ({
        ...row,
        linked_at: row["identity_id"] === "x:5" ? "2026-10-13T08:00:00.000Z" : null,
      })),
      ["network", "account_id"],
    ),
    account_moments: table(MOMENT_COLUMNS, MOMENTS, ["network", "author_id", "post_id"]),
    moment_people: table(REACTOR_COLUMNS, REACTORS, ["network", "author_id", "post_id", "actor_id"]),
    people_edges: table(EDGE_COLUMNS, EDGES, ["network", "target_id", "decayed_weight", "actor_id"]),
    account_posts: table(POST_COLUMNS, POSTS, ["network", "author_id", "post_id"]),
    sampled_posts: table(SAMPLED_COLUMNS, SAMPLED, ["network", "author_id", "drawn_from", "place"]),
    history: table(HISTORY_COLUMNS, scores.map(historyRow), ["network", "account_id"]),
  };
}

const table = (
  columns: TinyTable["columns"],
  rows: TinyTable["rows"],
  orderBy: TinyTable["orderBy"],
): TinyTable => ({ columns, rows, orderBy });

const doubles = (names: readonly string[]) => Object.fromEntries(names.map(name => [name, "double"]));
const ID_COLUMNS = { network: "text", account_id: "text", handle: "text", display_name: "text" };
const FEATURE_COLUMNS = {
  ...ID_COLUMNS,
  is_protected: "boolean",
  is_self_supplied: "boolean",
  has_enough_data: "boolean",
  has_event_evidence: "boolean",
  has_count_evidence: "boolean",
  followers_count: "bigint",
  ...doubles([...PAID_FEATURE_NAMES, ...SUPPORT_COLUMNS]),
};
const SCORE_COLUMNS = {
  identity_id: "text",
  status: "text",
  is_ranked: "boolean",
  ...doubles(["score", "low", "high", "influence", "variance", "coverage"]),
  followers_count: "bigint",
  engaged_people_count: "bigint",
};
const EDGE_COLUMNS = {
  network: "text",
  target_id: "text",
  actor_id: "text",
  likes: "bigint",
  reposts: "bigint",
  replies: "bigint",
  quotes: "bigint",
  mentions: "bigint",
  decayed_weight: "bigint",
  attention_share: "double",
  last_acted_at: "timestamp",
};
const POST_COLUMNS = {
  network: "text",
  author_id: "text",
  post_id: "text",
  kind: "text",
  posted_at: "timestamp",
  text: "text",
  like_count: "bigint",
  repost_count: "bigint",
  reply_count: "bigint",
  quote_count: "bigint",
};
const SAMPLED_COLUMNS = {
  ...POST_COLUMNS,
  drawn_from: "text",
  place: "bigint",
  posts_count: "bigint",
  target_id: "text",
};
const MOMENT_COLUMNS = {
  ...POST_COLUMNS,
  reactions_weight: "bigint",
  people_seen_count: "bigint",
  own_posts_count: "bigint",
  own_below_share: "double",
  similar_posts_count: "bigint",
  similar_below_share: "double",
  strength: "bigint",
};
const REACTOR_COLUMNS = {
  network: "text",
  author_id: "text",
  post_id: "text",
  actor_id: "text",
  standing: "double",
  likes: "bigint",
  reposts: "bigint",
  replies: "bigint",
  quotes: "bigint",
};
const HISTORY_COLUMNS = {
  network: "text",
  account_id: "text",
  score: "double",
  low: "double",
  high: "double",
  coverage: "double",
  model: "text",
  as_of: "timestamp",
  published_at: "timestamp",
};

function featureRow(account: EngineRow): EngineRow {
  const engaged = Number(account["engaged"]);
  const paid = Object.fromEntries(
    PAID_FEATURE_NAMES.map(name => [name, name === "people_rank" ? 0.5 : engaged / 10]),
  );
  const support = Object.fromEntries(
    SUPPORT_COLUMNS.map(name => [name, name.endsWith("_share") ? 1 : engaged]),
  );
  return {
    ...account,
    ...paid,
    ...support,
    listed_count: null,
    is_protected: account["handle"] === "pia",
    is_self_supplied: account["handle"] === "archived",
    has_enough_data: account["handle"] !== "nils",
    has_event_evidence: true,
    has_count_evidence: false,
    followers_count: engaged * 10,
  };
}

function scoreRow(account: EngineRow): EngineRow {
  const score = account["score"] as number | null;
  return {
    ...account,
    status: score === null ? "not_enough_data" : "scored",
    is_ranked: score !== null && account["handle"] !== "archived",
    low: score === null ? null : score - 3,
    high: score === null ? null : score + 3,
    influence: (score ?? 0) / 10,
    variance: 0.04,
    coverage: 0.9,
    followers_count: Number(account["engaged"]) * 10,
    engaged_people_count: account["engaged"]!,
  };
}

function historyRow(score: EngineRow): EngineRow {
  return { ...score, model: TINY_RUN.modelId, as_of: TINY_RUN.asOf, published_at: TINY_RUN.asOf };
}

const edge = (
  actor_id: string,
  decayed_weight: number,
  likes: number,
  attention_share: number,
  target_id = "1",
): EngineRow => ({
  network: "x",
  target_id,
  actor_id,
  attention_share,
  likes,
  reposts: 1,
  replies: 0,
  quotes: 0,
  mentions: 0,
  decayed_weight,
  last_acted_at: "2026-10-30T12:00:00.000Z",
});
const EDGES = [
  edge("2", 300, 9, 0.25),
  edge("3", 100, 2, 0.125),
  edge("77", 200, 4, 0.5),
  // Alice herself acts on Bob, and a little on Nils.
  edge("1", 300, 7, 0.75, "2"),
  edge("1", 100, 1, 0.0625, "3"),
];

const post = (post_id: string, text: string, like_count: number | null): EngineRow => ({
  network: "x",
  author_id: "1",
  post_id,
  kind: "original",
  posted_at: "2026-10-20T08:00:00.000Z",
  text,
  like_count,
  repost_count: null,
  reply_count: 1,
  quote_count: null,
});
const POSTS = [post("p1", "Seldom liked", 2), post("p2", "Often liked", 40), post("p3", "Not counted", null)];

const moment = (base: EngineRow, reactions_weight: number, strength: number): EngineRow => ({
  ...base,
  reactions_weight,
  people_seen_count: base["post_id"] === "p2" ? 3 : null,
  own_posts_count: 2,
  own_below_share: 0.75,
  similar_posts_count: 40,
  similar_below_share: 0.9,
  strength,
});
const sampled = (
  base: EngineRow,
  drawn_from: string,
  place: number,
  posts_count: number,
  target_id: string | null,
): EngineRow => ({ ...base, drawn_from, place, posts_count, target_id });
const SAMPLED = [
  sampled(POSTS[2]!, "posts", 1, 3, null),
  sampled(POSTS[0]!, "posts", 2, 3, null),
  sampled(post("p4", "An answer", 1), "answers", 1, 2, "2"),
  sampled(post("p5", "Another answer", null), "answers", 2, 2, "77"),
];
const MOMENTS = [moment(POSTS[0]!, 5, 1), moment(POSTS[1]!, 43, 4)];

const reactor = (actor_id: string, standing: number): EngineRow => ({
  network: "x",
  author_id: "1",
  post_id: "p2",
  actor_id,
  standing,
  likes: 1,
  reposts: 0,
  replies: 0,
  quotes: 0,
});
const REACTORS = [reactor("2", 3), reactor("3", 1), reactor("77", 2)];
