import fc from "fast-check";
import type { EngineRow } from "../../src/engines/contract.ts";
import { runModels } from "../../src/pipeline/run-models.ts";
import { TEST_AS_OF, TEST_CONSTANTS, TEST_KIND_WEIGHTS } from "./model-cases.ts";
import { loadSources, openTestEngine, type Population } from "./sources.ts";

/** The account of every case whose features are looked at. */
export const HERO = "a";
/** Post id that stands for a post of before the window: acts name it, no table holds it. */
export const OLDER_POST = "older";

const account = fc.constantFrom("a", "b", "c", "d", "e");
const second = fc.integer({ min: 0, max: 90 * 86_400 - 1 });
const count = (max: number) => fc.option(fc.nat(max), { freq: 1 });

const anyAct = fc.record({
  kind: fc.constantFrom("like", "repost", "reply", "quote", "mention"),
  actor_id: account,
  target_id: account,
  /** Position in `posts`; the act names it when it is the target's own, position 7 the older post, else none. */
  post: fc.integer({ min: 0, max: 7 }),
  second,
});

/** An act of a case; `post` is a position as in `anyAct`. */
export interface CaseAct {
  readonly kind: string;
  readonly actor_id: string;
  readonly target_id: string;
  readonly post: number;
  readonly second: number;
}

const anyPost = fc.record({
  author_id: account,
  kind: fc.constantFrom("original", "original", "reply", "repost", "quote"),
  second,
  like_count: count(20),
  repost_count: count(5),
  reply_count: count(5),
  quote_count: count(5),
});

/** A post of a case; null counts were not observed. */
export interface CasePost {
  readonly author_id: string;
  readonly kind: string;
  readonly second: number;
  readonly like_count: number | null;
  readonly repost_count: number | null;
  readonly reply_count: number | null;
  readonly quote_count: number | null;
}

/** A small population around the account "a", with one more act and one more time to change it by. */
export interface FeatureCase {
  readonly acts: readonly CaseAct[];
  readonly posts: readonly CasePost[];
  /** Posts that nobody reacts to. */
  readonly silent_posts?: readonly CasePost[];
  readonly followers_count: number | null;
  readonly following_count: number | null;
  readonly listed_count: number | null;
  /** Tables of which everything was watched. */
  readonly watched: readonly string[];
  /** Who acts on "a" when the case is changed, and when. */
  readonly newcomer: { readonly actor_id: string; readonly second: number; readonly post: number };
}

const anyCase: fc.Arbitrary<FeatureCase> = fc.record({
  acts: fc.array(anyAct, { maxLength: 20 }),
  posts: fc.array(anyPost, { maxLength: 6 }),
  followers_count: fc.option(fc.nat(500), { freq: 8 }),
  following_count: fc.option(fc.nat(50), { freq: 8 }),
  listed_count: fc.option(fc.nat(20), { freq: 4 }),
  watched: fc.subarray(["interactions", "posts"], { minLength: 0 }),
  newcomer: fc.record({
    actor_id: fc.constantFrom("b", "c", "d", "e", "new"),
    second,
    post: fc.integer({ min: 0, max: 5 }),
  }),
});

/** Rare on random draws: likes of older posts alone, while nothing about the one post of the window is known. */
const onlyOlderReactions: FeatureCase = {
  acts: ["b", "c", "d"].map((actor_id, i) => {
    return { kind: "like", actor_id, target_id: HERO, post: 7, second: 1000 * i };
  }),
  posts: [
    {
      author_id: HERO,
      kind: "original",
      second: 5000,
      like_count: null,
      repost_count: null,
      reply_count: null,
      quote_count: null,
    },
  ],
  followers_count: 500,
  following_count: 10,
  listed_count: null,
  watched: [],
  newcomer: { actor_id: "e", second: 9000, post: 0 },
};

/** `size` cases, always the same ones. */
export function featureCases(size: number): readonly FeatureCase[] {
  return [onlyOlderReactions, ...fc.sample(anyCase, { seed: 20_261_122, numRuns: size - 1 })];
}

/** The row of account_features of "a" in each case. All cases run at once, each on a network of its own, since
 *  networks do not touch. Few people make somebody notable or unselective, so that small cases reach every feature;
 *  `constants` stand in the place of the test model's own. */
export async function featuresOf(
  cases: readonly FeatureCase[],
  constants: Readonly<Record<string, number>> = {},
): Promise<readonly EngineRow[]> {
  const engine = await openTestEngine();
  const source = await loadSources(engine, joined(cases.map((one, i) => toRows(`n${i}`, one))));
  await runModels(engine, {
    asOf: TEST_AS_OF,
    constants: { ...TEST_CONSTANTS, notable_people_count: 2, selective_people_count: 2, ...constants },
    kindWeights: TEST_KIND_WEIGHTS,
    source,
  });
  const answered = await engine.rows(`SELECT * FROM account_features WHERE account_id = '${HERO}'`);
  await engine.close();
  const byNetwork = new Map(answered.map(row => [row["network"], row]));
  return cases.map((_, i) => byNetwork.get(`n${i}`)!);
}

function joined(populations: readonly Population[]): Population {
  const tables = Object.keys(populations[0]!) as (keyof Population)[];
  return Object.fromEntries(tables.map(table => [table, populations.flatMap(one => one[table] ?? [])]));
}

const timeOf = (seconds: number, milliseconds = 0) =>
  new Date(Date.parse("2025-11-02T00:00:00Z") + seconds * 1000 + milliseconds).toISOString();

/** Interchange rows of one case. Times of acts differ by milliseconds, so that no act absorbs another. */
function toRows(network: string, one: FeatureCase): Population {
  const observed_at = "2026-01-30T00:00:00Z";
  const { followers_count, following_count, listed_count } = one;
  const posts = [...one.posts, ...(one.silent_posts ?? [])];
  const postOf = (index: number, target: string) => {
    if (index === 7) return OLDER_POST;
    return one.posts[index]?.author_id === target ? `p${index}` : null;
  };
  return {
    interactions: one.acts.map(({ kind, actor_id, target_id, post, second: at }, i) => ({
      network,
      interaction_id: `i${i}`,
      kind,
      actor_id,
      target_id,
      post_id: postOf(post, target_id),
      acted_at: timeOf(at, i),
    })),
    posts: posts.map(({ author_id, kind, second: at }, i) => ({
      network,
      post_id: `p${i}`,
      author_id,
      kind,
      posted_at: timeOf(at),
    })),
    post_stats: posts.map(({ like_count, repost_count, reply_count, quote_count }, i) => {
      return { network, post_id: `p${i}`, observed_at, like_count, repost_count, reply_count, quote_count };
    }),
    account_stats: [
      { network, account_id: HERO, observed_at, followers_count, following_count, listed_count },
    ],
    observations: one.watched.map(table => ({
      network,
      scope: "*",
      table,
      kind: "*",
      from_at: "2025-10-01T00:00:00Z",
      to_at: "2026-02-01T00:00:00Z",
      is_complete: true,
    })),
    accounts: [{ network, account_id: HERO, observed_at }],
  };
}
