import { CliError, EXIT } from "../../domain/errors.ts";
import { parseHandle } from "../../domain/handle.ts";
import type { NetworkName } from "../../domain/network.ts";
import type { TopicChoice } from "../../domain/topic-choice.ts";
import { findInLake } from "../../snapshot/find-in-lake.ts";
import { handleOf } from "../build-score-answer.ts";
import { howToGet } from "../how-to-get.ts";
import { withLake } from "../lake-session.ts";
import { requireTopic } from "./find-topic.ts";
import { ontologyInUse } from "./ontology-in-use.ts";

/** What was kept. */
export interface TopicChoiceSummary {
  readonly handle: string;
  readonly topic: { readonly topic_id: string; readonly slug: string; readonly name: string };
  readonly choice: TopicChoice["choice"];
  readonly at: string;
  /** When it shows: a disputed or hidden topic is gone at once, one turned on comes with the next run. */
  readonly effect: "at_once" | "next_run";
}

/** Keeps what a person chose about a topic of their account; it outlives runs until another choice or `forget`.
 *  @throws CliError when the handle is malformed or unknown, or there is no such topic. */
export async function chooseTopic(
  handle: string,
  topicText: string,
  choice: TopicChoice["choice"],
  options: {
    readonly dataDir: string;
    readonly network?: NetworkName;
    /** UTC ISO. */
    readonly at: string;
  },
): Promise<TopicChoiceSummary> {
  const query = parseHandle(handle, options.network);
  const topic = requireTopic(ontologyInUse(options.dataDir), topicText);
  return withLake(
    options.dataDir,
    async ({ lake, engine }) => {
      const account = await findInLake(engine, lake, query);
      if (account === null) throw new CliError(howToGet(query), EXIT.unknownHandle);
      const { network, accountId } = account;
      lake.keepTopicChoice({ network, accountId, topicId: topic.id, choice, at: options.at });
      return {
        handle: handleOf(account),
        topic: { topic_id: topic.id, slug: topic.slug, name: topic.name },
        choice,
        at: options.at,
        effect: choice === "shown" ? "next_run" : "at_once",
      };
    },
    EXIT.unknownHandle,
  );
}
