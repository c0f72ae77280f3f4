import { EngineFailure } from "../domain/errors.ts";
import { noProgress, type Progress } from "../domain/progress.ts";
import type { Engine } from "../engines/contract.ts";
import { combineNetworks, type LinkedScore } from "../scoring/combine-networks.ts";
import { notEnoughReason } from "../scoring/score-account.ts";
import type { ScoringModel } from "../scoring/scoring-model.ts";
import {
  accountScoresSelect,
  identityScoresSelect,
  LINKED_SCORES,
  type LinkedAccounts,
  scoreValuesSelect,
} from "./score-marts.ts";

export interface ScoreStepResult {
  readonly accountCount: number;
  readonly scoredCount: number;
  /** Identities that combine several accounts. */
  readonly linkedIdentityCount: number;
}

export interface ScoreStepOptions {
  /** Counts of people rest on `engaged_people_support_count`. */
  readonly isOnDemand?: boolean;
  /** `identity_scores` is read once, so that a view does. */
  readonly isWrittenOnce?: boolean;
  /** Table of identities; that of linked accounts alone does where nobody asks for the others. */
  readonly linkedAccounts?: LinkedAccounts;
}

/** Scores every account of `account_features` that has enough data and creates the marts `account_scores` (one row
 *  per account) and `identity_scores` (one row per identity; the accounts of one person are combined). Accounts
 *  without enough data have a row whose numbers are null. Accounts are scored inside the engine by the compiled
 *  model; only those of linked identities come out of it.
 *  @throws EngineFailure when accounts would be lost or doubled. */
export async function scoreStep(
  engine: Engine,
  model: ScoringModel,
  progress: Progress = noProgress,
  { isOnDemand = false, isWrittenOnce = false, linkedAccounts = "identity_accounts" }: ScoreStepOptions = {},
): Promise<ScoreStepResult> {
  const [counted] = await engine.rows("SELECT count(*) AS account_count FROM account_features");
  const accountCount = Number(counted?.["account_count"]);
  const report = (done: number, isLast: boolean) =>
    progress({ step: "score accounts", done, total: accountCount, unit: "accounts", isLast });
  report(0, false);
  const scoredCount = await engine.createTable(
    "score_values",
    scoreValuesSelect(model, isOnDemand),
    "score_values",
  );
  await createAccountScores(
    engine,
    accountScoresSelect(notEnoughReason(model), linkedAccounts),
    accountCount,
  );
  const linkedIdentityCount = await createLinkedIdentities(engine, model);
  const identities = identityScoresSelect(engine.macros);
  if (isWrittenOnce) await engine.createView("identity_scores", identities, "identity_scores");
  else await engine.createTable("identity_scores", identities, "identity_scores");
  report(accountCount, true);
  return { accountCount, scoredCount, linkedIdentityCount };
}

async function createAccountScores(engine: Engine, sql: string, accountCount: number): Promise<void> {
  const written = await engine.createTable("account_scores", sql, "account_scores");
  if (written !== accountCount)
    throw new EngineFailure(`${written} accounts were scored, ${accountCount} have features`, {
      engine: engine.name,
      model: "account_scores",
      sql,
    });
}

/** Creates `linked_identities`, one row per identity that has several accounts and a score, and returns how many. */
async function createLinkedIdentities(engine: Engine, model: ScoringModel): Promise<number> {
  const scoresOfIdentity = new Map<string, LinkedScore[]>();
  for (const row of await engine.rows(LINKED_SCORES)) {
    const identity = String(row["identity_id"]);
    const scores = scoresOfIdentity.get(identity) ?? [];
    scoresOfIdentity.set(identity, scores);
    const [influence, variance, coverage] = ["influence", "variance", "coverage"].map(name =>
      Number(row[name]),
    ) as [number, number, number];
    scores.push({ status: "scored", reason: null, influence, variance, coverage });
  }
  const rows = [...scoresOfIdentity].map(([identity_id, scores]) => {
    const { score, interval, influence, variance, coverage } = combineNetworks(scores, model);
    const [low, high] = [interval?.low ?? null, interval?.high ?? null];
    return { identity_id, score, low, high, influence, variance, coverage };
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
  return rows.length;
}
