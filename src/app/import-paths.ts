import { InputProblem } from "../domain/errors.ts";
import type { ImportOptions, ImportSummary } from "./summaries.ts";

/** What each path gave to the lake. */
export async function importPaths(options: ImportOptions): Promise<ImportSummary> {
  throw new InputProblem(`no importers in this build to read ${options.paths.join(", ")} with`);
}
