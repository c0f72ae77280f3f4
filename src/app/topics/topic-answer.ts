import { z } from "zod";
import type { RunReader, StoredAccount } from "../../snapshot/contract.ts";
import type { StoredTopic, TopicTotal } from "../../snapshot/topic-rows.ts";
import { TOPIC_LEVEL } from "../../topics/person/topic-scale.ts";
import { evidenceSentence } from "./evidence-sentence.ts";
import { listedTopics } from "./listed-topics.ts";

const share = z.number().min(0).max(1);
const score = z.number().min(0).max(100);

/** One topic of an account. */
export const topicSchema = z.object({
  topic_id: z.string(),
  slug: z.string().describe("The word that asks for it."),
  name: z.string(),
  level: z.enum(["area", "topic"]),
  areas: z.array(z.string()).describe("Names of the areas it lies in; none for an area."),
  score: score
    .nullable()
    .describe("Expertise 0..100 on the frozen scale of topics; null: nobody was seen to act."),
  interval: z
    .object({
      low: score,
      high: score,
      level: z.number().describe("Probability that the range holds the score."),
    })
    .nullable(),
  influence_strength: share
    .nullable()
    .describe(
      "People who act on it about the topic, beyond its best post, by them and ten; null: it moves nobody there.",
    ),
  interest_strength: share
    .nullable()
    .describe("Share of what it writes and acts on; null: no repeated interest."),
  people_count: z.number().int().describe("People who acted on its posts about the topic."),
  acts_received_count: z.number().int(),
  posts_acted_on_count: z.number().int(),
  insiders_share: share
    .nullable()
    .describe("Share of those people whose own interest the topic is: what its audience is about."),
  own_posts_count: z.number().int(),
  acts_given_count: z.number().int(),
  acted_on_people_count: z.number().int(),
  is_in_bio: z.boolean(),
  list_owners_count: z
    .number()
    .int()
    .describe("People on whose lists it stands under a name that speaks for the topic."),
  lists: z
    .array(z.object({ list_id: z.string(), list_name: z.string() }))
    .describe("At most three of those lists, each of another owner who did not opt out."),
  sentence: z.string().describe("The evidence in words."),
});

/** Topics of an account in `renown score --json`. */
export const topicsSchema = z.object({
  influence: z.array(topicSchema).describe("People act on it about these; the highest expertise first."),
  interests: z
    .array(topicSchema)
    .describe("It only writes about these or acts on them; the largest share first."),
});

export type TopicAnswer = z.infer<typeof topicSchema>;
export type TopicsAnswer = z.infer<typeof topicsSchema>;

/** As many as Klout showed. */
export const TOPICS_SHOWN = 10;

/** The up to ten topics that `account` influences others about and the up to ten it only follows; null for a run without
 *  topics and for a protected account. */
export async function accountTopics(account: StoredAccount, reader: RunReader): Promise<TopicsAnswer | null> {
  if (!reader.hasTopics || account.isProtected) return null;
  const totals = totalsById(await reader.topicTotals());
  const topics = listedTopics(await reader.topicsOf(account), totals);
  const answers = topics.map(topic => toTopicAnswer(topic, totals));
  return {
    influence: answers.filter((_, i) => topics[i]!.is_influence).slice(0, TOPICS_SHOWN),
    interests: interestsOf(topics, answers).slice(0, TOPICS_SHOWN),
  };
}

/** Those of `answers` that are interests alone, the strongest first. */
export function interestsOf(
  topics: readonly StoredTopic[],
  answers: readonly TopicAnswer[],
): readonly TopicAnswer[] & TopicAnswer[] {
  return answers
    .filter((_, i) => !topics[i]!.is_influence)
    .toSorted((a, b) => (b.interest_strength ?? 0) - (a.interest_strength ?? 0));
}

const byIdOf = new WeakMap<readonly TopicTotal[], ReadonlyMap<string, TopicTotal>>();

/** Totals by topic id; worked out once for each list, since a served snapshot keeps its own. */
export function totalsById(totals: readonly TopicTotal[]): ReadonlyMap<string, TopicTotal> {
  const known = byIdOf.get(totals);
  if (known !== undefined) return known;
  const byId = new Map(totals.map(total => [total.topic_id, total]));
  byIdOf.set(totals, byId);
  return byId;
}

/** What is said about one topic of an account; names come from the totals of the run. */
export function toTopicAnswer(topic: StoredTopic, totals: ReadonlyMap<string, TopicTotal>): TopicAnswer {
  const total = totals.get(topic.topic_id);
  const { score, low, high } = topic;
  const isScored = score !== null && low !== null && high !== null;
  return {
    topic_id: topic.topic_id,
    slug: total?.slug ?? topic.topic_id,
    name: total?.name ?? topic.topic_id,
    level: topic.level,
    areas: (total?.area_ids ?? []).filter(id => id !== topic.topic_id).map(id => totals.get(id)?.name ?? id),
    score,
    interval: isScored ? { low, high, level: TOPIC_LEVEL } : null,
    influence_strength: topic.influence_strength,
    interest_strength: topic.interest_strength,
    people_count: topic.people_count,
    acts_received_count: topic.acts_received_count,
    posts_acted_on_count: topic.posts_acted_on_count,
    insiders_share: topic.insiders_share,
    own_posts_count: topic.own_posts_count,
    acts_given_count: topic.acts_given_count,
    acted_on_people_count: topic.acted_on_people_count,
    is_in_bio: topic.is_in_bio,
    list_owners_count: topic.list_owners_count,
    lists: topic.lists.map(({ list_id, list_name }) => ({ list_id, list_name })),
    sentence: evidenceSentence(topic),
  };
}
