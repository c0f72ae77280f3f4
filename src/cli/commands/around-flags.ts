import type { AroundOptions } from "../../app/people-around.ts";
import { ConfigProblem } from "../../domain/errors.ts";
import type { CommandContext } from "../command-context.ts";
import { readCount, readNetwork, readTime } from "../option-values.ts";

/** Flags of moments, influencers and influencees. */
export interface AroundFlags {
  readonly network?: string;
  readonly asOf?: string;
  readonly limit: string;
  readonly csv?: boolean;
}

/** What those flags ask for.
 *  @throws ConfigProblem on a value that cannot be used, or --csv with --json. */
export function readAroundFlags(context: CommandContext, flags: AroundFlags): AroundOptions {
  if (flags.csv && context.isJson) throw new ConfigProblem("--csv and --json exclude each other: give one.");
  return {
    dataDir: context.dataDir,
    limit: readCount("--limit", flags.limit),
    progress: context.progress.report,
    ...(flags.network !== undefined && { network: readNetwork(flags.network) }),
    ...(flags.asOf !== undefined && { asOf: readTime("--as-of", flags.asOf) }),
  };
}
