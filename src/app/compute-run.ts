import { ConfigProblem, InputProblem } from "../domain/errors.ts";
import { isRealTime } from "../domain/interchange/column.ts";
import type { TableName } from "../domain/interchange/schema.ts";
import type { Progress } from "../domain/progress.ts";
import type { Engine } from "../engines/contract.ts";
import { newestEventAsOf } from "../pipeline/newest-event.ts";
import type { OnDemandEngagers } from "../pipeline/on-demand/engagers.ts";
import { type ModelsRun, type RunModelsOptions, runModels } from "../pipeline/run-models.ts";
import { type ScoreStepOptions, type ScoreStepResult, scoreStep } from "../pipeline/score-step.ts";
import type { RunTopics } from "../pipeline/topic-tables.ts";
import type { ScoringModel } from "../scoring/scoring-model.ts";
import { loadAuthenticityModel } from "./authenticity/load-authenticity-model.ts";
import { loadStandingWeights } from "./load-standing-weights.ts";
import { rankMethod } from "./people-rank-kernels.ts";

/** A pure function of (rows, asOf, model): every model, PeopleRank and all scores as tables of the engine. */
export interface ComputedRun {
  readonly asOf: string;
  readonly models: ModelsRun;
  readonly scores: ScoreStepResult;
}

/** The fetched accounts, and the newest published run in which those who act on them may stand. */
export type FetchedEngagers = Omit<OnDemandEngagers, "weights">;

/** Computes everything between the lake and a published run inside `engine`.
 *  @throws InputProblem when there is nothing to score, ConfigProblem for an asOf that is no time. */
export async function computeRun(
  engine: Engine,
  source: (table: TableName) => string,
  options: {
    readonly asOf: string | null;
    readonly model: ScoringModel;
    readonly progress: Progress;
    /** As `renown run --kernel` takes it. */
    readonly kernel?: string;
    /** Without, no topic is looked for. */
    readonly topics?: RunTopics;
    /** For a run over the rows of fetched accounts. */
    readonly engagers?: FetchedEngagers;
    /** As `runModels` takes them: a part of the models, what is read after, and what is done after a model. */
    readonly only?: RunModelsOptions["only"];
    readonly keep?: RunModelsOptions["keep"];
    readonly afterModel?: RunModelsOptions["afterModel"];
    /** As `scoreStep` takes it. */
    readonly isWrittenOnce?: ScoreStepOptions["isWrittenOnce"];
    readonly linkedAccounts?: ScoreStepOptions["linkedAccounts"];
    /** As `runModels` takes them: what earlier runs of the lake left. */
    readonly folded?: RunModelsOptions["folded"];
    readonly earlierStanding?: RunModelsOptions["earlierStanding"];
  },
): Promise<ComputedRun> {
  const { model, progress } = options;
  const asOf = options.asOf === null ? await endOfWindow(engine, source) : toInstant(options.asOf);
  const { constants, kindWeights } = model;
  const kernels = rankMethod(engine, options.kernel);
  const models = await runModels(engine, {
    ...{ source, asOf, constants, kindWeights, kernels, progress },
    authenticity: loadAuthenticityModel(),
    ...(options.only !== undefined && { only: options.only }),
    ...(options.keep !== undefined && { keep: options.keep }),
    ...(options.afterModel !== undefined && { afterModel: options.afterModel }),
    ...(options.folded !== undefined && { folded: options.folded }),
    ...(options.earlierStanding !== undefined && { earlierStanding: options.earlierStanding }),
    ...(options.topics !== undefined && { topics: options.topics }),
    ...(options.engagers !== undefined && {
      engagers: { ...options.engagers, weights: loadStandingWeights(model.standingWeights) },
    }),
  });
  const scores = await scoreStep(engine, model, progress, {
    isOnDemand: options.engagers !== undefined,
    isWrittenOnce: options.isWrittenOnce ?? false,
    linkedAccounts: options.linkedAccounts ?? "identity_accounts",
  });
  return { asOf, models, scores };
}

/** The asOf of a run that names none: midnight UTC after the newest event.
 *  @throws InputProblem when there is none. */
export async function endOfWindow(engine: Engine, source: (table: TableName) => string): Promise<string> {
  const asOf = await newestEventAsOf(engine, source, tomorrow());
  if (asOf === null)
    throw new InputProblem(
      "The lake holds no act, post or count yet. Bring data in first: renown import PATH.",
    );
  return asOf;
}

/** `text` as UTC ISO; a bare date stands for its midnight.
 *  @throws ConfigProblem when it is no time with a zone. */
export function toInstant(text: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text;
  if (!/^\d{4}-\d{2}-\d{2}.*([Zz]|[+-]\d{2}:\d{2})$/.test(time) || !isRealTime(time))
    throw new ConfigProblem(
      `--as-of ${text} is no time with a zone; write for example 2026-03-01T00:00:00Z.`,
    );
  return new Date(time).toISOString();
}

/** A day from now: room for clocks and zones. */
function tomorrow(): string {
  return new Date(Date.now() + 86_400_000).toISOString();
}
