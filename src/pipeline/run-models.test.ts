import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { TEST_AS_OF, TEST_CONSTANTS, TEST_KIND_WEIGHTS } from "../../test/support/model-cases.ts";
import { loadSources, openTestEngine, type Population } from "../../test/support/sources.ts";
import type { PeopleRankKernel } from "../graph/kernel.ts";
import { referenceKernel } from "../graph/people-rank.ts";
import { exportMarts } from "./export-marts.ts";
import { type RunModelsOptions, runModels } from "./run-models.ts";

const options = { asOf: TEST_AS_OF, constants: TEST_CONSTANTS, kindWeights: TEST_KIND_WEIGHTS };
const engine = await openTestEngine();
const outDir = mkdtempSync(join(tmpdir(), "renown-marts-"));
afterAll(async () => {
  await engine.close();
  rmSync(outDir, { recursive: true });
});

const like = (actor_id: string, target_id: string, acted_at: string, post_id: string | null = null) => ({
  network: "x",
  interaction_id: `${actor_id}>${target_id}@${acted_at}`,
  kind: "like",
  actor_id,
  target_id,
  post_id,
  acted_at,
});
/** ann posts twice and is liked by bo, cy and di on the last day; di is liked by bo 30 days before it; eve is protected. */
const village: Population = {
  accounts: ["ann", "bo", "cy", "eve"].map(account_id => ({
    network: "x",
    account_id,
    handle: account_id,
    is_protected: account_id === "eve",
    observed_at: "2026-01-01T00:00:00Z",
  })),
  account_stats: [
    { network: "x", account_id: "ann", observed_at: "2026-01-02T00:00:00Z", followers_count: 1000 },
  ],
  posts: ["p1", "p2"].map(post_id => ({
    network: "x",
    post_id,
    author_id: "ann",
    posted_at: "2026-01-20T00:00:00Z",
    kind: "original",
  })),
  interactions: [
    like("bo", "ann", "2026-01-30T01:00:00Z", "p1"),
    like("cy", "ann", "2026-01-30T02:00:00Z", "p1"),
    like("di", "ann", "2026-01-30T03:00:00Z"),
    like("bo", "di", "2025-12-31T03:00:00Z"),
    like("eve", "ann", "2026-01-30T04:00:00Z"),
    like("ann", "eve", "2026-01-30T05:00:00Z"),
  ],
  observations: ["interactions", "posts"].map(table => ({
    network: "x",
    scope: "*",
    table,
    kind: "*",
    from_at: "2025-10-01T00:00:00Z",
    to_at: "2026-02-01T00:00:00Z",
    is_complete: true,
    source: "simulation",
  })),
};

async function martHashes(
  population: Population,
  threads: number,
): Promise<Readonly<Record<string, string>>> {
  const other = await openTestEngine(threads);
  const dir = mkdtempSync(join(outDir, "marts-"));
  await runModels(other, { ...options, source: await loadSources(other, population) });
  const marts = await exportMarts(other, TEST_CONSTANTS, dir);
  await other.close();
  const hash = (mart: string) =>
    createHash("sha256")
      .update(readFileSync(join(dir, `${mart}.parquet`)))
      .digest("hex");
  return Object.fromEntries(marts.map(({ mart }) => [mart, hash(mart)]));
}

