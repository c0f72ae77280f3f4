import { performance } from "node:perf_hooks";
import type { AuthenticityModel } from "../authenticity/authenticity-model.ts";
import { ConfigProblem } from "../domain/errors.ts";
import { INTERACTION_KINDS, STATE_KINDS, type TableName } from "../domain/interchange/schema.ts";
import { noProgress, type Progress } from "../domain/progress.ts";
import type { Engine } from "../engines/contract.ts";
import type { PeopleRankKernel } from "../graph/kernel.ts";
import { referenceKernel } from "../graph/people-rank.ts";
import { actingStep, authenticityStep, noActingEstimates } from "./authenticity-step.ts";
import { bindingsFor } from "./bindings.ts";
import { createSeeds, GIVEN_TABLES } from "./given-tables.ts";
import { loadModels } from "./load-models.ts";
import { modelProgress } from "./model-progress.ts";
import { engagerStandingStep } from "./on-demand/engager-standing-step.ts";
import type { EngagerReading, OnDemandEngagers } from "./on-demand/engagers.ts";
import { addSupportColumn } from "./on-demand/support-column.ts";
import { type PeopleRankOutcome, peopleRankStep } from "./people-rank-step.ts";
import { renderTemplate } from "./render-template.ts";
import { runCheck, runChecks, runConditions } from "./run-checks.ts";
import type { ModelSet, SqlCheck, SqlModel } from "./sql-model.ts";
import { sqlPeopleRankStep } from "./sql-people-rank-step.ts";
import { tableLifetimes } from "./table-lifetimes.ts";
import { type TopicRankOutcome, topicRankStep } from "./topic-rank-step.ts";
import type { RunTopics } from "./topic-tables.ts";
import { type TopicTagOutcome, topicTagStep } from "./topic-tag-step.ts";

/** Tables that a step computes in this process, each when the first model that reads it is due. */
const STEPS = [
  "acting_estimates",
  "authenticity_estimates",
  "people_rank",
  "content_topics",
  "topic_expertise",
] as const;
type StepName = (typeof STEPS)[number];

/** Numbers that the pipeline itself reads, beside those that SQL models name. */
const NEEDED_CONSTANTS = ["window_days", "half_life_days", "damping", "kappa", "tolerance", "max_passes"];

export interface RunModelsOptions {
  /** SELECT of the rows of an interchange table, columns as in the schema plus `day`. */
  readonly source: (table: TableName) => string;
  /** End of the window, exclusive, ISO with zone. */
  readonly asOf: string;
  /** `constants` of the scoring model by name. */
  readonly constants: Readonly<Record<string, number>>;
  /** Whole weight >= 1 of each dated interaction kind. */
  readonly kindWeights: Readonly<Record<string, number>>;
  /** The first that can hold the graph is used, or passes of SQL inside the engine; the reference when absent. */
  readonly kernels?: readonly PeopleRankKernel[] | "sql";
  /** How accounts are judged genuine; without, no account has an estimate and nothing is discounted by it. */
  readonly authenticity?: AuthenticityModel;
  /** Topics, their tagger and what people chose; without, no post is about anything. */
  readonly topics?: RunTopics;
  /** For a run over the rows of fetched accounts: standing comes from a published run and from profile numbers. */
  readonly engagers?: OnDemandEngagers;
  /** SELECT to be read in the place of a model's own, by its name: the same rows, folded in an earlier run. */
  readonly folded?: Readonly<Record<string, string>>;
  /** SELECT of network, account_id and standing as an earlier run left them, from which PeopleRank begins. */
  readonly earlierStanding?: string | null;
  readonly progress?: Progress;
  /** Run these models and all that they read, and no checks; all models when absent. */
  readonly only?: readonly string[];
  /** Tables that are read after the run. With it, every other one holds only columns that a later model reads, and is dropped
   *  after the last of them; checks are run as soon as what they read is there. */
  readonly keep?: readonly string[];
  /** Called with the name of each model that was just made, its columns all there; it may change the table, and returns
   *  how many rows it took away, null for none. */
  readonly afterModel?: (model: string) => Promise<number | null>;
  /** Folder of the models; the package's own when absent. */
  readonly dir?: string;
}

/** One line of the run manifest. */
export interface ModelRun {
  readonly model: string;
  /** Rows of the table; null for a view, which is computed when it is read. */
  readonly rowCount: number | null;
  readonly milliseconds: number;
  /** CPU time of all threads of this process meanwhile. */
  readonly cpuMilliseconds: number;
}

