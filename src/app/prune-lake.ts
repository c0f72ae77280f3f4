import { ConfigProblem } from "../domain/errors.ts";
import type { PruneResult } from "../lake/contract.ts";
import { prune } from "../lake/prune.ts";
import { withLake } from "./lake-session.ts";

/** What pruning dropped.
 *  `keep` is a number of days such as `120d`, counted back from `asOf`; at least a whole window stays.
 *  @throws ConfigProblem when `keep` is no number of days or shorter than a window. */
export async function pruneLake(options: {
  readonly dataDir: string;
  readonly keep: string;
  /** UTC ISO; rows dated more than `keep` before it go. */
  readonly asOf: string;
}): Promise<PruneResult> {
  const match = /^(\d{1,5})d$/.exec(options.keep);
  if (match === null)
    throw new ConfigProblem(`--keep ${options.keep} is not a number of days, such as 120d.`);
  const keepDays = Number(match[1]);
  if (keepDays < WINDOW_DAYS)
    throw new ConfigProblem(
      `--keep ${options.keep} is shorter than the window of a score: ${WINDOW_DAYS}d or more.`,
    );
  return withLake(options.dataDir, ({ lake, engine }) => prune(lake, engine, keepDays, options.asOf));
}

const WINDOW_DAYS = 90;
