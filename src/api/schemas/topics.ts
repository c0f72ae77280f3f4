import { z } from "zod";
import { topicSchema } from "../../app/topics/topic-answer.ts";
import { count, score, share, stamp, subject } from "./parts.ts";

const topicStamp = {
  ...stamp,
  topic_scale: z.string().describe("Version of the scale of expertise."),
  credit: z.string().nullable().describe("What must be shown with the names of topics; null: nothing."),
};
const reason = z.string().nullable().describe("Why nothing is listed; null when something is.");
const named = z.object({ topic_id: z.string(), slug: z.string(), name: z.string() });
const coverage = share.describe("Share of the evidence about the account that could be observed.");
const level = z.enum(["area", "topic"]);
const topic = topicSchema.meta({ id: "Topic" });

/** The topics of an account. */
export const topicsSchema = z
  .object({
    ...topicStamp,
    ...subject,
    display_name: z.string().nullable(),
    coverage,
    influence: z.array(topic).describe("People act on it about these, the highest expertise first."),
    interests: z.array(topic).describe("It only writes about these or acts on them."),
    areas: z.array(topic).describe("The areas of both, each post counted once."),
    reason,
  })
  .meta({ id: "Topics" });

/** The posts and people behind one topic of an account. */
export const topicEvidenceSchema = z
  .object({
    ...topicStamp,
    ...subject,
    display_name: z.string().nullable(),
    coverage,
    topic: named,
    answer: topic.nullable().describe("Null when the account has no such topic; see reason."),
    reason,
    posts: z
      .array(
        z.object({
          post_id: z.string(),
          url: z.string().nullable(),
          kind: z.string(),
          posted_at: z.string().nullable(),
          text: z.string().nullable().describe("First 140 characters."),
          like_count: count.nullable(),
          repost_count: count.nullable(),
          reply_count: count.nullable(),
          quote_count: count.nullable(),
          weight: share.describe("How surely it is about the topic."),
          evidence: z.string().nullable().describe("The cues that spoke for it."),
          people_count: count,
        }),
      )
      .describe("At most five, the strongest first."),
    people: z
      .array(
        z.object({
          handle: z.string(),
          account_id: z.string(),
          display_name: z.string().nullable(),
          score: score.nullable().describe("Over everything; null: not enough data."),
          acts_count: count,
          posts_count: count,
          focus_share: share.describe("Of what the person writes and acts on."),
          last_age_days: z.number(),
        }),
      )
      .describe("At most five, the heaviest first."),
  })
  .meta({ id: "TopicEvidence" });

/** The leaderboard of a topic. */
export const topicLeadersSchema = z
  .object({
    ...topicStamp,
    network: z.string().nullable(),
    topic: named.extend({ level, is_sensitive: z.boolean() }),
    total: z
      .object({
        ...named.shape,
        level,
        area_ids: z.array(z.string()),
        is_sensitive: z.boolean(),
        posts_count: count,
        authors_count: count,
        people_count: count,
        acts_count: count,
        leaders_count: count,
      })
      .nullable()
      .describe("How much is said about it, nobody by name; null when nothing is."),
    entries: z.array(
      z.object({
        rank: z.number().int(),
        tied_from: z.number().int(),
        tied_to: z.number().int(),
        probability_above_next: z.number().nullable(),
        handle: z.string(),
        network: z.string(),
        account_id: z.string(),
        display_name: z.string().nullable(),
        score: score.describe("Expertise in the topic."),
        low: score,
        high: score,
        overall_score: score.nullable().describe("Over everything; null: not enough data."),
        overall_low: score.nullable().describe("Range of the overall score."),
        overall_high: score.nullable(),
        coverage: coverage.nullable(),
        followers_count: count.nullable(),
        people_count: count,
        acts_received_count: count,
        posts_acted_on_count: count,
      }),
    ),
    reason,
  })
  .meta({ id: "TopicLeaders" });

/** Topics that can be asked for. */
export const topicListSchema = z
  .object({
    schema_version: z.literal("1.0"),
    ontology: z.string(),
    credit: z.string().nullable(),
    search: z.string().nullable().describe("Null: the areas are listed."),
    topics: z.array(
      z.object({
        ...named.shape,
        level,
        parents: z.array(z.string()),
        is_sensitive: z.boolean().describe("Shown in aggregate only."),
        children_count: count,
        posts_count: count.nullable(),
        people_count: count.nullable(),
        leaders_count: count.nullable(),
      }),
    ),
  })
  .meta({ id: "TopicList" });