export interface ModelsRun {
  readonly asOf: string;
  readonly models: readonly ModelRun[];
  /** Null when `only` left the step out, and on demand. */
  readonly peopleRank: PeopleRankOutcome | null;
  /** How each fetched account was read that anybody acted on; null in a run over a lake. */
  readonly engagers: readonly EngagerReading[] | null;
  /** Null when `only` left the steps out. */
  readonly topics: Partial<TopicTagOutcome & TopicRankOutcome> | null;
  /** Checks that were run and found nothing. */
  readonly checksPassed: number;
}

/** Creates every model as a table or view of `engine`, with the PeopleRank step in its place, runs the checks,
 *  and returns rows and time of each model. The same rows, asOf and constants give the same tables.
 *  @throws ConfigProblem on a model, constant or asOf that cannot be used, before any work begins.
 *  @throws EngineFailure naming the model or check that failed. */
export async function runModels(engine: Engine, given: RunModelsOptions): Promise<ModelsRun> {
  assertOptions(given);
  const options = given.engagers === undefined ? given : undiscounted(given);
  const set = await loadModels({
    engine,
    constants: options.constants,
    ...(options.dir !== undefined && { dir: options.dir }),
  });
  const bindings = bindingsFor(engine.macros, options);
  const actsAreJudged = options.authenticity !== undefined && options.constants["discounts_on"] === 1;
  const wanted = options.only === undefined ? null : namesReadBy(options.only, readsOf(set, actsAreJudged));
  const steps = stepsOf(set, wanted);
  const progress = options.progress ?? noProgress;
  const runs: ModelRun[] = [];
  let peopleRank: PeopleRankOutcome | null = null;
  let engagers: ModelsRun["engagers"] = null;
  let topics = null as ModelsRun["topics"];
  const kernels = options.kernels ?? [referenceKernel];
  const names = steps.map(step => (typeof step === "string" ? step : step.name));
  const lean = options.keep === undefined ? null : leanRun(set, names, options.keep);
  let checksPassed = 0;
  await createSeeds(engine, options.constants, options.kindWeights);
  for (const [at, step] of steps.entries()) {
    const model = names[at]!;
    if (lean === null)
      progress({ step: "models", done: at, total: steps.length, unit: "models", isLast: false });
    const start = performance.now();
    const startCpu = process.cpuUsage();
    let rowCount: number | null = null;
    if (step === "acting_estimates") {
      rowCount = actsAreJudged
        ? await actingStep(engine, options.authenticity!)
        : await noActingEstimates(engine);
    } else if (step === "authenticity_estimates") {
      rowCount = await authenticityStep(engine, options.authenticity ?? null);
    } else if (step === "people_rank" && options.engagers !== undefined) {
      engagers = await engagerStandingStep(engine, options.engagers, { ...options, bindings });
    } else if (step === "people_rank") {
      peopleRank =
        kernels === "sql"
          ? await sqlPeopleRankStep(engine, options.constants)
          : await peopleRankStep(engine, options.constants, kernels, options.earlierStanding);
      rowCount = peopleRank.nodeCount;
    } else if (step === "content_topics") {
      const tagged = await topicTagStep(engine, options.topics ?? null, progress);
      topics = { ...topics, ...tagged };
      rowCount = tagged.assignmentsCount;
    } else if (step === "topic_expertise") {
      const ranked = await topicRankStep(engine, options.constants, referenceKernel);
      topics = { ...topics, ...ranked };
      rowCount = ranked.expertiseCount;
    } else {
      const all = options.folded?.[model] ?? renderTemplate(step.template, bindings);
      const isView = step.sheet.materialised === "view";
      const select =
        lean === null || isView || (options.afterModel !== undefined && model === "stg_acts")
          ? all
          : `SELECT ${lean.columnsOf(step).join(", ")} FROM (${all}) AS made`;
      if (isView) await engine.createView(model, select, model);
      else rowCount = await engine.createTable(model, select, model);
      const removed = (await options.afterModel?.(model)) ?? 0;
      if (rowCount !== null) rowCount -= removed;
      if (model === "account_features" && engagers !== null) await addSupportColumn(engine);
    }
    if (lean !== null) {
      if (typeof step !== "string") checksPassed += await runConditions(engine, step);
      for (const check of lean.checksAfter(model)) {
        await runCheck(engine, check, bindings);
        checksPassed++;
      }
      for (const table of lean.dropAfter.get(model) ?? [])
        await engine.run(`DROP TABLE IF EXISTS ${table}`, model);
    }
    const milliseconds = Math.round(performance.now() - start);
    const { user, system } = process.cpuUsage(startCpu);
    runs.push({ model, rowCount, milliseconds, cpuMilliseconds: Math.round((user + system) / 1000) });
    if (lean !== null) progress(modelProgress(runs, names, milliseconds));
  }
  if (wanted === null && lean === null) checksPassed = await runChecks(engine, set, bindings);
  progress({ step: "models", done: runs.length, total: steps.length, unit: "models", isLast: true });
  return { asOf: options.asOf, models: runs, peopleRank, engagers, topics, checksPassed };
}

