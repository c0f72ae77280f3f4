import { chooseTopic } from "../../app/topics/choose-topic.ts";
import { searchTopics } from "../../app/topics/search-topics.ts";
import { topicsOfHandle } from "../../app/topics/topics-of-handle.ts";
import { ConfigProblem, EXIT, type ExitCode } from "../../domain/errors.ts";
import { TOPIC_CHOICES, type TopicChoice } from "../../domain/topic-choice.ts";
import { type Command, type CommandContext, print } from "../command-context.ts";
import { readNetwork, readTime } from "../option-values.ts";
import { renderTopicChoice, renderTopicSearch, renderTopicsOfHandle } from "../render-topics.ts";

export interface TopicsFlags {
  readonly network?: string;
  readonly asOf?: string;
  readonly search?: string;
  readonly dispute?: string;
  readonly hide?: string;
  readonly show?: string;
}

/** Prints the topics of an account, the areas, or the topics that a search finds; or keeps what a person chose. */
export const topics: Command<[handle: string | undefined, flags: TopicsFlags]> = async (
  context,
  handle,
  flags,
) => {
  const asked = [flags.search, flags.dispute, flags.hide, flags.show].filter(value => value !== undefined);
  if (asked.length > 1)
    throw new ConfigProblem("--search, --dispute, --hide and --show exclude each other: give one.");
  if (handle === undefined) return list(context, flags);
  if (flags.search !== undefined)
    throw new ConfigProblem("--search looks through all topics: give it without a handle.");
  const chosen = choiceOf(flags);
  const network = flags.network === undefined ? {} : { network: readNetwork(flags.network) };
  if (chosen !== null) {
    const at = new Date(context.terminal.now()).toISOString();
    const summary = await chooseTopic(handle, chosen.topic, chosen.choice, {
      ...{ dataDir: context.dataDir, at },
      ...network,
    });
    print(context, summary, renderTopicChoice);
    return EXIT.ok;
  }
  const answer = await topicsOfHandle(handle, {
    dataDir: context.dataDir,
    progress: context.progress.report,
    ...network,
    ...(flags.asOf !== undefined && { asOf: readTime("--as-of", flags.asOf) }),
  });
  print(context, answer, value => renderTopicsOfHandle(value, context.style));
  return answer.reason === null ? EXIT.ok : EXIT.notEnoughData;
};

async function list(context: CommandContext, flags: TopicsFlags): Promise<ExitCode> {
  if (choiceOf(flags) !== null)
    throw new ConfigProblem("--dispute, --hide and --show need the handle of the account they speak for.");
  const found = await searchTopics(flags.search ?? null, context.dataDir);
  print(context, found, value => renderTopicSearch(value, context.style));
  return EXIT.ok;
}

const FLAG_OF: Readonly<Record<TopicChoice["choice"], "dispute" | "hide" | "show">> = {
  shown: "show",
  hidden: "hide",
  disputed: "dispute",
};

function choiceOf(flags: TopicsFlags): { choice: TopicChoice["choice"]; topic: string } | null {
  for (const choice of TOPIC_CHOICES) {
    const topic = flags[FLAG_OF[choice]];
    if (topic !== undefined) return { choice, topic };
  }
  return null;
}
