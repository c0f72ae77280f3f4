import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toEvidence } from "../../src/app/account-evidence.ts";
import { DEFAULT_MODEL_ID, loadModel } from "../../src/app/load-model.ts";
import type { Engine, EngineRow } from "../../src/engines/contract.ts";
import { runModels } from "../../src/pipeline/run-models.ts";
import { scoreAccount } from "../../src/scoring/score-account.ts";
import { loadSources, openTestEngine } from "../support/sources.ts";

const START = "2026-01-01";
const MOST_POINTS = 3;
const model = loadModel(DEFAULT_MODEL_ID);

/** Originals a day, reactions to each by kind, and the number of people who may act. */
interface Steady {
  readonly originals: number;
  readonly likes: number;
  readonly reposts: number;
  readonly replies: number;
  readonly people: number;
  readonly followers: number;
}

/** Steady accounts, by how much they draw: from about one reaction a week to a small crowd of people a day, with more
 *  followers than people who react, and with fewer. */
const ACCOUNTS: Readonly<Record<string, Steady>> = {
  seldom: { originals: 0.1, likes: 1, reposts: 0.1, replies: 0.2, people: 8, followers: 100 },
  "seldom and barely followed": {
    originals: 0.1,
    likes: 1,
    reposts: 0.1,
    replies: 0.2,
    people: 8,
    followers: 30,
  },
  once: { originals: 0.25, likes: 0.8, reposts: 0.1, replies: 0.1, people: 1000, followers: 30 },
  "once, followed by more": {
    originals: 0.25,
    likes: 0.8,
    reposts: 0.1,
    replies: 0.1,
    people: 1000,
    followers: 400,
  },
  weekly: { originals: 0.14, likes: 0.6, reposts: 0.2, replies: 0.2, people: 1000, followers: 100 },
  daily: { originals: 1, likes: 0.3, reposts: 0.1, replies: 0.1, people: 2000, followers: 60 },
  unfollowed: { originals: 0.3, likes: 2, reposts: 0.3, replies: 0.3, people: 5000, followers: 30 },
  few: { originals: 0.33, likes: 2, reposts: 0.3, replies: 0.3, people: 15, followers: 60 },
  small: { originals: 0.5, likes: 4, reposts: 0.6, replies: 0.8, people: 60, followers: 300 },
  loyal: { originals: 1, likes: 6, reposts: 1, replies: 2, people: 12, followers: 300 },
  middle: { originals: 1, likes: 15, reposts: 3, replies: 3, people: 400, followers: 3000 },
  wide: { originals: 1, likes: 15, reposts: 3, replies: 3, people: 100_000, followers: 3000 },
};

let engine: Engine;
let source: Awaited<ReturnType<typeof loadSources>>;
let scores: ReadonlyMap<string, readonly [before: number, after: number]>;

/** A number from 0 to 1 drawn for the row `k` of `stream`. */
const draw = (stream: string, k: string) => `(hash('${stream}', ${k}) % 1000003 / 1000003.0)`;
const minutesAfterStart = (minutes: string) =>
  `TIMESTAMP '${START}' + to_minutes(CAST(${minutes} AS INTEGER))`;

/** Puts 180 days of steady posts and reactions into the sources, and nothing after. */
async function post(id: string, steady: Steady): Promise<void> {
  const posts = Math.round(180 * steady.originals);
  const gap = (180 * 1440) / posts;
  await engine.run(`INSERT INTO lake_account_stats BY NAME SELECT 'x' AS network, '${id}' AS account_id,
    TIMESTAMP '${START}' AS observed_at, ${steady.followers} AS followers_count, 0 AS listed_count`);
  await engine.run(`INSERT INTO lake_posts BY NAME SELECT 'x' AS network, '${id}-' || i AS post_id,
    '${id}' AS author_id, 'original' AS kind, ${minutesAfterStart(`i * ${gap} + 10`)} AS posted_at
    FROM range(${posts}) AS rows(i)`);
  for (const [kind, mean] of [
    ["like", steady.likes],
    ["repost", steady.reposts],
    ["reply", steady.replies],
  ] as const) {
    const acts = Math.round(posts * mean);
    const onto = `floor(k * ${posts} / ${acts})`;
    await engine.run(`INSERT INTO lake_interactions BY NAME SELECT 'x' AS network, '${id}-${kind}' || k AS interaction_id,
      '${kind}' AS kind, '${id}-fan' || CAST(floor(${draw(id + kind, "k")} * ${steady.people}) AS INTEGER) AS actor_id,
      '${id}' AS target_id, '${id}-' || CAST(${onto} AS INTEGER) AS post_id,
      ${minutesAfterStart(`${onto} * ${gap} + 15 + ${draw(`${id}${kind}at`, "k")} * 600`)} AS acted_at
      FROM range(${acts}) AS rows(k)`);
  }
}

