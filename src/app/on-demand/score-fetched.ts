import type { TableName } from "../../domain/interchange/schema.ts";
import { noProgress } from "../../domain/progress.ts";
import type { Engine } from "../../engines/contract.ts";
import { storedColumns } from "../../lake/parquet-relation.ts";
import { sqlLiteral } from "../../lib/sql-text.ts";
import type { EngagerReading, KnownRun } from "../../pipeline/on-demand/engagers.ts";
import { runModels } from "../../pipeline/run-models.ts";
import type { AccountScore } from "../../scoring/account-score.ts";
import { scoreAccount } from "../../scoring/score-account.ts";
import type { ScoringModel } from "../../scoring/scoring-model.ts";
import { concealedNow } from "../../snapshot/concealed-now.ts";
import type { RunReader } from "../../snapshot/contract.ts";
import { readRun } from "../../snapshot/read-run.ts";
import { toEvidence } from "../account-evidence.ts";
import { undisputedSource } from "../claims/undisputed-source.ts";
import { computeRun } from "../compute-run.ts";
import type { LakeSession } from "../lake-session.ts";
import { loadStandingWeights } from "../load-standing-weights.ts";
import { runTopics } from "../topics/run-topics.ts";
import type { FetchedAccount } from "./fetch-account.ts";
import { linkedRows } from "./linked-rows.ts";

/** Tables of which the lake's older rows tell more about the people around a fetched account. */
const PROFILE_TABLES: readonly TableName[] = ["accounts", "account_stats"];

/** A fetched account to be scored, with what is needed for it. */
export interface ScoringTask {
  readonly fetched: FetchedAccount;
  readonly model: ScoringModel;
  /** Standing of people in the newest published run; null when there is none. */
  readonly known: KnownRun | null;
}

/** A score that is still getting better, and how much of the people around the account it rests on. */
export interface QuickScore {
  /** Null when the rows hold nothing of the account. */
  readonly score: AccountScore | null;
  readonly engagers: EngagerReading | null;
}

/** The score that the rows read so far give, without older profiles of the lake, links, topics or qualities: fast, and
 *  close to what the whole computation gives. */
export async function scoreQuickly(
  engine: Engine,
  { fetched: { profile, rows, state }, model, known }: ScoringTask,
): Promise<QuickScore> {
  const source = await rows.load(engine);
  const { constants, kindWeights } = model;
  const subjects = [{ network: profile.network!, account_id: state.accountId }];
  const run = await runModels(engine, {
    ...{ source, asOf: state.startedAt, constants, kindWeights },
    engagers: { subjects, known, weights: loadStandingWeights(model.standingWeights) },
    only: ["account_features"],
  });
  const [features] = await engine.rows(
    `SELECT * FROM account_features WHERE network = ${sqlLiteral(profile.network ?? "")}
     AND account_id = ${sqlLiteral(state.accountId)}`,
  );
  const score = features === undefined ? null : scoreAccount(toEvidence(features), model);
  return { score, engagers: run.engagers?.[0] ?? null };
}

/** A fetched account, computed. */
export interface ScoredAccount {
  readonly reader: RunReader;
  /** How much of the people around it was read; null when nobody acted on it. */
  readonly engagers: EngagerReading | null;
}

/** Everything computed from the rows of one account and of those around it, in `engine` and never from
 *  the whole lake. Linked accounts that the lake holds are computed beside it. */
export async function scoreFetched(
  { lake, engine: lakeEngine }: LakeSession,
  engine: Engine,
  { fetched: { profile, rows, state }, model, known }: ScoringTask,
): Promise<ScoredAccount> {
  const { startedAt: asOf, from, accountId } = state;
  const lease = lake.lease();
  try {
    const stored = undisputedSource(lake, table => lease.source(table));
    const linked = await linkedRows(
      lakeEngine,
      stored,
      { network: profile.network!, accountId },
      { from, to: asOf },
    );
    rows.add(linked.rows);
    const fetched = await rows.load(engine);
    const source = await withKnownProfiles(engine, fetched, stored, asOf);
    const own = { network: profile.network!, account_id: accountId };
    const others = linked.accounts.map(({ network, accountId: id }) => ({ network, account_id: id }));
    const run = await computeRun(engine, source, {
      ...{ asOf, model, progress: noProgress, topics: runTopics(lake) },
      engagers: { subjects: [own, ...others], known },
    });
    const stamp = { basis: "on_demand", runId: null, asOf, modelId: model.id } as const;
    const relations = {
      mart: (name: string) => `"${name}"`,
      has: () => true,
      profiles: `(${source("accounts")})`,
    };
    const concealed = await concealedNow(engine, {
      source,
      isForgotten: (network, id) => lake.isForgotten(network, id),
      topicChoices: () => lake.topicChoices(),
    });
    const isOwn = ({ network, account_id }: EngagerReading) =>
      network === own.network && account_id === own.account_id;
    const engagers = run.models.engagers?.find(isOwn) ?? null;
    return { reader: readRun(engine, relations, stamp, concealed), engagers };
  } finally {
    lease.release();
  }
}

/** `fetched` with what the lake knew before about the profiles of everybody in it. */
async function withKnownProfiles(
  engine: Engine,
  fetched: (table: TableName) => string,
  stored: (table: TableName) => string,
  asOf: string,
): Promise<(table: TableName) => string> {
  await engine.createTable(
    "fetched_people",
    `SELECT network, actor_id AS account_id FROM (${fetched("interactions")}) AS acts
     UNION SELECT network, target_id AS account_id FROM (${fetched("interactions")}) AS acts
     UNION SELECT network, account_id FROM (${fetched("accounts")}) AS profiles`,
  );
  for (const table of PROFILE_TABLES)
    await engine.createTable(
      `known_${table}`,
      `SELECT ${storedColumns(table)} FROM (${stored(table)}) AS held
       WHERE observed_at < CAST(${sqlLiteral(asOf.replace("Z", ""))} AS TIMESTAMP)
         AND concat(network, ':', account_id) IN (SELECT concat(network, ':', account_id) FROM fetched_people)`,
    );
  return table =>
    PROFILE_TABLES.includes(table)
      ? `${fetched(table)} UNION ALL SELECT * FROM known_${table}`
      : fetched(table);
}
