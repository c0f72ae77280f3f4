import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportMarts } from "../../src/pipeline/export-marts.ts";
import { LAW_MODEL } from "../support/score-rows.ts";
import { SimulatedPopulation } from "./simulated-population.ts";

let population: SimulatedPopulation;

beforeAll(async () => {
  // More rows than DuckDB gives to one thread (122,880), so that threads do share the work.
  population = await SimulatedPopulation.create({ accounts: 8000, interactions: 300_000, seed: 5 });
});

afterAll(() => population.remove());

/** Digest of each mart that a run with `threads` writes. */
async function digests(threads: number): Promise<Readonly<Record<string, string>>> {
  const engine = await population.openEngine(`run${threads}`, threads);
  const dir = join(population.workDir, `marts${threads}`);
  await population.run(engine);
  await exportMarts(engine, LAW_MODEL.constants, dir);
  for (const [mart, key] of [
    ["account_scores", ["network", "account_id"]],
    ["identity_scores", ["identity_id"]],
  ] as const)
    await engine.writeParquet(`SELECT * FROM ${mart}`, join(dir, `${mart}.parquet`), key);
  await engine.close();
  const entries = (await readdir(dir)).sort().map(async file => {
    const bytes = await readFile(join(dir, file));
    return [file, createHash("sha256").update(bytes).digest("hex")];
  });
  return Object.fromEntries(await Promise.all(entries));
}

describe("a law of the score", () => {
  it("the same lake, asOf and model give the same bytes at any thread count", async () => {
    const one = await digests(1);
    expect(Object.keys(one)).toEqual([
      "account_authenticity.parquet",
      "account_features.parquet",
      "account_moments.parquet",
      "account_posts.parquet",
      "account_qualities.parquet",
      "account_scores.parquet",
      "account_style.parquet",
      "account_topics.parquet",
      "audience_quality.parquet",
      "audience_suspects.parquet",
      "identity_accounts.parquet",
      "identity_scores.parquet",
      "moment_people.parquet",
      "people_edges.parquet",
      "people_standing.parquet",
      "quality_posts.parquet",
      "sampled_posts.parquet",
      "topic_leaders.parquet",
      "topic_lists.parquet",
      "topic_people.parquet",
      "topic_posts.parquet",
      "topic_totals.parquet",
    ]);
    expect(await digests(2)).toEqual(one);
    expect(await digests(5)).toEqual(one);
  });
});
