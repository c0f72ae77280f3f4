import { ConfigProblem, EXIT } from "../../domain/errors.ts";
import { parseHandle } from "../../domain/handle.ts";
import { probabilityAbove } from "../../scoring/order.ts";
import type { StoredTopic } from "../../snapshot/topic-rows.ts";
import type { Pairing } from "../compare-handles.ts";
import { withLake } from "../lake-session.ts";
import { AccountLocator, type Located } from "../locate-account.ts";
import { SURE_ORDER } from "../sure-order.ts";
import { notAttached } from "./explain-topic.ts";
import { requireTopic } from "./find-topic.ts";
import { ontologyInUse } from "./ontology-in-use.ts";
import { type TopicAnswer, toTopicAnswer, totalsById } from "./topic-answer.ts";
import { type TopicOptions, type TopicStamp, topicStamp, whyNoTopics } from "./topics-of-handle.ts";

/** One of the compared accounts in the topic. */
export interface ComparedTopic extends TopicStamp {
  /** Null when it does not have the topic; see reason. */
  readonly answer: TopicAnswer | null;
  readonly reason: string | null;
}

/** The answer of `renown compare A B... --topic T`. */
export interface TopicComparison {
  readonly schema_version: "1.0";
  readonly topic: { readonly topic_id: string; readonly slug: string; readonly name: string };
  /** In the order asked. */
  readonly accounts: readonly ComparedTopic[];
  /** Every pair, in the order asked. Who has an expertise stands above who has none, without a probability. */
  readonly pairs: readonly Pairing[];
  readonly intended_use: string;
}

/** `handles` side by side in one topic.
 *  @throws CliError when a handle is malformed, unknown or named twice, or there is no such topic. */
export async function compareTopic(
  handles: readonly string[],
  topicText: string,
  options: TopicOptions,
): Promise<TopicComparison> {
  const queries = handles.map(handle => parseHandle(handle, options.network));
  const ontology = ontologyInUse(options.dataDir);
  const topic = requireTopic(ontology, topicText);
  return withLake(
    options.dataDir,
    async session => {
      const locator = new AccountLocator(session, options);
      const accounts: ComparedTopic[] = [];
      const stored: (StoredTopic | null)[] = [];
      for (const query of queries) {
        const located = await locator.locate(query);
        const found = await storedTopic(located, topic.id);
        stored.push(found);
        accounts.push({
          ...topicStamp(located, ontology),
          answer: found === null ? null : await named(located, found),
          reason: found === null ? (whyNoTopics(located) ?? notAttached(topic)) : null,
        });
      }
      refuseTwice(accounts);
      const pairs = accounts.flatMap((first, i) =>
        accounts.slice(i + 1).map((second, j) => pairing(first, second, stored[i]!, stored[i + 1 + j]!)),
      );
      return {
        schema_version: "1.0",
        topic: { topic_id: topic.id, slug: topic.slug, name: topic.name },
        accounts,
        pairs,
        intended_use: accounts[0]!.intended_use,
      };
    },
    EXIT.unknownHandle,
  );
}

async function storedTopic(located: Located, topicId: string): Promise<StoredTopic | null> {
  if (located.kind !== "held" || whyNoTopics(located) !== null) return null;
  const topics = await located.reader.topicsOf(located.account);
  return topics.find(({ topic_id }) => topic_id === topicId) ?? null;
}

async function named(located: Located, topic: StoredTopic): Promise<TopicAnswer | null> {
  return located.kind === "held"
    ? toTopicAnswer(topic, totalsById(await located.reader.topicTotals()))
    : null;
}

function pairing(
  { handle: first }: ComparedTopic,
  { handle: second }: ComparedTopic,
  a: StoredTopic | null,
  b: StoredTopic | null,
): Pairing {
  const [left, right] = [estimateOf(a), estimateOf(b)];
  const probability = left !== null && right !== null ? probabilityAbove(left, right) : null;
  const base = { first, second, probability_first_above: probability };
  if (probability === null) {
    if (left === null && right === null) return { ...base, verdict: "unknown" };
    return { ...base, verdict: left === null ? "second" : "first" };
  }
  if (probability >= SURE_ORDER) return { ...base, verdict: "first" };
  return { ...base, verdict: 1 - probability >= SURE_ORDER ? "second" : "tied" };
}

function estimateOf(topic: StoredTopic | null) {
  if (topic === null || topic.latent === null || topic.variance === null) return null;
  return { influence: topic.latent, variance: topic.variance };
}

function refuseTwice(accounts: readonly ComparedTopic[]): void {
  const keys = accounts.map(({ network, account_id }) => `${network}:${account_id}`);
  const again = keys.find((key, i) => keys.indexOf(key) !== i);
  if (again !== undefined)
    throw new ConfigProblem(`${again} was named twice. Give different accounts to compare.`);
}
