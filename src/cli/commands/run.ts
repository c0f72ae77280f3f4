import { runLake } from "../../app/run-lake.ts";
import { publishNewestSnapshot } from "../../app/serving/publish-snapshot.ts";
import type { RunSummary } from "../../app/summaries.ts";
import { ConfigProblem, EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { readMemory, readTime } from "../option-values.ts";
import { dateOf, number } from "../style.ts";

export interface RunFlags {
  readonly engine: string;
  readonly asOf?: string;
  readonly memory?: string;
  readonly model?: string;
  readonly kernel?: string;
  readonly sparkUrl?: string;
  readonly sparkShared?: string;
  /** False with --no-topics. */
  readonly topics?: boolean;
  readonly ontology?: string;
  readonly tagger?: string;
  readonly snapshot?: boolean;
}

const ENGINES = ["duckdb", "spark"] as const;

/** Scores everybody in the lake and publishes the run. */
export const run: Command<[flags: RunFlags]> = async (context, flags) => {
  const engine = ENGINES.find(name => name === flags.engine);
  if (engine === undefined)
    throw new ConfigProblem(`--engine ${flags.engine} is not an engine. Engines: ${ENGINES.join(", ")}.`);
  if (engine !== "spark" && (flags.sparkUrl ?? flags.sparkShared) !== undefined)
    throw new ConfigProblem("--spark-url and --spark-shared go with --engine spark.");
  const summary = await runLake({
    dataDir: context.dataDir,
    engine,
    asOf: flags.asOf === undefined ? null : readTime("--as-of", flags.asOf),
    progress: context.progress.report,
    ...(flags.memory !== undefined && { memoryMebibytes: readMemory("--memory", flags.memory) }),
    ...(flags.model !== undefined && { modelId: flags.model }),
    ...(flags.kernel !== undefined && { kernel: flags.kernel }),
    ...(flags.sparkUrl !== undefined && { sparkUrl: flags.sparkUrl }),
    ...(flags.sparkShared !== undefined && { sparkShared: flags.sparkShared }),
    ...(flags.topics === false && { isWithoutTopics: true }),
    ...(flags.ontology !== undefined && { ontologyId: flags.ontology }),
    ...(flags.tagger !== undefined && { taggerId: flags.tagger }),
  });
  if (flags.snapshot === true) await publishNewestSnapshot(context.dataDir);
  print(context, summary, renderRun);
  return EXIT.ok;
};

/** What a run did, for a person. */
export function renderRun(summary: RunSummary): string {
  return (
    `${summary.runId}: ${number(summary.accountsCount)} accounts, ${number(summary.scoredCount)} with enough data, ` +
    `from ${number(summary.interactionsCount)} acts of the window in ${number(summary.seconds, 1)} s.\n` +
    (summary.kernelNote === null ? "" : `PeopleRank: ${summary.kernelNote}\n`) +
    `As of ${dateOf(summary.asOf)}, model ${summary.modelId}. Next: \`renown top\`, \`renown score HANDLE\`.\n`
  );
}
