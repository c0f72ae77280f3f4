import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { commitRows, lakeWorkshop } from "../../../test/support/lake-rows.ts";
import { noProgress } from "../../domain/progress.ts";
import type { Engine, EngineRow } from "../../engines/contract.ts";
import { importPaths } from "../import-paths.ts";
import { momentsOfHandle } from "../people-around.ts";
import { runLake } from "../run-lake.ts";
import { scoreHandles } from "../score-handles.ts";
import { publishNewestSnapshot } from "../serving/publish-snapshot.ts";
import { simulateTo } from "../simulate-to.ts";
import { topicsOfHandle } from "../topics/topics-of-handle.ts";
import { CARRIED_MARTS, NAMING_COLUMNS } from "./carried-marts.ts";
import { computedMarts } from "./carried-parts.ts";

const { folder, engine: openEngine, open } = lakeWorkshop();
const progress = noProgress;
const BEFORE = "2026-10-30T00:00:00.000Z";
const AFTER = "2026-10-31T00:00:00.000Z";

/** Rows of `mart` that one run has and the other has not. */
async function differing(
  engine: Engine,
  mart: string,
  [one, other]: readonly [string, string],
  columns = "*",
) {
  const read = (dir: string) => `SELECT ${columns} FROM read_parquet('${join(dir, `${mart}.parquet`)}')`;
  const [row] = await engine.rows(
    `SELECT count(*) AS rows_count FROM ((${read(one)}) EXCEPT ALL (${read(other)}))`,
  );
  return Number(row?.["rows_count"]);
}