/** Around one fetched account nobody is seen to vouch for those who act on it, so nothing is discounted. */
function undiscounted(options: RunModelsOptions): RunModelsOptions {
  return { ...options, constants: { ...options.constants, discounts_on: 0 } };
}

/** Lifetimes of the tables of a run, with the checks that can be run after each step: all whose tables it made. */
function leanRun(set: ModelSet, names: readonly string[], keep: readonly string[]) {
  const dueAt = (check: SqlCheck) => Math.max(...check.refs.map(ref => names.indexOf(ref)));
  const checks = set.checks.filter(({ refs }) => refs.every(ref => names.includes(ref)));
  return {
    ...tableLifetimes(set, names, checks, keep),
    checksAfter: (name: string) => checks.filter(check => names[dueAt(check)] === name),
  };
}

function stepsOf(set: ModelSet, wanted: ReadonlySet<string> | null): readonly (SqlModel | StepName)[] {
  const steps: (SqlModel | StepName)[] = [];
  const waiting = new Map(
    STEPS.filter(name => wanted === null || wanted.has(name)).map(name => [
      name as string,
      new Set(GIVEN_TABLES[name]),
    ]),
  );
  const take = (refs: readonly string[]): void => {
    for (const ref of refs) {
      const step = STEPS.find(name => name === ref);
      if (step !== undefined && waiting.delete(step)) steps.push(step);
      else if (step === undefined) take(GIVEN_TABLES[ref] ?? []);
    }
  };
  for (const model of set.models) {
    if (wanted !== null && !wanted.has(model.name)) continue;
    take(model.refs);
    steps.push(model);
    for (const reads of waiting.values()) reads.delete(model.name);
  }
  for (const [name, reads] of waiting) if (reads.size === 0) take([name]);
  return steps;
}

/** What each model and given table reads; where nothing is discounted, nobody asks how genuine those are who act. */
function readsOf(set: ModelSet, actsAreJudged: boolean): ReadonlyMap<string, readonly string[]> {
  const reads = new Map([
    ...Object.entries(GIVEN_TABLES),
    ...set.models.map(model => [model.name, model.refs] as const),
  ]);
  if (!actsAreJudged) reads.set("acting_estimates", []);
  return reads;
}

function namesReadBy(
  names: readonly string[],
  reads: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const refs = reads.get(name);
    if (refs === undefined)
      throw new ConfigProblem(`There is no SQL model ${name}; there are ${[...reads.keys()].join(", ")}.`);
    if (found.has(name)) return;
    found.add(name);
    refs.forEach(visit);
  };
  names.forEach(visit);
  return found;
}

function assertOptions({ asOf, constants, kindWeights }: RunModelsOptions): void {
  if (Number.isNaN(Date.parse(asOf)) || !/(Z|[+-]\d\d:\d\d)$/.test(asOf))
    throw new ConfigProblem(
      `asOf "${asOf}" is not a time with a zone; give one such as 2026-03-01T00:00:00Z.`,
    );
  for (const name of NEEDED_CONSTANTS)
    if (!Number.isFinite(constants[name]))
      throw new ConfigProblem(`The scoring model has no constant ${name}; add it to model.json.`);
  const states: readonly string[] = STATE_KINDS;
  for (const kind of INTERACTION_KINDS.filter(kind => !states.includes(kind))) {
    const weight = kindWeights[kind];
    if (!Number.isInteger(weight) || weight! < 1)
      throw new ConfigProblem(
        `Kind weight of ${kind} is ${weight}; model.json must give a whole number >= 1.`,
      );
  }
}
