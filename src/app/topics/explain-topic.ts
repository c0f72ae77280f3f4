import { EXIT } from "../../domain/errors.ts";
import { formatHandle, parseHandle } from "../../domain/handle.ts";
import { postUrl } from "../../domain/post-url.ts";
import type { RunReader, StoredAccount } from "../../snapshot/contract.ts";
import type { TopicPerson, TopicPost } from "../../snapshot/topic-rows.ts";
import type { Ontology, Topic } from "../../topics/ontology.ts";
import { withLake } from "../lake-session.ts";
import { AccountLocator, type Located } from "../locate-account.ts";
import { requireTopic } from "./find-topic.ts";
import { ontologyInUse } from "./ontology-in-use.ts";
import { type TopicAnswer, toTopicAnswer, totalsById } from "./topic-answer.ts";
import { type TopicOptions, type TopicStamp, topicStamp, whyNoTopics } from "./topics-of-handle.ts";

/** A person behind a topic, with the text that asks for them. */
export type TopicPersonBehind = Omit<TopicPerson, "handle"> & { readonly handle: string };
/** A post behind a topic, with its address where the network's id tells. */
export type TopicPostBehind = TopicPost & { readonly url: string | null };

/** The answer of `renown explain HANDLE --topic T`. */
export interface TopicExplanation extends TopicStamp {
  readonly topic: { readonly topic_id: string; readonly slug: string; readonly name: string };
  /** Null when the account has no such topic; see reason. */
  readonly answer: TopicAnswer | null;
  readonly reason: string | null;
  /** At most five, the strongest first. */
  readonly posts: readonly TopicPostBehind[];
  readonly people: readonly TopicPersonBehind[];
}

/** The posts and people behind one topic of `handle`.
 *  @throws CliError when the handle is malformed or unknown, or there is no such topic. */
export async function explainTopic(
  handle: string,
  topicText: string,
  options: TopicOptions,
): Promise<TopicExplanation> {
  const query = parseHandle(handle, options.network);
  const ontology = ontologyInUse(options.dataDir);
  const topic = requireTopic(ontology, topicText);
  return withLake(
    options.dataDir,
    async session => {
      const located = await new AccountLocator(session, options).locate(query);
      return explainTopicOfLocated(located, ontology, topic);
    },
    EXIT.unknownHandle,
  );
}

/** The posts and people behind one topic of a found account. */
export async function explainTopicOfLocated(
  located: Located,
  ontology: Ontology,
  topic: Topic,
): Promise<TopicExplanation> {
  const base = {
    ...topicStamp(located, ontology),
    topic: { topic_id: topic.id, slug: topic.slug, name: topic.name },
  };
  const none = { answer: null, posts: [], people: [] };
  const why = whyNoTopics(located);
  if (located.kind !== "held" || why !== null) return { ...base, ...none, reason: why };
  const { account, reader } = located;
  const answer = await topicOf(account, reader, topic);
  if (answer === null) return { ...base, ...none, reason: notAttached(topic) };
  const posts = await reader.topicPosts(account, topic.id);
  const people = await reader.topicPeople(account, topic.id);
  return {
    ...base,
    answer,
    reason: null,
    posts: posts.map(post => ({ ...post, url: postUrl(account.network, post.post_id) })),
    people: people.map(person => ({
      ...person,
      handle: formatHandle(account.network, person.handle, person.account_id),
    })),
  };
}

/** What the run says about one topic of an account; null when it does not have it. */
export async function topicOf(
  account: StoredAccount,
  reader: RunReader,
  topic: Topic,
): Promise<TopicAnswer | null> {
  const found = (await reader.topicsOf(account)).find(({ topic_id }) => topic_id === topic.id);
  return found === undefined ? null : toTopicAnswer(found, totalsById(await reader.topicTotals()));
}

/** Why an account has no such topic. */
export function notAttached({ name, isSensitive }: Topic): string {
  if (isSensitive)
    return `${name} is a sensitive topic: it is attached to nobody by name who did not turn it on (renown topics HANDLE --show TOPIC).`;
  return (
    `${name} has no repeated evidence here, or the person hid or disputed it: a topic needs at least three people ` +
    "beyond the best post and posts of four days, so one viral post makes none."
  );
}
