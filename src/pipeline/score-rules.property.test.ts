import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { type Rows, TEST_AS_OF, TEST_CONSTANTS, TEST_KIND_WEIGHTS } from "../../test/support/model-cases.ts";
import { loadSources, openTestEngine } from "../../test/support/sources.ts";
import { runModels } from "./run-models.ts";

const PAID = [
  "effective_reach",
  "listed_count",
  "engaged_people",
  "reposts_per_original",
  "quotes_per_original",
  "replies_per_original",
  "likes_per_original",
  "repost_h_index",
  "mentions_per_day",
  "people_rank",
] as const;
const RUNS = 60;
/** Between two solutions, each within the kernel's tolerance of 1e-9. */
const SLACK = 1e-7;

const account = fc.constantFrom("a", "b", "c", "d", "e");
const second = fc.integer({ min: 0, max: 90 * 86_400 - 1 });
const act = fc.record({
  kind: fc.constantFrom("like", "repost", "reply", "quote", "mention"),
  actor_id: account,
  target_id: account,
  post: fc.integer({ min: 0, max: 7 }),
  second,
});
const post = fc.record({
  author_id: account,
  kind: fc.constantFrom("original", "original", "reply", "repost", "quote"),
  second,
  like_count: fc.option(fc.nat(20)),
  repost_count: fc.option(fc.nat(5)),
});
const population = fc.record({
  acts: fc.array(act, { maxLength: 14 }),
  posts: fc.array(post, { maxLength: 6 }),
  followers: fc.nat(500),
  one_more_act: act.filter(({ actor_id, target_id }) => actor_id !== target_id && target_id === "a"),
  one_more_post: post,
});
type Case = ReturnType<typeof sample>[number] & { readonly silent_posts?: readonly SilentPost[] };
type SilentPost = Omit<ReturnType<typeof sample>[number]["one_more_post"], "author_id"> & {
  readonly author_id: string;
};
const sample = () => fc.sample(population, { seed: 20_261_122, numRuns: RUNS });

const timeOf = (seconds: number) =>
  new Date(Date.parse("2025-11-02T00:00:00Z") + seconds * 1000).toISOString();

/** Interchange rows of one case on a network of its own. Times of acts differ by milliseconds, so that no act
 *  absorbs another. */
function toRows(network: string, { acts, posts, followers, silent_posts = [] }: Case) {
  const allPosts: readonly SilentPost[] = [...posts, ...silent_posts];
  const postId = (index: number) => `p${index}`;
  return {
    interactions: acts.map(({ kind, actor_id, target_id, post: index, second: at }, i) => {
      const isTargets = posts[index]?.author_id === target_id;
      const acted_at = new Date(Date.parse(timeOf(at)) + i).toISOString();
      const post_id = isTargets ? postId(index) : null;
      return { network, interaction_id: `i${i}`, kind, actor_id, target_id, post_id, acted_at };
    }),
    posts: allPosts.map(({ author_id, kind, second: at }, i) => ({
      network,
      post_id: postId(i),
      author_id,
      kind,
      posted_at: timeOf(at),
    })),
    post_stats: allPosts.map(({ like_count, repost_count }, i) => ({
      network,
      post_id: postId(i),
      observed_at: "2026-01-30T00:00:00Z",
      like_count,
      repost_count,
    })),
    account_stats: [
      { network, account_id: "a", observed_at: "2026-01-30T00:00:00Z", followers_count: followers },
    ],
    observations: ["interactions", "posts"].map(table => ({
      network,
      scope: "*",
      table,
      kind: "*",
      from_at: "2025-10-01T00:00:00Z",
      to_at: "2026-02-01T00:00:00Z",
      is_complete: true,
    })),
    accounts: [{ network, account_id: "a", observed_at: "2026-01-30T00:00:00Z" }],
  };
}

