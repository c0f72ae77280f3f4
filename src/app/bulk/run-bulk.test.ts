import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InputProblem } from "../../domain/errors.ts";
import { noProgress } from "../../domain/progress.ts";
import { DuckDbEngine } from "../../engines/duckdb/duckdb-engine.ts";
import { type BulkOptions, runBulk } from "./run-bulk.ts";

const AS_OF = "2026-01-31T00:00:00Z";
/** Six people act on star, who is on x; every act has an id of its own. */
const ACTS = `SELECT 'x' AS network, CAST(row_number() OVER () AS VARCHAR) AS interaction_id, 'like' AS kind,
    concat('fan', CAST(f AS VARCHAR)) AS actor_id, 'star' AS target_id, concat('p', CAST(p AS VARCHAR)) AS post_id,
    TIMESTAMP '2026-01-20 00:00:00' + to_seconds(f * 60 + p) AS acted_at
  FROM range(6) AS fans(f), range(20) AS posts(p)`;

let dir: string;
let engine: DuckDbEngine;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "renown-bulk-"));
  engine = await DuckDbEngine.open({ memoryMebibytes: 256, threads: 1, spillDir: join(dir, "spill") });
});
afterAll(async () => {
  await engine.close();
  await rm(dir, { recursive: true, force: true });
});

async function folder(name: string, tables: Readonly<Record<string, string>>): Promise<string> {
  for (const [table, select] of Object.entries(tables)) {
    const file = join(dir, name, `${table}.parquet`);
    await import("node:fs/promises").then(fs => fs.mkdir(join(dir, name), { recursive: true }));
    await engine.run(`COPY (${select}) TO '${file}' (FORMAT parquet)`);
  }
  return join(dir, name);
}

function run(from: string, more: Partial<BulkOptions> = {}) {
  return runBulk({
    ...{ from, dataDir: dir, outDir: `${from}-out`, only: "scores", asOf: AS_OF, memoryMebibytes: 256 },
    ...{ progress: noProgress, kernel: "reference", ...more },
  });
}

const starOf = async (from: string) =>
  (await engine.rows(`SELECT * FROM '${from}-out/account_scores.parquet' WHERE account_id = 'star'`))[0]!;

describe("a run of a folder of Parquet", () => {
  it("scores without a lake, and says what it read and made", async () => {
    const from = await folder("plain", { interactions: ACTS });
    const summary = await run(from);
    expect(summary).toMatchObject({ interactionsCount: 120, accountsCount: 7, scoredCount: 1, badRows: {} });
    const manifest = JSON.parse(await readFile(join(`${from}-out`, "manifest.json"), "utf8"));
    expect(manifest).toMatchObject({
      as_of: "2026-01-31T00:00:00.000Z",
      repeated_acts: { idsTested: "one in 16" },
    });
    expect(manifest.marts).toEqual({ account_features: 7, account_scores: 7, identity_scores: 7 });
    expect(manifest.models.find(({ model }: { model: string }) => model === "int_edges").rows).toBe(6);
  });

  it("counts rows of no use by reason and leaves them out", async () => {
    const bad = (cells: string) => `UNION ALL SELECT * FROM ${ROW(cells)}`;
    const ROW = (cells: string) => `(SELECT ${cells}, 'p1', TIMESTAMP '2026-01-21')`;
    const from = await folder("bad", {
      interactions: `${ACTS} ${bad("'x', 'b1', 'like', NULL, 'star'")} ${bad("'x', 'b2', 'like', '', 'star'")}
        ${bad("'x', 'b3', 'poke', 'fan1', 'star'")} ${bad("'orkut', 'b4', 'like', 'fan1', 'star'")}
        ${bad("'x', 'b5', 'like', 'star', 'star'")}
        UNION ALL SELECT 'x', 'b6', 'like', 'fan1', 'star', 'p1', NULL`,
    });
    expect((await run(from)).badRows).toEqual({
      interactions: {
        missing_actor_id: 2,
        missing_acted_at: 1,
        self_action: 1,
        unknown_kind: 1,
        unknown_network: 1,
      },
    });
    expect((await starOf(from))["score"]).toEqual((await starOf(join(dir, "plain")))["score"]);
  });

  it("takes repeated acts out once a sample shows that there are any", async () => {
    const from = await folder("twice", {
      interactions: `SELECT * FROM (${ACTS}) UNION ALL SELECT * FROM (${ACTS})`,
    });
    expect((await run(from)).repeatedActsCount).toBe(120);
    expect(await starOf(from)).toEqual(await starOf(join(dir, "plain")));
  });

  it("hides who is protected and does not rank who opted out", async () => {
    const from = await folder("consent", {
      interactions: ACTS,
      accounts: `SELECT 'x' AS network, account_id, is_protected, is_indexable, TIMESTAMP '2026-01-01' AS observed_at
        FROM (VALUES ('star', FALSE, FALSE), ('fan1', TRUE, TRUE)) AS people(account_id, is_protected, is_indexable)`,
    });
    expect((await run(from)).interactionsCount).toBe(120);
    const star = await starOf(from);
    expect([star["is_ranked"], star["engaged_people_count"]]).toEqual([false, 5]);
  });

  it("refuses a folder whose acts have no actor, naming the column", async () => {
    const from = await folder("lacking", { interactions: `SELECT * EXCLUDE (actor_id) FROM (${ACTS})` });
    await expect(run(from)).rejects.toThrow(
      new InputProblem("The files of interactions have no column actor_id, which every row needs."),
    );
  });

  it("takes the network of rows that name none from its option", async () => {
    const from = await folder("nameless", { interactions: `SELECT * EXCLUDE (network) FROM (${ACTS})` });
    await expect(run(from)).rejects.toThrow("--network NAME");
    await run(from, { network: "x" });
    expect((await starOf(from))["score"]).toEqual((await starOf(join(dir, "plain")))["score"]);
  });
});
