import { InputProblem } from "../domain/errors.ts";
import type { DemoOptions, DemoSummary } from "./summaries.ts";

/** The demo lake: a fictional population and cast, imported and scored. */
export async function demo(options: DemoOptions): Promise<DemoSummary> {
  throw new InputProblem(`no demo in this build to write to ${options.dataDir}`);
}