/** As `post`, and one more post, which nobody reacts to, after 29 silent days. */
async function comeBack(id: string, steady: Steady): Promise<void> {
  await post(id, steady);
  await engine.run(`INSERT INTO lake_posts BY NAME SELECT 'x' AS network, '${id}-back' AS post_id,
    '${id}' AS author_id, 'original' AS kind, ${minutesAfterStart(String(209 * 1440 + 60))} AS posted_at`);
}

/** Lets every fan act a dozen times on others, before and in the silence. */
async function liveOn(): Promise<void> {
  await engine.run(`INSERT INTO lake_interactions BY NAME
    SELECT 'x' AS network, 'else' || actor_id || '-' || k AS interaction_id, 'like' AS kind, actor_id,
      'someone' || CAST(floor(${draw("whom", "actor_id, k")} * 500) AS INTEGER) AS target_id,
      ${minutesAfterStart(`${draw("when", "actor_id, k")} * 210 * 1440`)} AS acted_at
    FROM (SELECT DISTINCT actor_id FROM lake_interactions) AS fans, range(12) AS rows(k)`);
}

async function scoresAfter(days: number): Promise<ReadonlyMap<string, number>> {
  const asOf = new Date(Date.parse(`${START}T00:00:00Z`) + days * 86_400_000).toISOString();
  const { constants, kindWeights } = model;
  await runModels(engine, { source, asOf, constants, kindWeights, only: ["account_features"] });
  const rows = await engine.rows("SELECT * FROM account_features WHERE posts_count_90d > 0");
  const scoreOf = (row: EngineRow) => scoreAccount(toEvidence(row), model).score ?? Number.NaN;
  return new Map(rows.map(row => [String(row["account_id"]), scoreOf(row)]));
}

beforeAll(async () => {
  engine = await openTestEngine();
  const complete = { network: "x", scope: "*", kind: "*", is_complete: true, source: "test" };
  const span = { from_at: "2025-01-01T00:00:00Z", to_at: "2026-12-31T00:00:00Z" };
  source = await loadSources(engine, {
    observations: ["posts", "interactions"].map(table => ({ ...complete, ...span, table })),
  });
  for (const [id, steady] of Object.entries(ACCOUNTS)) await post(id, steady);
  await comeBack("returning", ACCOUNTS["few"]!);
  await liveOn();
  const [before, after] = [await scoresAfter(180), await scoresAfter(210)];
  scores = new Map([...before].map(([id, score]) => [id, [score, after.get(id)!] as const]));
});

afterAll(() => engine.close());

describe("30 silent days after a steady half-year", () => {
  it.each(Object.keys(ACCOUNTS))("cost a %s account at most 3 points", id => {
    const [before, after] = scores.get(id)!;
    expect(before).toBeGreaterThan(20);
    expect(before - after).toBeLessThanOrEqual(MOST_POINTS);
  });

  it("cost something: what others did fades", () => {
    for (const id of Object.keys(ACCOUNTS)) {
      const [before, after] = scores.get(id)!;
      expect(before - after).not.toBeLessThan(0);
    }
    expect(scores.get("middle")![0] - scores.get("middle")![1]).toBeGreaterThan(0.05);
  });

  it("are still forgiven after the first post that ends them", () => {
    const [, silent] = scores.get("few")!;
    const [, returned] = scores.get("returning")!;
    expect(Math.abs(returned - silent)).toBeLessThan(0.5);
  });
});