/** Paid features of account "a" in each case: all cases in one run, since networks do not touch. */
async function featuresOf(cases: readonly Case[]) {
  const engine = await openTestEngine();
  const all = cases.map((one, i) => toRows(`n${i}`, one));
  const tables = Object.keys(all[0]!) as (keyof (typeof all)[number])[];
  const rows = Object.fromEntries(tables.map(table => [table, all.flatMap<Rows[number]>(one => one[table])]));
  const source = await loadSources(engine, rows);
  await runModels(engine, {
    asOf: TEST_AS_OF,
    constants: TEST_CONSTANTS,
    kindWeights: TEST_KIND_WEIGHTS,
    source,
  });
  const answered = await engine.rows("SELECT * FROM account_features WHERE account_id = 'a'");
  await engine.close();
  const byNetwork = new Map(answered.map(row => [row["network"], row]));
  return cases.map((_, i) => byNetwork.get(`n${i}`)!);
}

const cases = sample();
const before = await featuresOf(cases);
afterAll(() => expect(before).toHaveLength(RUNS));

describe("paid features", () => {
  it("never fall when one more act is received", async () => {
    const after = await featuresOf(
      cases.map(one => ({ ...one, acts: [...one.acts, { ...one.one_more_act, target_id: "a" }] })),
    );
    let risen = 0;
    for (const [i, one] of cases.entries())
      for (const feature of PAID) {
        const [was, is] = [before[i]![feature] as number | null, after[i]![feature] as number | null];
        expect(
          was === null || (is !== null && is >= was - SLACK),
          `${feature}: ${was} to ${is}, ${JSON.stringify(one)}`,
        ).toBe(true);
        if (was !== null && is! > was + SLACK) risen += 1;
      }
    expect(risen).toBeGreaterThan(RUNS);
  });

  it("never rise by posting more", async () => {
    const after = await featuresOf(
      cases.map(one => ({
        ...one,
        silent_posts: [{ ...one.one_more_post, author_id: "a", like_count: null, repost_count: null }],
      })),
    );
    let fallen = 0;
    for (const [i, one] of cases.entries())
      for (const feature of PAID) {
        const [was, is] = [before[i]![feature] as number | null, after[i]![feature] as number | null];
        expect(
          is === null ? was === null : was !== null && is <= was + SLACK,
          `${feature}: ${was} to ${is}, ${JSON.stringify(one)}`,
        ).toBe(true);
        if (was !== null && is! < was - SLACK) fallen += 1;
      }
    expect(fallen).toBeGreaterThan(0);
  });

  it("do not depend on accounts without a path to the account", async () => {
    const strangers = ["s1", "s2", "s3"].map((actor_id, i) => ({
      kind: "like",
      actor_id,
      target_id: "s4",
      post: 7,
      second: 1000 + i,
    }));
    const after = await featuresOf(
      cases.map(one => ({ ...one, acts: [...one.acts, ...strangers] as typeof one.acts })),
    );
    for (const [i, one] of cases.entries())
      for (const feature of PAID)
        expect(Number(after[i]![feature]), `${feature} ${JSON.stringify(one)}`).toBeCloseTo(
          Number(before[i]![feature]),
          7,
        );
  });

  it("pay distinct people above one loud fan, and a selective actor above one who acts on everything", async () => {
    const nobody = {
      posts: [],
      followers: 0,
      one_more_act: cases[0]!.one_more_act,
      one_more_post: cases[0]!.one_more_post,
    };
    const likeOf = (actor_id: string, target_id = "a", i = 0) =>
      ({ kind: "like", actor_id, target_id, post: 7, second: 7_000_000 + i }) as Case["acts"][number];
    const people = Array.from({ length: 20 }, (_, i) => likeOf(`fan${i}`));
    const loud = Array.from({ length: 20 }, (_, i) => likeOf("fan", "a", i));
    const everything = Array.from({ length: 20 }, (_, i) => likeOf("fan0", `other${i}`));
    const [many, one, selective, indifferent] = (
      await featuresOf([
        { ...nobody, acts: people },
        { ...nobody, acts: loud },
        { ...nobody, acts: people.slice(0, 1) },
        { ...nobody, acts: [...people.slice(0, 1), ...everything] },
      ])
    ).map(row => ({
      rank: Number(row["people_rank"]),
      people: Number(row["engaged_people"]),
      likes: row["likes_per_original"],
    }));
    expect(many!.rank).toBeGreaterThan(3 * one!.rank);
    expect(many!.people).toBeCloseTo(20 * one!.people, 9);
    expect(many!.likes).toBe(one!.likes);
    expect(selective!.rank).toBeGreaterThan(5 * indifferent!.rank);
  });
});
