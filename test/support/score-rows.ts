import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadAuthenticityModel } from "../../src/app/authenticity/load-authenticity-model.ts";
import { loadModel } from "../../src/app/load-model.ts";
import { type RowOf, TABLE_NAMES, type TableName } from "../../src/domain/interchange/schema.ts";
import type { EngineRow } from "../../src/engines/contract.ts";
import { DuckDbEngine } from "../../src/engines/duckdb/duckdb-engine.ts";
import { runModels } from "../../src/pipeline/run-models.ts";
import { scoreStep } from "../../src/pipeline/score-step.ts";
import type { ScoringModel } from "../../src/scoring/scoring-model.ts";
import { loadedColumns, loadedSource } from "./model-cases.ts";

/** Rows of interchange tables in their JSON form; a column that is left out is null, a table no rows. */
export type TableRows = { readonly [T in TableName]?: readonly Partial<RowOf<T>>[] };

/** What a run says of one account or identity. */
export interface ScoredRow {
  readonly status: "scored" | "not_enough_data";
  readonly score: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Null for an identity. */
  readonly latent: number | null;
  readonly influence: number | null;
  readonly variance: number | null;
  readonly coverage: number | null;
  /** Null for an identity. */
  readonly reason: string | null;
  /** The row of `account_features`; empty for an identity. */
  readonly features: EngineRow;
}

/** Everything a run says: accounts by `network:account_id`, identities by identity_id. */
export interface ScoredRows {
  readonly accounts: ReadonlyMap<string, ScoredRow>;
  readonly identities: ReadonlyMap<string, ScoredRow>;
}

/** End of the window of every run here. */
export const LAW_AS_OF = "2026-01-31T00:00:00Z";
/** The published model. */
export const LAW_MODEL = loadModel();
const AUTHENTICITY = loadAuthenticityModel();
/** Laws speak of the solution of PeopleRank; a looser stop would add noise of its own. */
const TOLERANCE = 1e-12;

/** The whole pipeline over rows held in memory, on one engine that lasts from run to run. */
export class RowScorer {
  private constructor(
    private readonly engine: DuckDbEngine,
    private readonly model: ScoringModel,
    private readonly constants: Readonly<Record<string, number>>,
  ) {}

  /** Scores by `model`, the published one when absent; `constants` stand in the place of its own. */
  static async open({
    threads,
    model = LAW_MODEL,
    constants = {},
  }: {
    readonly threads: number;
    readonly model?: ScoringModel;
    readonly constants?: Readonly<Record<string, number>>;
  }): Promise<RowScorer> {
    const spillDir = await mkdtemp(join(tmpdir(), "renown-laws-"));
    const engine = await DuckDbEngine.open({ memoryMebibytes: 512, threads, spillDir });
    return new RowScorer(engine, model, { ...model.constants, tolerance: TOLERANCE, ...constants });
  }

  /** Scores of all accounts and identities in `rows`, at LAW_AS_OF. */
  async score(rows: TableRows): Promise<ScoredRows> {
    for (const table of TABLE_NAMES)
      await this.engine.createTableFromRows(
        `given_${table}`,
        loadedColumns(table),
        (rows[table] ?? []) as EngineRow[],
      );
    await runModels(this.engine, {
      source: table => loadedSource(table, `given_${table}`),
      asOf: LAW_AS_OF,
      constants: this.constants,
      kindWeights: this.model.kindWeights,
      authenticity: AUTHENTICITY,
    });
    await scoreStep(this.engine, this.model);
    return { accounts: await this.readAccounts(), identities: await this.readIdentities() };
  }

  close(): Promise<void> {
    return this.engine.close();
  }

  private async readAccounts(): Promise<ReadonlyMap<string, ScoredRow>> {
    const features = new Map(
      (await this.engine.rows("SELECT * FROM account_features")).map(row => [keyOf(row), row]),
    );
    const scores = await this.engine.rows("SELECT * FROM account_scores ORDER BY network, account_id");
    return new Map(scores.map(row => [keyOf(row), toScoredRow(row, features.get(keyOf(row))!)]));
  }

  private async readIdentities(): Promise<ReadonlyMap<string, ScoredRow>> {
    const rows = await this.engine.rows("SELECT * FROM identity_scores ORDER BY identity_id");
    return new Map(rows.map(row => [String(row["identity_id"]), toScoredRow(row, {})]));
  }
}

function keyOf(row: EngineRow): string {
  return `${row["network"]}:${row["account_id"]}`;
}

function toScoredRow(row: EngineRow, features: EngineRow): ScoredRow {
  const number = (name: string) => (typeof row[name] === "number" ? row[name] : null);
  return {
    status: row["status"] === "scored" ? "scored" : "not_enough_data",
    score: number("score"),
    low: number("low"),
    high: number("high"),
    latent: number("latent"),
    influence: number("influence"),
    variance: number("variance"),
    coverage: number("coverage"),
    reason: typeof row["reason"] === "string" ? row["reason"] : null,
    features,
  };
}
