import { connectorFor } from "../connectors/connector-for.ts";
import { EXIT } from "../domain/errors.ts";
import { parseHandle } from "../domain/handle.ts";
import type { WhatIf } from "../scoring/what-if.ts";
import type { RunReader } from "../snapshot/contract.ts";
import { publishedRelations, type RunRelations, tableRelations } from "../snapshot/run-relations.ts";
import type { ChangeAnswer } from "./change-answer.ts";
import { explainChange } from "./explain-change.ts";
import { explainLocated, type LocatedExplanation } from "./explain-located.ts";
import { hasLake, type LakeSession, noLake, withLake, withLakeBegun } from "./lake-session.ts";
import { loadModel } from "./load-model.ts";
import { AccountLocator, type Located } from "./locate-account.ts";
import { ifActed, nextSteps } from "./next-steps.ts";
import { OnDemandLocator } from "./on-demand/on-demand-locator.ts";
import { exportedRelations } from "./recompute-run.ts";
import type { ScoreOptions } from "./score-handles.ts";

/** A score with what it rests on, what moved it and what would. */
export interface Explanation extends LocatedExplanation {
  /** Since the date asked for; null when none was. */
  readonly change: ChangeAnswer | null;
  /** The three steps in what others do that would move the score most, the largest first. */
  readonly what_if: readonly WhatIf[];
  /** What one act of the account named by `if` would move; null when none was named or there is no score. */
  readonly if_acted: WhatIf | null;
}

export interface ExplainOptions extends ScoreOptions {
  readonly limit: number;
  /** Split the change since this time (UTC ISO). */
  readonly since?: string;
  /** Handle of somebody whose act is imagined. */
  readonly if?: string;
}

/** Why `handle` scores as it does: every contribution, `limit` people and posts behind them, what moved it since a date
 *  when one is given, and what would move it most.
 *  @throws CliError when the handle is malformed or unknown. */
export async function explainHandle(handle: string, options: ExplainOptions): Promise<Explanation> {
  const query = parseHandle(handle, options.network);
  const { onDemand, asOf, since } = options;
  const mayAsk = onDemand !== undefined && asOf === undefined && since === undefined;
  if (!mayAsk)
    return withLake(
      options.dataDir,
      async session => {
        const located = await new AccountLocator(session, options).locate(query);
        return explainIn(session, located, options);
      },
      EXIT.unknownHandle,
    );
  const isWorthALake = hasLake(options.dataDir) || connectorFor(query.network, onDemand.connectors) !== null;
  if (!isWorthALake) throw noLake(options.dataDir, EXIT.unknownHandle);
  return withLakeBegun(options.dataDir, async session => {
    const locator = new OnDemandLocator(session, { ...onDemand, ...options });
    try {
      const located = await locator.locate(query);
      return await explainIn(locator.sessionOf(located), located, options);
    } finally {
      await locator.close();
    }
  });
}

/** `located` explained; the tables of its run, when it was not published, stand in the engine of `session`. */
async function explainIn(
  session: LakeSession,
  located: Located,
  options: ExplainOptions,
): Promise<Explanation> {
  const stamp = located.kind === "held" ? located.reader.stamp : located.stamp;
  const model = loadModel(options.modelId ?? stamp.modelId);
  const { since, limit, progress } = options;
  const explained = await explainLocated(located, model, limit);
  if (located.kind === "no_evidence") return { ...explained, change: null, what_if: [], if_acted: null };
  const { account, reader } = located;
  const relations = await relationsOf(session, reader, options);
  const folding = loadModel(stamp.modelId);
  const target = { account, reader, stamp, relations, model, folding };
  return {
    ...explained,
    what_if: await nextSteps(session, target),
    if_acted: options.if === undefined ? null : await ifActed(session, target, options.if, options.network),
    change: since === undefined ? null : await explainChange(session, target, { since, limit, progress }),
  };
}

/** Where the tables of the answering run stand: of one computed on demand in files when another is to be computed. */
async function relationsOf(
  session: LakeSession,
  { stamp }: RunReader,
  { since }: ExplainOptions,
): Promise<RunRelations> {
  const { lake } = session;
  const run = lake.runs().find(({ runId }) => runId === stamp.runId);
  if (run !== undefined) return publishedRelations(lake, run);
  return since === undefined ? tableRelations(lake) : exportedRelations(session, loadModel(stamp.modelId));
}
