import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { computeRun } from "../../src/app/compute-run.ts";
import { TABLES } from "../../src/domain/interchange/schema.ts";
import { noProgress } from "../../src/domain/progress.ts";
import { DuckDbEngine } from "../../src/engines/duckdb/duckdb-engine.ts";
import { exportMarts } from "../../src/pipeline/export-marts.ts";
import { DEFAULT_END_AT } from "../../src/simulator/options.ts";
import { simulate } from "../../src/simulator/simulate.ts";
import { LAW_MODEL } from "../support/score-rows.ts";

let workDir: string;

beforeAll(async () => {
  workDir = await mkdtemp(join(tmpdir(), "renown-bytes-"));
  const engine = await openEngine("simulate", 2);
  // More rows than DuckDB gives to one thread (122,880), so that threads do share the work.
  await simulate(engine, { accounts: 8000, interactions: 300_000, seed: 5, outDir: join(workDir, "rows") });
  await engine.close();
});

afterAll(() => rm(workDir, { recursive: true, force: true }));

function openEngine(name: string, threads: number) {
  return DuckDbEngine.open({ memoryMebibytes: 1024, threads, spillDir: join(workDir, `spill-${name}`) });
}

/** Digest of each mart that a run with `threads` writes. */
async function digests(threads: number): Promise<Readonly<Record<string, string>>> {
  const engine = await openEngine(`run${threads}`, threads);
  const dir = join(workDir, `marts${threads}`);
  await computeRun(
    engine,
    table =>
      `SELECT *, CAST("${TABLES[table].dayColumn}" AS DATE) AS day
       FROM read_parquet('${join(workDir, "rows", table, "*.parquet")}')`,
    { asOf: DEFAULT_END_AT, model: LAW_MODEL, progress: noProgress },
  );
  await exportMarts(engine, LAW_MODEL.constants, dir);
  for (const [mart, key] of [
    ["account_scores", ["network", "account_id"]],
    ["identity_scores", ["identity_id"]],
  ] as const)
    await engine.writeParquet(`SELECT * FROM ${mart}`, join(dir, `${mart}.parquet`), key);
  await engine.close();
  const files = (await readdir(dir)).sort();
  const entries = files.map(async file => [
    file,
    createHash("sha256")
      .update(await readFile(join(dir, file)))
      .digest("hex"),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}

describe("a law of the score", () => {
  it("the same lake, asOf and model give the same bytes at any thread count", async () => {
    const one = await digests(1);
    expect(Object.keys(one)).toEqual([
      "account_features.parquet",
      "account_posts.parquet",
      "account_scores.parquet",
      "identity_accounts.parquet",
      "identity_scores.parquet",
      "people_edges.parquet",
    ]);
    expect(await digests(2)).toEqual(one);
    expect(await digests(5)).toEqual(one);
  });
});