it("a daily run scores as a full run does, dates what it carried over, and shows nobody and nothing that went since", async () => {
  const engine = await openEngine();
  const outDir = await folder();
  const dataDir = join(await folder(), "lake");
  const runDir = (id: number) => join(dataDir, "runs", `run-00000${id}`);
  await simulateTo({ accounts: 400, interactions: 20_000, seed: 7, outDir, progress });
  await importPaths({ dataDir, paths: [outDir], progress, format: "auto", assumeUtc: false });
  const run = (asOf: string, flags: { readonly isDaily?: boolean; readonly isFresh?: boolean }) =>
    runLake({ dataDir, engine: "duckdb", asOf, progress, ...flags });
  expect(await run(BEFORE, { isDaily: true })).toMatchObject({ runId: "run-000001", carried: null });

  const topics = `read_parquet('${join(runDir(1), "account_topics.parquet")}')`;
  const moments = `read_parquet('${join(runDir(1), "account_moments.parquet")}')`;
  const [hidden, seen] = await engine.rows(
    `SELECT network, account_id FROM ${topics} GROUP BY ALL ORDER BY count(*) DESC, account_id LIMIT 2`,
  );
  const [post] = await engine.rows(
    `SELECT network, post_id FROM ${moments} WHERE author_id <> '${hidden!["account_id"]}' ORDER BY post_id LIMIT 1`,
  );
  const lake = await open(dataDir);
  const since = "2026-10-30T06:00:00.000Z";
  const network = seen!["network"];
  const newcomer = { network, account_id: "newcomer" };
  await commitRows(lake, engine, "since", {
    accounts: [
      // Simulated profiles are told of as of the end.
      { ...hidden, handle: "hidden", is_protected: true, observed_at: "2026-11-02T00:00:00.000Z" },
      { ...newcomer, handle: "newcomer", observed_at: since },
    ],
    removals: [
      { network: post!["network"], subject: "post", subject_id: post!["post_id"], removed_at: since },
    ],
    interactions: ["a", "b", "c"].map(id => ({
      ...{ network, interaction_id: `new-${id}`, kind: "reply", target_id: "newcomer" },
      ...{ actor_id: id === "a" ? seen!["account_id"] : `fan-${id}`, acted_at: since },
    })),
  });
  await lake.close();

  const daily = await run(AFTER, { isDaily: true });
  expect(daily).toMatchObject({ runId: "run-000002", carried: { runId: "run-000001", asOf: BEFORE } });
  const handles = [`${network}:newcomer`, `${network}:${seen!["account_id"]}`];
  const [fresh, held] = (await scoreHandles(handles, { dataDir, progress })).map(outcome =>
    "answer" in outcome ? outcome.answer : null,
  );
  expect(held).toMatchObject({ as_of: AFTER, parts_as_of: BEFORE });
  expect(held!.topics!.influence.length + held!.topics!.interests.length).toBeGreaterThan(0);
  expect(held!.notes.join()).toContain("samples of posts are as of 2026-10-30; all else is as of 2026-10-31");
  expect(fresh).toMatchObject({ as_of: AFTER, topics: null, qualities: null });
  expect(fresh!.notes.join()).toContain("not there yet: they were last computed as of 2026-10-30");
  const options = { dataDir, progress, limit: 20 };
  expect(await topicsOfHandle(handles[1]!, options)).toMatchObject({ as_of: BEFORE, reason: null });
  expect((await topicsOfHandle(handles[0]!, options)).reason).toContain("not there yet");
  expect(await momentsOfHandle(handles[1]!, options)).toMatchObject({ as_of: BEFORE });
  expect((await publishNewestSnapshot(dataDir)).runId).toBe("run-000002");

  expect(await run(AFTER, { isFresh: true })).toMatchObject({ runId: "run-000003", carried: null });
  const manifest = JSON.parse(readFileSync(join(runDir(3), "manifest.json"), "utf8"));
  expect(manifest).toMatchObject({ carried: null, as_of: AFTER });
  const both = [runDir(2), runDir(3)] as const;
  for (const mart of computedMarts()) {
    // What stands on PeopleRank, which began at earlier standings, is equal within its tolerance.
    const columns = (await engine.rows(`DESCRIBE FROM read_parquet('${join(both[0], `${mart}.parquet`)}')`))
      .map(row => ({ name: row["column_name"], type: row["column_type"] }))
      .map(({ name, type }) => (type === "DOUBLE" ? `round(${name}, 4) AS ${name}` : `${name}`))
      .join(", ");
    expect(await differing(engine, mart, both, columns), mart).toBeLessThanOrEqual(2);
  }
  const [far] = await engine.rows(
    `SELECT count(*) AS rows_count, max(abs(coalesce(d.score, -1) - coalesce(f.score, -1))) AS gap
     FROM read_parquet('${join(both[0], "account_scores.parquet")}') AS d
     FULL JOIN read_parquet('${join(both[1], "account_scores.parquet")}') AS f USING (network, account_id)`,
  );
  expect(Number(far!["rows_count"])).toBeGreaterThan(300);
  expect(Number(far!["gap"])).toBeLessThan(0.01);

  for (const mart of CARRIED_MARTS) {
    const path = `read_parquet('${join(both[0], `${mart}.parquet`)}')`;
    expect(await differing(engine, mart, [both[0], runDir(1)]), mart).toBe(0);
    const columns = (await engine.rows(`DESCRIBE FROM ${path}`)).map(row => String(row["column_name"]));
    const people = columns.filter(name => NAMING_COLUMNS.includes(name));
    const of = (row: EngineRow, column: string, name: string) =>
      `(network = '${row["network"]}' AND ${column} = '${row[name]}')`;
    const gone = [
      ...people.map(column => of(hidden!, column, "account_id")),
      ...(columns.includes("post_id") ? [of(post!, "post_id", "post_id")] : []),
    ];
    if (gone.length === 0) continue;
    const [row] = await engine.rows(`SELECT count(*) AS gone_count FROM ${path} WHERE ${gone.join(" OR ")}`);
    expect(Number(row?.["gone_count"]), mart).toBe(0);
  }
  expect(await differing(engine, "account_topics", [runDir(1), both[0]])).toBeGreaterThan(0);
  expect(await differing(engine, "account_moments", [runDir(1), both[0]])).toBeGreaterThan(0);
}, 240_000);
