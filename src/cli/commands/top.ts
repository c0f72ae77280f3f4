import { topCsv } from "../../app/top-csv.ts";
import { topList } from "../../app/top-list.ts";
import { ConfigProblem, EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { refuseUnavailable } from "../not-available.ts";
import { readCount, readNetwork } from "../option-values.ts";
import { renderTop } from "../render-top.ts";

export interface TopFlags {
  readonly network?: string;
  readonly limit: string;
  readonly csv?: boolean;
  readonly topic?: string;
}

/** Prints the leaderboard of the newest published run. */
export const top: Command<[flags: TopFlags]> = async (context, flags) => {
  refuseUnavailable(flags as unknown as Record<string, unknown>, { topic: "--topic" });
  if (flags.csv && context.isJson) throw new ConfigProblem("--csv and --json exclude each other: give one.");
  const list = await topList({
    dataDir: context.dataDir,
    limit: readCount("--limit", flags.limit),
    ...(flags.network !== undefined && { network: readNetwork(flags.network) }),
  });
  if (flags.csv) context.terminal.out(topCsv(list));
  else print(context, list, value => renderTop(value, context.style));
  return EXIT.ok;
};
