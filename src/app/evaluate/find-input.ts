import { existsSync } from "node:fs";
import { join } from "node:path";
import { InputProblem } from "../../domain/errors.ts";

/** The path of the first of `names` that `dataDir` holds.
 *  @throws InputProblem naming the file that the suite reads and where it was looked for. */
export function findInput(dataDir: string, suite: string, names: readonly string[]): string {
  const found = names.map(name => join(dataDir, name)).find(path => existsSync(path));
  if (found !== undefined) return found;
  throw new InputProblem(
    `${dataDir} holds no ${names.join(" or ")}, which the suite ${suite} reads. Name the folder that does: ` +
      `renown evaluate ${suite} --data DIR (layouts: docs/evaluation.md).`,
  );
}
