import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DuckDbEngine } from "../../src/engines/duckdb/duckdb-engine.ts";
import { loadModels } from "../../src/pipeline/load-models.ts";
import { scoreStep } from "../../src/pipeline/score-step.ts";
import { LAW_MODEL } from "../support/score-rows.ts";
import { SimulatedPopulation } from "./simulated-population.ts";

let population: SimulatedPopulation;
let engine: DuckDbEngine;

beforeAll(async () => {
  population = await SimulatedPopulation.create({ accounts: 600, interactions: 12_000, seed: 9 });
  engine = await population.openEngine("apart", 1);
  await population.run(engine);
});

afterAll(async () => {
  await engine.close();
  population.remove();
});

async function scoreDigest(name: string): Promise<string> {
  const path = join(population.workDir, `${name}.parquet`);
  await engine.writeParquet("SELECT * FROM account_scores", path, ["network", "account_id"]);
  return createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
}

const QUALITIES = ["conversation", "timeliness", "flexibility", "voice_authenticity"];

describe("the four qualities", () => {
  it("move no byte of a score: neither other values nor none at all", async () => {
    const before = await scoreDigest("before");
    await engine.run(`UPDATE account_qualities SET ${QUALITIES.map(name => `${name} = 1`).join(", ")}`);
    await scoreStep(engine, LAW_MODEL);
    expect(await scoreDigest("after")).toBe(before);
    await engine.run("DROP TABLE account_qualities");
    await engine.run("DROP TABLE quality_posts");
    await scoreStep(engine, LAW_MODEL);
    expect(await scoreDigest("without")).toBe(before);
  });

  it("are read by no model and no check that a score rests on", async () => {
    const { models, checks } = await loadModels({ engine, constants: LAW_MODEL.constants });
    const isQuality = (name: string) => /qualit/.test(name);
    expect(models.filter(({ name }) => isQuality(name)).length).toBeGreaterThan(5);
    const readers = [...models, ...checks].filter(
      ({ name, refs }) => !isQuality(name) && refs.some(isQuality),
    );
    expect(readers.map(({ name }) => name)).toEqual([]);
  });
});
