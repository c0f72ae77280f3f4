import { runLake } from "../../app/run-lake.ts";
import { publishNewestSnapshot } from "../../app/serving/publish-snapshot.ts";
import type { RunSummary } from "../../app/summaries.ts";
import { ConfigProblem, EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { notAvailable } from "../not-available.ts";
import { readMemory, readTime } from "../option-values.ts";
import { dateOf, number } from "../style.ts";

export interface RunFlags {
  readonly engine: string;
  readonly asOf?: string;
  readonly memory?: string;
  readonly model?: string;
  readonly kernel?: string;
  readonly ontology?: string;
  readonly tagger?: string;
  readonly snapshot?: boolean;
}

/** Scores everybody in the lake and publishes the run. */
export const run: Command<[flags: RunFlags]> = async (context, flags) => {
  if (flags.engine === "spark") throw notAvailable("--engine spark");
  if (flags.engine !== "duckdb")
    throw new ConfigProblem(`--engine ${flags.engine} is not an engine. Engines: duckdb.`);
  const summary = await runLake({
    dataDir: context.dataDir,
    engine: "duckdb",
    asOf: flags.asOf === undefined ? null : readTime("--as-of", flags.asOf),
    progress: context.progress.report,
    ...(flags.memory !== undefined && { memoryMebibytes: readMemory("--memory", flags.memory) }),
    ...(flags.model !== undefined && { modelId: flags.model }),
    ...(flags.kernel !== undefined && { kernel: flags.kernel }),
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
