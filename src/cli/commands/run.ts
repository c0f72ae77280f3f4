import { type BulkSummary, runBulk } from "../../app/bulk/run-bulk.ts";
import { runLake } from "../../app/run-lake.ts";
import { publishNewestSnapshot } from "../../app/serving/publish-snapshot.ts";
import type { RunSummary } from "../../app/summaries.ts";
import { ConfigProblem, EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { readMemory, readNetwork, readTime } from "../option-values.ts";
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
  readonly full?: boolean;
  readonly daily?: boolean;
  readonly from?: string;
  readonly out?: string;
  readonly only?: string;
  readonly network?: string;
}

const ENGINES = ["duckdb", "spark"] as const;

/** Scores everybody in the lake and publishes the run. */
export const run: Command<[flags: RunFlags]> = async (context, flags) => {
  const engine = ENGINES.find(name => name === flags.engine);
  if (engine === undefined)
    throw new ConfigProblem(`--engine ${flags.engine} is not an engine. Engines: ${ENGINES.join(", ")}.`);
  if (engine !== "spark" && (flags.sparkUrl ?? flags.sparkShared) !== undefined)
    throw new ConfigProblem("--spark-url and --spark-shared go with --engine spark.");
  if (flags.from !== undefined || flags.only !== undefined || flags.out !== undefined) {
    if (engine === "spark")
      throw new ConfigProblem(
        "--from, --only and --out go with --engine duckdb; --engine spark runs a whole lake.",
      );
    return bulk(context, flags);
  }
  if (flags.daily === true && (engine === "spark" || flags.full === true))
    throw new ConfigProblem("--daily goes with --engine duckdb and without --full, which computes all.");
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
    ...(flags.full === true && { isFresh: true }),
    ...(flags.daily === true && { isDaily: true }),
  });
  if (flags.snapshot === true) await publishNewestSnapshot(context.dataDir);
  print(context, summary, renderRun);
  return EXIT.ok;
};

/** Scores into a folder, from a folder or from the lake: nothing is published. */
const bulk: Command<[flags: RunFlags]> = async (context, flags) => {
  if (flags.only !== undefined && flags.only !== "scores")
    throw new ConfigProblem(`--only ${flags.only} is not a part of a run. Parts: scores.`);
  if (flags.out === undefined)
    throw new ConfigProblem(
      "--from and --only write into a folder: name it with --out DIR. Pages and answers need a whole run of a lake: renown run.",
    );
  if (
    flags.snapshot === true ||
    flags.daily === true ||
    flags.ontology !== undefined ||
    (flags.tagger ?? "cues") !== "cues"
  )
    throw new ConfigProblem(
      "--snapshot, --daily, --ontology and --tagger go with a run of a lake, without --from, --only and --out.",
    );
  if (flags.network !== undefined && flags.from === undefined)
    throw new ConfigProblem("--network goes with --from: it names the network of rows that name none.");
  const summary = await runBulk({
    ...{ from: flags.from ?? null, dataDir: context.dataDir, outDir: flags.out },
    only: flags.only === undefined ? null : "scores",
    asOf: flags.asOf === undefined ? null : readTime("--as-of", flags.asOf),
    progress: context.progress.report,
    ...(flags.network !== undefined && { network: readNetwork(flags.network) }),
    ...(flags.memory !== undefined && { memoryMebibytes: readMemory("--memory", flags.memory) }),
    ...(flags.model !== undefined && { modelId: flags.model }),
    ...(flags.kernel !== undefined && { kernel: flags.kernel }),
  });
  print(context, summary, renderBulk);
  return EXIT.ok;
};

/** What a run into a folder did, for a person. */
export function renderBulk(summary: BulkSummary): string {
  const bad = Object.entries(summary.badRows).flatMap(([table, reasons]) =>
    Object.entries(reasons).map(([reason, count]) => `${number(count)} ${table} ${reason}`),
  );
  if (summary.repeatedActsCount > 0) bad.push(`${number(summary.repeatedActsCount)} interactions repeated`);
  return (
    `${number(summary.accountsCount)} accounts, ${number(summary.scoredCount)} with enough data, ` +
    `from ${number(summary.interactionsCount)} acts told of the window in ${number(summary.seconds, 1)} s ` +
    `(${number(summary.interactionsCount / summary.seconds)}/s, peak ${number(summary.peakMemoryMebibytes)} MiB).\n` +
    (bad.length === 0 ? "" : `Left out: ${bad.join(", ")}.\n`) +
    (summary.kernelNote === null ? "" : `PeopleRank: ${summary.kernelNote}\n`) +
    `As of ${dateOf(summary.asOf)}, model ${summary.modelId}. Tables and manifest.json: ${summary.outDir}\n`
  );
}

/** What a run did, for a person. */
export function renderRun(summary: RunSummary): string {
  return (
    `${summary.runId}: ${number(summary.accountsCount)} accounts, ${number(summary.scoredCount)} with enough data, ` +
    `from ${number(summary.interactionsCount)} acts of the window in ${number(summary.seconds, 1)} s.\n` +
    (summary.kernelNote === null ? "" : `PeopleRank: ${summary.kernelNote}\n`) +
    updateLine(summary.update) +
    (summary.carried === null
      ? ""
      : `Topics, qualities, moments and samples of posts are those of ${summary.carried.runId}, as of ${dateOf(summary.carried.asOf)}.\n`) +
    `As of ${dateOf(summary.asOf)}, model ${summary.modelId}. Next: \`renown top\`, \`renown score HANDLE\`.\n`
  );
}

/** What was done again, where anything was not: "Folded 2 of 90 days, tagged 31 of 9,120 texts, ...". */
function updateLine(update: RunSummary["update"]): string {
  if (update === null || update.reusedDaysCount + update.reusedTextsCount === 0) return "";
  const days = update.foldedDaysCount + update.reusedDaysCount;
  const texts = update.taggedTextsCount + update.reusedTextsCount;
  const start =
    update.startedFromRun === null ? "" : `; PeopleRank began at the standings of ${update.startedFromRun}`;
  return (
    `Folded ${number(update.foldedDaysCount)} of ${number(days)} days, ` +
    `tagged ${number(update.taggedTextsCount)} of ${number(texts)} texts${start}.\n`
  );
}