describe("a run of all models", () => {
  it("gives each account of a small lake what can be worked out by hand", async () => {
    const steps: string[] = [];
    const source = await loadSources(engine, village);
    const run = await runModels(engine, { ...options, source, progress: event => steps.push(event.step) });
    expect(run.peopleRank).toMatchObject({ kernel: "reference", nodeCount: 4, edgeCount: 4 });
    expect(run.checksPassed).toBeGreaterThan(8);
    expect(run.models.find(({ model }) => model === "account_features")?.rowCount).toBe(5);
    expect(steps.at(-1)).toBe("models");

    const features = await engine.rows("SELECT * FROM account_features ORDER BY account_id");
    expect(features.map(row => row["account_id"])).toEqual(["ann", "bo", "cy", "di", "eve"]);
    const [ann, bo, , di, eve] = features;
    // three likes over two posts and a prior of three; 50 x 3 reactions < 1000 followers; three people and a ripple of a wave
    expect(ann).toMatchObject({
      likes_per_original: 0.6,
      effective_reach: 150,
      engaged_people: expect.closeTo(3.07, 2),
      engaged_people_count: 3,
      mentions_per_day: 0,
      repost_h_index: 0,
      has_enough_data: true,
      engagement_observed_share: 1,
      last_active_at: "2026-01-20T00:00:00.000Z",
    });
    // a fresh like weighs ln 2 and one of a half-life ago ln 1.5; each share is divided by kappa + the actor's sum
    const fresh = Math.log(2);
    const stale = Math.log(1.5);
    const standingOfDi = 1 + (0.85 * stale) / (0.5 + fresh + stale);
    const standingOfAnn =
      1 +
      (0.85 * fresh) / (0.5 + fresh + stale) +
      (0.85 * fresh) / (0.5 + fresh) +
      (0.85 * standingOfDi * fresh) / (0.5 + fresh);
    expect(ann?.["people_rank"]).toBeCloseTo(Math.log10(standingOfAnn), 8);
    expect(di?.["people_rank"]).toBeCloseTo(Math.log10(standingOfDi), 8);
    expect(di).toMatchObject({ engaged_people: 0.5, has_enough_data: false, handle: null });
    expect(bo).toMatchObject({ people_rank: 0, engaged_people: 0, effective_reach: null });
    expect(eve).toMatchObject({
      is_protected: true,
      people_rank: null,
      engaged_people: null,
      is_ranked: false,
    });

    const edges = await engine.rows("SELECT actor_id, target_id FROM people_edges ORDER BY 1, 2");
    expect(edges.map(row => `${row["actor_id"]}>${row["target_id"]}`)).toEqual([
      "bo>ann",
      "bo>di",
      "cy>ann",
      "di>ann",
    ]);
    const posts = await engine.rows("SELECT post_id, like_count, repost_count FROM account_posts");
    expect(posts).toEqual([{ post_id: "p1", like_count: 2, repost_count: 0 }]);
  });

  it("writes the same bytes with one thread and two, and whatever the order of the rows", async () => {
    const bytes = await martHashes(village, 1);
    expect(Object.keys(bytes).sort()).toEqual([
      "account_authenticity",
      "account_features",
      "account_moments",
      "account_posts",
      "account_qualities",
      "account_style",
      "account_topics",
      "audience_quality",
      "audience_suspects",
      "identity_accounts",
      "moment_people",
      "people_edges",
      "people_standing",
      "quality_posts",
      "sampled_posts",
      "topic_leaders",
      "topic_lists",
      "topic_people",
      "topic_posts",
      "topic_totals",
    ]);
    const reversed = Object.fromEntries(
      Object.entries(village).map(([table, rows]) => [table, [...rows].reverse()]),
    );
    expect(await martHashes(reversed, 2)).toEqual(bytes);
    expect(await martHashes({ ...village, posts: [] }, 1)).not.toEqual(bytes);
  });

  it("runs over an empty lake", async () => {
    const source = await loadSources(engine, {});
    const run = await runModels(engine, { ...options, source });
    expect(run.peopleRank).toMatchObject({ nodeCount: 0, edgeCount: 0, residual: 0 });
    expect(await engine.rows("SELECT * FROM account_features")).toEqual([]);
  });

  it("runs only the models asked for and what they read", async () => {
    const source = await loadSources(engine, village);
    const run = await runModels(engine, { ...options, source, only: ["int_acted"] });
    expect(run.models.map(({ model }) => model)).toEqual([
      "stg_profiles",
      "stg_removals",
      "stg_hidden_accounts",
      "stg_account_stats",
      "day_acts",
      "stg_twice_told_acts",
      "stg_acts",
      "stg_acting",
      "stg_accounts",
      "int_nodes",
      "stg_absorbed_mentions",
      "stg_interactions",
      "int_edges",
      "int_acted",
    ]);
    expect(run).toMatchObject({ peopleRank: null, checksPassed: 0 });
    const ranked = await runModels(engine, { ...options, source, only: ["people_rank"] });
    expect(ranked.models.at(-1)).toMatchObject({ model: "people_rank", rowCount: 4 });
    await expect(runModels(engine, { ...options, source, only: ["int_gone"] })).rejects.toThrow(
      /no SQL model int_gone; there are /,
    );
  });

  it("does not trust a kernel that stops early", async () => {
    const hasty: PeopleRankKernel = {
      name: "hasty",
      peopleRank: (graph, kernelOptions) => {
        const result = referenceKernel.peopleRank(graph, kernelOptions);
        return { ...result, standing: result.standing.map(value => value * 1.001) };
      },
    };
    const source = await loadSources(engine, village);
    await expect(runModels(engine, { ...options, source, kernels: [hasty] })).rejects.toThrow(
      /model people_rank: kernel hasty left a residual of 0.000/,
    );
  });

  it.each<[Partial<RunModelsOptions>, RegExp]>([
    [{ asOf: "yesterday" }, /asOf "yesterday" is not a time with a zone/],
    [{ asOf: "2026-01-31T00:00:00" }, /is not a time with a zone/],
    [{ constants: { window_days: 90 } }, /no constant half_life_days/],
    [{ kindWeights: { ...TEST_KIND_WEIGHTS, like: 0.5 } }, /Kind weight of like is 0.5/],
    [{ kindWeights: { like: 1 } }, /Kind weight of repost is undefined/],
  ])("stops before any work on settings it cannot use (%#)", async (broken, message) => {
    const source = () => {
      throw new Error("work has begun");
    };
    await expect(runModels(engine, { ...options, source, ...broken })).rejects.toThrow(message);
  });
});
