import { topCsv } from "../../app/top-csv.ts";
import { topList } from "../../app/top-list.ts";
import { topicTopCsv, topTopic } from "../../app/topics/top-topic.ts";
import { ConfigProblem, EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { readCount, readNetwork } from "../option-values.ts";
import { renderTop } from "../render-top.ts";
import { renderTopicTop } from "../render-topics.ts";

export interface TopFlags {
  readonly network?: string;
  readonly limit: string;
  readonly csv?: boolean;
  readonly topic?: string;
}

/** Prints the leaderboard of the newest published run. */
export const top: Command<[flags: TopFlags]> = async (context, flags) => {
  if (flags.csv && context.isJson) throw new ConfigProblem("--csv and --json exclude each other: give one.");
  const options = {
    dataDir: context.dataDir,
    limit: readCount("--limit", flags.limit),
    ...(flags.network !== undefined && { network: readNetwork(flags.network) }),
  };
  if (flags.topic !== undefined) {
    const leaders = await topTopic(flags.topic, options);
    if (flags.csv) context.terminal.out(topicTopCsv(leaders));
    else print(context, leaders, value => renderTopicTop(value, context.style));
    return EXIT.ok;
  }
  const list = await topList(options);
  if (flags.csv) context.terminal.out(topCsv(list));
  else print(context, list, value => renderTop(value, context.style));
  return EXIT.ok;
};
