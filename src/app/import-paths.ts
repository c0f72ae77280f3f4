import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { CliError, ConfigProblem, InputProblem } from "../domain/errors.ts";
import { parseCompleteSpan } from "../interchange/completeness.ts";
import { type ListedFiles, listInputFiles } from "../interchange/list-files.ts";
import { findExport } from "./find-export.ts";
import { importExport } from "./import-export.ts";
import { importFile } from "./import-file.ts";
import type { ImportSession } from "./import-session.ts";
import { importStream } from "./import-stream.ts";
import { openLakeAt } from "./lake-session.ts";
import { openEngine } from "./open-engine.ts";
import type { ImportedInput, ImportOptions, ImportSummary } from "./summaries.ts";

/** What each path gave to the lake. A path is a file or folder of the interchange schema, a personal export (zip or
 *  folder), or `-` for NDJSON on standard input. Every input is taken in whole or not at all, in the order given;
 *  rows that do not fit are rejected one by one.
 *  @throws InputProblem, ConfigProblem for an input or option that cannot be used; inputs before it are in. */
export async function importPaths(options: ImportOptions): Promise<ImportSummary> {
  const complete = options.complete === undefined ? null : parseCompleteSpan(options.complete);
  if (options.paths.length === 0)
    throw new ConfigProblem("Nothing to import: name files or folders, or - for standard input.");
  const lake = await openLakeAt(options.dataDir);
  try {
    const engine = await openEngine(lake.temporaryDir("import"), options);
    try {
      const session: ImportSession = { lake, engine, options, complete };
      const inputs: ImportedInput[] = [];
      try {
        for (const path of options.paths) await importPath(session, path, inputs);
      } catch (error) {
        throw withWhatWentIn(error, inputs);
      }
      const hasRejects = inputs.some(input => Object.keys(input.rejects).length > 0);
      return { inputs, rejectsPath: hasRejects ? join(lake.dir, "rejects") : null };
    } finally {
      await engine.close();
    }
  } finally {
    await lake.close();
  }
}

/** Adds what `path` gave to `inputs`, one by one, so that they tell how far it got. */
async function importPath(session: ImportSession, path: string, inputs: ImportedInput[]): Promise<void> {
  if (path === "-") {
    inputs.push(await importStream(session, process.stdin));
    return;
  }
  await assertRereadable(path);
  const found = await findExport(path, session.options.format);
  if (found !== null) {
    inputs.push(await importExport(session, path, found));
    return;
  }
  const { files, skipped }: ListedFiles = await listInputFiles([path]);
  if (files.length === 0)
    throw new InputProblem(
      `${path} holds no file of the interchange schema (.parquet, .csv, .ndjson; plain, .gz or .zst) and is no ` +
        `personal export that is known. Files seen: ${skipped.slice(0, 5).join(", ") || "none"}.`,
    );
  const first = inputs.length;
  for (const [index, file] of files.entries()) {
    session.options.progress({
      step: `import ${path}`,
      done: index,
      total: files.length,
      unit: "files",
      isLast: false,
    });
    inputs.push(await importFile(session, file));
  }
  session.options.progress({
    step: `import ${path}`,
    done: files.length,
    total: files.length,
    unit: "files",
    isLast: true,
  });
  const input = inputs[first];
  if (skipped.length > 0 && input)
    inputs[first] = { ...input, notes: [...input.notes, `passed over: ${skipped.join(", ")}`] };
}

/** `error`, saying too which inputs before it are in the lake. */
function withWhatWentIn(error: unknown, inputs: readonly ImportedInput[]): unknown {
  if (!(error instanceof CliError) || inputs.length === 0) return error;
  const labels = inputs.map(({ path }) => basename(path)).slice(0, 5);
  const rest = inputs.length > labels.length ? ` and ${inputs.length - labels.length} more` : "";
  return new CliError(
    `${error.message} Already in: ${labels.join(", ")}${rest}; importing them again changes nothing.`,
    error.exitCode,
    { cause: error },
  );
}

/** Checks that `path`, when it exists, is a file or folder: inputs are read more than once, which a pipe is not. */
async function assertRereadable(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found === null || found.isFile() || found.isDirectory()) return;
  throw new InputProblem(
    `${path} is neither file nor folder. Write it to a file first, or give NDJSON to \`renown import - --table TABLE\`.`,
  );
}
