import { CliError, ConfigProblem, EXIT } from "../domain/errors.ts";
import type { Progress } from "../domain/progress.ts";
import { sqlLiteral } from "../lib/sql-text.ts";
import type { ScoringModel } from "../scoring/scoring-model.ts";
import type { StoredAccount } from "../snapshot/contract.ts";
import { storedAccounts } from "../snapshot/find-account.ts";
import { readHistory } from "../snapshot/read-history.ts";
import { publishedRelations, type RunRelations } from "../snapshot/run-relations.ts";
import type { LakeSession } from "./lake-session.ts";
import { loadModel } from "./load-model.ts";
import { publishedRunAt } from "./locate-account.ts";
import { recomputeRun } from "./recompute-run.ts";

/** The run from which a change is counted. */
export interface SinceRun {
  readonly asOf: string;
  readonly model: ScoringModel;
  /** The model whose constants the tables are folded with. */
  readonly folding: ScoringModel;
  readonly basis: "published" | "recomputed";
  readonly runId: string | null;
  readonly relations: RunRelations;
  /** What was published at that time although its marts are gone; null where the marts speak. */
  readonly publishedScore: number | null;
  readonly notes: readonly string[];
}

export interface SinceOptions {
  /** UTC ISO. */
  readonly since: string;
  /** End of the change, UTC ISO. */
  readonly until: string;
  /** Model and folding of the newer end; a time at which nothing was published is computed with them. */
  readonly model: ScoringModel;
  readonly folding: ScoringModel;
  readonly progress: Progress;
}

/** The run to count from: the published one nearest before or at `since`. Where its marts are gone they are computed
 *  again as of its time, where none was published the lake is computed as of `since`.
 *  @throws ConfigProblem when `since` is not before `until`, CliError when that time cannot be computed. */
export async function sinceRun(
  session: LakeSession,
  account: Pick<StoredAccount, "network" | "accountId">,
  options: SinceOptions,
): Promise<SinceRun> {
  const { since, until, model, folding, progress } = options;
  if (Date.parse(since) >= Date.parse(until))
    throw new ConfigProblem(
      `--since ${since.slice(0, 10)} is not before the score's own time, ${until.slice(0, 10)}: give an earlier date.`,
    );
  const { lake, engine } = session;
  const kept = publishedRunAt(session, since);
  const history = await readHistory(engine, lake.historyFiles(), account.network, account.accountId);
  const pruned = history.filter(point => Date.parse(point.as_of) <= Date.parse(since)).at(-1);
  const isKeptNearer =
    kept !== null && (pruned === undefined || Date.parse(kept.asOf) >= Date.parse(pruned.as_of));
  if (isKeptNearer) {
    const then = loadModel(kept.modelId);
    return {
      asOf: kept.asOf,
      model: then,
      folding: then,
      basis: "published",
      runId: kept.runId,
      relations: publishedRelations(lake, kept),
      publishedScore: null,
      notes: [],
    };
  }
  if (pruned !== undefined) {
    const then = loadModel(pruned.model);
    return {
      asOf: pruned.as_of,
      model: then,
      folding: then,
      basis: "recomputed",
      runId: null,
      relations: await recomputeRun(session, pruned.as_of, then, progress),
      publishedScore: pruned.score,
      notes: [
        `The tables of the run as of ${pruned.as_of.slice(0, 10)} are kept no longer: its published score stands, what is behind it was computed again from the rows of today.`,
      ],
    };
  }
  return {
    asOf: since,
    model,
    folding,
    basis: "recomputed",
    runId: null,
    relations: await recomputeRun(session, since, folding, progress),
    publishedScore: null,
    notes: [
      `No run was published by ${since.slice(0, 10)}: the score of then was computed from the rows of today.`,
    ],
  };
}

/** The account as a run holds it.
 *  @throws CliError when the run knows nothing of it. */
export async function accountIn(
  { engine }: LakeSession,
  { relations, asOf }: Pick<SinceRun, "relations" | "asOf">,
  account: Pick<StoredAccount, "network" | "accountId">,
): Promise<StoredAccount> {
  const [found] = await storedAccounts(
    engine,
    relations,
    `network = ${sqlLiteral(account.network)} AND account_id = ${sqlLiteral(account.accountId)}`,
  );
  if (found !== undefined) return found;
  throw new CliError(
    `Nothing was known of the account as of ${asOf.slice(0, 10)}, so there is no change to explain. Give a later --since.`,
    EXIT.notEnoughData,
  );
}
