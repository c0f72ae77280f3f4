import { EngineFailure } from "../domain/errors.ts";
import { NETWORKS } from "../domain/network.ts";
import { noProgress, type Progress } from "../domain/progress.ts";
import type { ColumnBatch, Engine } from "../engines/contract.ts";
import { PAID_FEATURE_NAMES } from "../features/registry.ts";
import { type AccountEvidence, SUPPORT_COLUMNS } from "../scoring/account-evidence.ts";
import type { AccountScore } from "../scoring/account-score.ts";
import { combineNetworks } from "../scoring/combine-networks.ts";
import { notEnoughReason, scoreAccount } from "../scoring/score-account.ts";
import type { ScoringModel } from "../scoring/scoring-model.ts";
import {
  accountScoresSelect,
  evidenceSelect,
  IDENTITY_SCORES,
  LINKED_ROWS,
  SCORE_ROWS,
  SCORE_VALUE_NAMES,
} from "./score-marts.ts";

const EVIDENCE_NAMES = [...PAID_FEATURE_NAMES, ...SUPPORT_COLUMNS] as const;

export interface ScoreStepResult {
  readonly accountCount: number;
  readonly scoredCount: number;
  /** Identities that combine several accounts. */
  readonly linkedIdentityCount: number;
}

/** Scores every row of `account_features` and creates the marts `account_scores` (one row per account) and
 *  `identity_scores` (one row per identity; the accounts of one person are combined). */
export async function scoreStep(
  engine: Engine,
  model: ScoringModel,
  progress: Progress = noProgress,
): Promise<ScoreStepResult> {
  const accountCount = await engine.createTable("score_rows", SCORE_ROWS);
  const identityOfRow = await linkedRows(engine);
  const values = SCORE_VALUE_NAMES.map(() => new Float64Array(accountCount));
  const isScored = new Int32Array(accountCount);
  const scoresOfIdentity = new Map<string, AccountScore[]>();
  const report = (done: number) =>
    progress({
      step: "score accounts",
      done,
      total: accountCount,
      unit: "accounts",
      isLast: done === accountCount,
    });
  let row = 0;
  for await (const batch of engine.columns(evidenceSelect(EVIDENCE_NAMES))) {
    for (let i = 0; i < batch.rowCount; i++, row++) {
      const score = scoreAccount(evidenceAt(batch, i), model);
      for (const [column, value] of valuesOf(score).entries()) values[column]![row] = value ?? Number.NaN;
      isScored[row] = score.status === "scored" ? 1 : 0;
      const identity = identityOfRow.get(row);
      if (identity !== undefined)
        scoresOfIdentity.set(identity, [...(scoresOfIdentity.get(identity) ?? []), score]);
    }
    if (row < accountCount) report(row);
  }
  if (row !== accountCount)
    throw new EngineFailure(`${row} accounts were read to be scored, ${accountCount} are numbered`, {
      engine: engine.name,
      model: "account_scores",
      sql: SCORE_ROWS,
    });
  await engine.createTableFromColumns("score_values", {
    row_index: Int32Array.from({ length: accountCount }, (_, index) => index),
    is_scored: isScored,
    ...Object.fromEntries(SCORE_VALUE_NAMES.map((name, column) => [name, values[column]!])),
  });
  await engine.createTable("account_scores", accountScoresSelect(notEnoughReason(model)));
  await createLinkedIdentities(engine, model, scoresOfIdentity);
  await engine.createTable("identity_scores", IDENTITY_SCORES);
  report(accountCount);
  return {
    accountCount,
    scoredCount: isScored.reduce((sum, one) => sum + one, 0),
    linkedIdentityCount: scoresOfIdentity.size,
  };
}

async function linkedRows(engine: Engine): Promise<ReadonlyMap<number, string>> {
  const rows = await engine.rows(LINKED_ROWS);
  return new Map(rows.map(row => [Number(row["row_index"]), String(row["identity_id"])]));
}

async function createLinkedIdentities(
  engine: Engine,
  model: ScoringModel,
  scoresOfIdentity: ReadonlyMap<string, readonly AccountScore[]>,
): Promise<void> {
  const rows = [...scoresOfIdentity].map(([identity_id, scores]) => {
    const { score, interval, influence, variance, coverage } = combineNetworks(scores, model);
    const [low, high] = [interval?.low ?? Number.NaN, interval?.high ?? Number.NaN];
    return { identity_id, score: score ?? Number.NaN, low, high, influence, variance, coverage };
  });
  const double = "double";
  await engine.createTableFromRows(
    "linked_identities",
    {
      identity_id: "text",
      score: double,
      low: double,
      high: double,
      influence: double,
      variance: double,
      coverage: double,
    },
    rows,
  );
}

function evidenceAt({ columns }: ColumnBatch, row: number): AccountEvidence {
  const values = EVIDENCE_NAMES.map((name, i) => {
    const value = columns[i + 2]![row] as number;
    return [name, Number.isNaN(value) ? null : value] as const;
  });
  return {
    network: NETWORKS[Number(columns[0]![row])]!,
    hasEnoughEvidence: columns[1]![row] === 1,
    features: Object.fromEntries(values.slice(0, PAID_FEATURE_NAMES.length)) as AccountEvidence["features"],
    support: Object.fromEntries(values.slice(PAID_FEATURE_NAMES.length)) as AccountEvidence["support"],
  };
}

/** In the order of SCORE_VALUE_NAMES. */
function valuesOf(score: AccountScore): readonly (number | null)[] {
  const { reach, amplification, network_impact } = score.subscores;
  const { latent, influence, variance, coverage, interval } = score;
  return [
    score.score,
    interval?.low ?? null,
    interval?.high ?? null,
    latent,
    influence,
    variance,
    coverage,
    reach,
    amplification,
    network_impact,
  ];
}
