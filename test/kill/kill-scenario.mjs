import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { DuckDbEngine } from "../../dist/engines/duckdb/duckdb-engine.js";
import { forget } from "../../dist/lake/forget.js";
import { openLake } from "../../dist/lake/open-lake.js";

const GONE = "person-7-with-a-long-id";
const GROUPS = 5;
const JOURNAL_GROUPS = 6;

const interactions = (from, to) =>
  `SELECT 'x' AS network, 'i' || r AS interaction_id, 'like' AS kind,
     CASE WHEN r % 20 = 7 THEN '${GONE}' ELSE 'person-' || (r % 20) END AS actor_id, 'target-' || (r % 3) AS target_id,
     CAST(NULL AS VARCHAR) AS post_id,
     CASE WHEN r % 11 = 0 THEN NULL ELSE TIMESTAMP '2026-01-01' + to_days(CAST(r % 3 AS INTEGER)) END AS acted_at
   FROM range(${from}, ${to}) AS t (r)`;

const accounts = `SELECT 'x' AS network, '${GONE}' AS account_id, 'quixotica' AS handle, CAST(NULL AS VARCHAR) AS display_name,
  'person' AS kind, 'me' AS bio, CAST(NULL AS VARCHAR) AS url, CAST(NULL AS TIMESTAMP) AS created_at, false AS is_protected,
  true AS is_indexable, false AS is_verified, TIMESTAMP '2026-01-01' AS observed_at`;

async function importBatches(lake, engine) {
  await engine.createTable("profiles", accounts);
  for (let group = 0; group < GROUPS; group++) {
    // Each batch repeats ten rows of the one before.
    await engine.createTable("acts", interactions(Math.max(0, group * 40 - 10), group * 40 + 40));
    await lake.commit(
      engine,
      [
        { table: "interactions", relation: "acts" },
        { table: "accounts", relation: "profiles" },
      ],
      { contentHash: `batch ${group}`, label: `batch ${group}` },
      { cursor: { stream: "import", cursor: String(group) } },
    );
  }
}

async function appendGroups(lake) {
  const next = Number(lake.readCursor("live") ?? -1) + 1;
  for (let group = next; group < JOURNAL_GROUPS; group++) {
    const rows = Array.from({ length: 10 }, (_, i) => ({
      network: "x",
      interaction_id: `live-${group}-${i}`,
      kind: "like",
      actor_id: `person-${i}`,
      target_id: "target-0",
      post_id: null,
      acted_at: `2026-01-0${1 + (i % 3)}T00:00:00.000Z`,
    }));
    await lake.append("interactions", rows, { stream: "live", cursor: String(group) });
    process.send?.({ acknowledged: group });
  }
}

/** What a process does from the start, and again after it was killed. */
export const SCENARIOS = {
  import: importBatches,
  journal: appendGroups,
  compact: async (lake, engine) => {
    await importBatches(lake, engine);
    await appendGroups(lake);
    await lake.compact(engine);
  },
  forget: async (lake, engine) => {
    await importBatches(lake, engine);
    await appendGroups(lake);
    if (lake.isForgotten("x", GONE)) await lake.compact(engine);
    else await forget(lake, engine, { network: "x", accountId: GONE });
  },
};

/** Runs a scenario on the lake in `dir`. */
export async function runScenario(name, dir, onStep = () => {}) {
  await withLake(dir, onStep, (lake, engine) => SCENARIOS[name](lake, engine));
}

/** Rows, cursors and counts of the lake in `dir` after moving its journal into the tables. */
export async function readLake(dir) {
  return withLake(
    dir,
    () => {},
    async (lake, engine) => {
      await lake.compact(engine);
      const rows = {};
      for (const table of ["interactions", "accounts"])
        rows[table] = await engine.rows(`SELECT * FROM (${lake.source(table)}) ORDER BY ALL`);
      const [onDisk] = await engine
        .rows(
          `SELECT coalesce(sum(num_rows), 0) AS n FROM parquet_file_metadata('${dir}/interactions/**/*.parquet')`,
        )
        .catch(() => [{ n: 0 }]);
      return {
        rows,
        cursors: ["import", "live"].map(stream => lake.readCursor(stream)),
        hasOnlyCountedRows: Number(onDisk.n) === lake.rowCounts().interactions,
      };
    },
  );
}

async function withLake(dir, onStep, work) {
  const spillDir = mkdtempSync(join(tmpdir(), "renown-spill-"));
  const engine = await DuckDbEngine.open({ memoryMebibytes: 256, threads: 1, spillDir });
  const lake = await openLake(dir, { onStep, now: () => new Date("2026-02-01T00:00:00Z") });
  try {
    return await work(lake, engine);
  } finally {
    await lake.close();
    await engine.close();
    rmSync(spillDir, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [, , name, dir, stepToDieAt] = process.argv;
  let left = Number(stepToDieAt);
  await runScenario(name, dir, () => {
    if (left === 0) process.kill(process.pid, "SIGKILL");
    left -= 1;
  });
  process.disconnect?.();
}
