import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { computeRun } from "../../src/app/compute-run.ts";
import { loadModel } from "../../src/app/load-model.ts";
import { TABLE_NAMES, TABLES, type TableName } from "../../src/domain/interchange/schema.ts";
import { noProgress } from "../../src/domain/progress.ts";
import type { EngineRow } from "../../src/engines/contract.ts";
import { DuckDbEngine } from "../../src/engines/duckdb/duckdb-engine.ts";
import { sqlLiteral } from "../../src/lib/sql-text.ts";
import type { EngagerReading } from "../../src/pipeline/on-demand/engagers.ts";
import type { ScoringModel } from "../../src/scoring/scoring-model.ts";
import { DEFAULT_DAYS, DEFAULT_END_AT } from "../../src/simulator/options.ts";
import { simulate } from "../../src/simulator/simulate.ts";
import { type FetchOptions, fetchedAccount } from "./fetched-account.ts";

/** What a run says of one account. */
export interface SeenAccount {
  /** Rows of account_features and account_scores, of which the latter goes first. */
  readonly row: EngineRow;
  /** Null in the run over everything, and where nobody was seen to act. */
  readonly reading: EngagerReading | null;
}

/** Which of the marts of the run over everything a run on demand may look at. */
export type Known = "nothing" | "everybody";
export type Fetch = Omit<FetchOptions, "network" | "account_id" | "from" | "to">;

const WINDOW = {
  from: sqlTime(Date.parse(DEFAULT_END_AT) - DEFAULT_DAYS * 86_400_000),
  to: sqlTime(Date.parse(DEFAULT_END_AT)),
};

/** A simulated population in one engine: a run over all of it, and runs on demand over what a connector would read of one of its
 *  accounts. */
export class OnDemandRuns {
  private constructor(
    private readonly engine: DuckDbEngine,
    private readonly whole: ReadonlyMap<string, EngineRow>,
  ) {}

  static async create(size: {
    readonly accounts: number;
    readonly interactions: number;
    readonly seed: number;
  }): Promise<OnDemandRuns> {
    const dir = mkdtempSync(join(tmpdir(), "renown-on-demand-"));
    const engine = await DuckDbEngine.open({
      memoryMebibytes: 1024,
      threads: 2,
      spillDir: join(dir, "spill"),
    });
    await simulate(engine, { ...size, outDir: join(dir, "rows") });
    for (const table of TABLE_NAMES) {
      const files = sqlLiteral(join(dir, "rows", table, "*.parquet"));
      const rows = `SELECT *, CAST("${TABLES[table].dayColumn}" AS DATE) AS day FROM read_parquet(${files})`;
      await engine.createTable(`whole_${table}`, rows);
    }
    const source = (table: TableName) => `SELECT * FROM whole_${table}`;
    // A run on demand discounts nothing, so it is held against a run that does neither.
    const model = loadModel();
    const constants = { ...model.constants, discounts_on: 0 };
    await computeRun(engine, source, {
      asOf: DEFAULT_END_AT,
      model: { ...model, constants },
      progress: noProgress,
    });
    await engine.createTable("known_standing", "SELECT * FROM people_standing");
    await engine.createTable("known_edges", "SELECT * FROM people_edges");
    const rows = await engine.rows(`${SEEN} ORDER BY network, account_id`);
    return new OnDemandRuns(engine, new Map(rows.map(row => [keyOf(row), row])));
  }

  /** `count` scored accounts spread evenly over the order of their scores, as the run over everything sees them. */
  scoredAccounts(count: number): readonly EngineRow[] {
    const scored = [...this.whole.values()]
      .filter(row => row["status"] === "scored")
      .sort((a, b) => Number(a["score"]) - Number(b["score"]));
    return Array.from({ length: count }, (_, i) => scored[Math.floor(((i + 0.5) * scored.length) / count)]!);
  }

  /** What a run on demand says of one account of the population. */
  async fetch(
    account: EngineRow,
    known: Known,
    fetch: Fetch = {},
    model: ScoringModel = loadModel(),
  ): Promise<SeenAccount> {
    const subject = { network: String(account["network"]), account_id: String(account["account_id"]) };
    const rows = fetchedAccount(table => `SELECT * FROM whole_${table}`, { ...WINDOW, ...fetch, ...subject });
    for (const table of TABLE_NAMES) await this.engine.createTable(`fetched_${table}`, rows(table));
    const run = await computeRun(this.engine, table => `SELECT * FROM fetched_${table}`, {
      asOf: DEFAULT_END_AT,
      model,
      progress: noProgress,
      only: ["account_features"],
      engagers: {
        subjects: [subject],
        known: known === "nothing" ? null : { standings: "known_standing", edges: "known_edges" },
      },
    });
    const [row] = await this.engine.rows(
      `SELECT * FROM (${SEEN}) AS seen WHERE network = ${sqlLiteral(subject.network)} AND account_id = ${sqlLiteral(subject.account_id)}`,
    );
    return { row: row!, reading: run.models.engagers?.[0] ?? null };
  }

  close(): Promise<void> {
    return this.engine.close();
  }
}

const SEEN = `SELECT scores.*, features.* EXCLUDE (network, account_id, handle, display_name, is_ranked, is_self_supplied,
    followers_count, engaged_people_count), features.engaged_people_count AS people_count
  FROM account_scores AS scores JOIN account_features AS features USING (network, account_id)`;

function keyOf(row: EngineRow): string {
  return `${row["network"]}:${row["account_id"]}`;
}

function sqlTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace("T", " ").slice(0, 19);
}
