import { connectorFor } from "../connectors/connector-for.ts";
import type { Connector } from "../connectors/contract.ts";
import { CliError, EXIT, type ExitCode } from "../domain/errors.ts";
import { parseHandle } from "../domain/handle.ts";
import type { NetworkName } from "../domain/network.ts";
import type { Progress } from "../domain/progress.ts";
import { withArticleFacts } from "./article-facts.ts";
import { buildScoreAnswer } from "./build-score-answer.ts";
import { hasLake, type LakeSession, noLake, withLake, withLakeBegun } from "./lake-session.ts";
import { loadModel } from "./load-model.ts";
import { AccountLocator } from "./locate-account.ts";
import { OnDemandLocator, type OnDemandOptions } from "./on-demand/on-demand-locator.ts";
import { isHeldToSum } from "./on-demand/plan-reading.ts";
import type { ScoreAnswer } from "./score-answer.ts";

export interface ScoreOptions {
  readonly dataDir: string;
  /** Network of handles that do not name one. */
  readonly network?: NetworkName;
  readonly asOf?: string;
  /** Model to score with; without it the run's own. */
  readonly modelId?: string;
  readonly progress: Progress;
  /** How networks may be asked for what the lake does not hold, or holds of an earlier day; without, or with `asOf`,
   *  none is asked. */
  readonly onDemand?: OnDemandOptions;
}

/** What became of one handle. */
export type ScoreOutcome =
  | { readonly handle: string; readonly answer: ScoreAnswer; readonly exitCode: ExitCode }
  | { readonly handle: string; readonly error: string; readonly exitCode: ExitCode };

/** One outcome per handle, in the order asked. An unknown or malformed handle is an outcome, not an exception;
 *  an unusable lake or model is thrown. */
export async function scoreHandles(
  handles: readonly string[],
  options: ScoreOptions,
): Promise<readonly ScoreOutcome[]> {
  const onDemand = options.asOf === undefined ? options.onDemand : undefined;
  if (onDemand !== undefined && (hasLake(options.dataDir) || mayFetchAny(handles, options, onDemand)))
    return withLakeBegun(options.dataDir, session => fetchOutcomes(session, handles, options, onDemand));
  if (!hasLake(options.dataDir))
    return outcomes(handles, async handle => {
      parseHandle(handle, options.network);
      throw noLake(options.dataDir, EXIT.unknownHandle);
    });
  const answer = (session: LakeSession) => {
    const locator = new AccountLocator(session, options);
    return outcomes(handles, async handle =>
      withArticleFacts(session, await answerFor(locator, handle, options)),
    );
  };
  return withLake(options.dataDir, answer);
}

async function fetchOutcomes(
  session: LakeSession,
  handles: readonly string[],
  options: ScoreOptions,
  onDemand: OnDemandOptions,
): Promise<readonly ScoreOutcome[]> {
  const { modelId, progress } = options;
  const locator = new OnDemandLocator(session, {
    ...onDemand,
    progress,
    handlesOnBudget: handles.filter(handle => {
      const connector = connectorOf(handle, options, onDemand);
      return connector !== null && isHeldToSum(connector);
    }).length,
    ...(modelId !== undefined && { modelId }),
  });
  try {
    return await outcomes(handles, async handle =>
      withArticleFacts(session, await answerFor(locator, handle, options)),
    );
  } finally {
    await locator.close();
  }
}

/** Whether any of `handles` is one that a network can be asked for: then a lake is begun for it. */
function mayFetchAny(handles: readonly string[], options: ScoreOptions, onDemand: OnDemandOptions): boolean {
  return handles.some(handle => connectorOf(handle, options, onDemand) !== null);
}

/** Null for a malformed handle, and for one of a network that can only be imported. */
function connectorOf(
  handle: string,
  { network }: ScoreOptions,
  { connectors }: OnDemandOptions,
): Connector | null {
  try {
    return connectorFor(parseHandle(handle, network).network, connectors);
  } catch {
    return null;
  }
}

/** The answer about one handle.
 *  @throws CliError when it is malformed or unknown. */
export async function answerFor(
  locator: Pick<AccountLocator, "locate">,
  handle: string,
  options: Pick<ScoreOptions, "network" | "modelId">,
): Promise<ScoreAnswer> {
  const located = await locator.locate(parseHandle(handle, options.network));
  const stamp = located.kind === "held" ? located.reader.stamp : located.stamp;
  return buildScoreAnswer(located, loadModel(options.modelId ?? stamp.modelId));
}

async function outcomes(
  handles: readonly string[],
  answer: (handle: string) => Promise<ScoreAnswer>,
): Promise<readonly ScoreOutcome[]> {
  const found: ScoreOutcome[] = [];
  for (const handle of handles) {
    try {
      const result = await answer(handle);
      const exitCode = result.score === null ? EXIT.notEnoughData : EXIT.ok;
      found.push({ handle, answer: result, exitCode });
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      found.push({ handle, error: error.message, exitCode: error.exitCode });
    }
  }
  return found;
}
