import { IMPORT_FORMATS } from "../../app/import-formats.ts";
import { importPaths } from "../../app/import-paths.ts";
import type { ImportedInput, ImportSummary } from "../../app/summaries.ts";
import { importTopics } from "../../app/topics/import-topics.ts";
import { ConfigProblem, EXIT } from "../../domain/errors.ts";
import { TABLE_NAMES, type TableName } from "../../domain/interchange/schema.ts";
import { type Command, print } from "../command-context.ts";
import { readMemory, readNetwork } from "../option-values.ts";
import { renderTopicsImports } from "../render-topics-import.ts";
import { number, plain } from "../style.ts";

export interface ImportFlags {
  readonly format: string;
  readonly table?: string;
  readonly network?: string;
  readonly complete?: string;
  readonly assumeUtc?: boolean;
  readonly memory?: string;
}

/** Brings files into the lake and prints what each gave: rows, duplicates, rejects by reason. */
export const importFiles: Command<[paths: readonly string[], flags: ImportFlags]> = async (
  context,
  paths,
  flags,
) => {
  if (!IMPORT_FORMATS.includes(flags.format))
    throw new ConfigProblem(
      `--format ${flags.format} is not a format. Formats: ${IMPORT_FORMATS.join(", ")}.`,
    );
  if (flags.table !== undefined && !(TABLE_NAMES as readonly string[]).includes(flags.table))
    throw new ConfigProblem(`--table ${flags.table} is not a table. Tables: ${TABLE_NAMES.join(", ")}.`);
  if (flags.format === "klout-topics") {
    print(context, await importTopics(context.dataDir, paths), renderTopicsImports);
    return EXIT.ok;
  }
  const summary = await importPaths({
    dataDir: context.dataDir,
    paths,
    format: flags.format,
    assumeUtc: flags.assumeUtc ?? false,
    progress: context.progress.report,
    ...(flags.memory !== undefined && { memoryMebibytes: readMemory("--memory", flags.memory) }),
    ...(flags.table !== undefined && { table: flags.table as TableName }),
    ...(flags.network !== undefined && { network: readNetwork(flags.network) }),
    ...(flags.complete !== undefined && { complete: flags.complete }),
  });
  print(context, summary, renderImport);
  return EXIT.ok;
};

/** What each input gave, for a person. */
export function renderImport(summary: ImportSummary): string {
  const lines = summary.inputs.flatMap(inputLines);
  if (summary.rejectsPath !== null) lines.push(`Rejected rows, with reasons: ${plain(summary.rejectsPath)}`);
  const hasNews = summary.inputs.some(input => !input.isKnown);
  if (hasNews)
    lines.push("Next: `renown run` scores everybody, or `renown score HANDLE` scores one at once.");
  return `${lines.join("\n")}\n`;
}

function inputLines(input: ImportedInput): readonly string[] {
  if (input.isKnown) return [`${plain(input.path)}: already in the lake, nothing to do`];
  const added = Object.entries(input.rowsAdded).filter(([, count]) => count > 0);
  const tables = added.map(([table, count]) => `${number(count)} ${table}`).join(", ");
  const lines = [`${plain(input.path)} (${input.format}): ${tables === "" ? "no new rows" : tables}`];
  if (input.rowsDuplicate > 0)
    lines.push(`  ${rows(input.rowsDuplicate)} ${input.rowsDuplicate === 1 ? "was" : "were"} there already`);
  if (input.rowsForgotten > 0) lines.push(`  ${rows(input.rowsForgotten)} of forgotten accounts kept out`);
  const rejects = Object.entries(input.rejects).filter(([, count]) => count > 0);
  lines.push(...rejects.map(([reason, count]) => `  ${rows(count)} rejected: ${reason}`));
  return [...lines, ...input.notes.map(note => `  ${plain(note)}`)];
}

function rows(count: number): string {
  return `${number(count)} ${count === 1 ? "row" : "rows"}`;
}
