import { z } from "zod";
import { count, networkName, score, share, stamp, subject } from "./parts.ts";
import { actorSchema, momentSchema, personAroundSchema, postSchema } from "./people.ts";
import { scoreInWordsSchema, scoreSchema } from "./score.ts";

/** The answer of /explain. */
export const explanationSchema = scoreInWordsSchema
  .extend({
    baseline_score: score.describe("Score of the reference account: it and all points sum to the score."),
    people: z.array(actorSchema).describe("Who acted on the account, the heaviest first."),
    posts: z.array(postSchema).describe("The most reacted to first."),
    shown: z
      .array(
        z.object({
          feature: z.string(),
          group: z.string(),
          value: z.number().nullable(),
          unit: z.string(),
          sentence: z.string(),
        }),
      )
      .describe("What is shown beside the score and never enters it."),
    moments: z.array(momentSchema),
    moved_by: z.array(personAroundSchema),
    moves: z.array(personAroundSchema),
  })
  .meta({ id: "Explanation" });

/** The answer of /history. */
export const historySchema = z
  .object({
    ...stamp,
    ...subject,
    reason: z.string().nullable().describe("Why no point is shown of an account that chose so."),
    points: z
      .array(
        z.object({
          as_of: z.string(),
          published_at: z.string().nullable(),
          model: z.string(),
          score: score.nullable().describe("As it was published; null: not enough data."),
          low: score.nullable(),
          high: score.nullable(),
          coverage: share.nullable().describe("Null: published before it was kept."),
        }),
      )
      .describe("Oldest first."),
  })
  .meta({ id: "History" });

const rank = z.number().int().min(1);
const place = {
  rank,
  tied_from: rank.describe("First rank of the tied group."),
  tied_to: rank.describe("Last rank of the tied group."),
  probability_above_next: share.nullable().describe("Null for the last."),
};

/** The answer of /compare. */
export const comparisonSchema = z
  .object({
    schema_version: z.literal("1.0"),
    accounts: z.array(scoreSchema).describe("In the order asked."),
    ranking: z
      .array(z.object({ ...place, handle: z.string(), score }))
      .describe("Those with a score, the highest first, with who is tied."),
    pairs: z.array(
      z.object({
        first: z.string(),
        second: z.string(),
        probability_first_above: share.nullable().describe("Null when one of them has no score."),
        verdict: z.enum(["first", "second", "tied", "unknown"]),
      }),
    ),
    sentences: z.array(z.string()).describe("Who is surely above whom, and who is tied, in words."),
    intended_use: z.string(),
  })
  .meta({ id: "Comparison" });

/** The answer of /top. */
export const topSchema = z
  .object({
    ...stamp,
    network: z.string().nullable(),
    population: z.object({ description: z.string(), size: count }),
    entries: z.array(
      z.object({
        ...place,
        id: z.string(),
        display_name: z.string().nullable(),
        handles: z.array(z.string()),
        networks: z.array(z.string()),
        score,
        low: score,
        high: score,
        coverage: share,
        followers_count: z.number().nullable(),
        engaged_people_count: z.number().nullable(),
      }),
    ),
    next_cursor: z.string().nullable().describe("Opaque; null on the last page."),
  })
  .meta({ id: "Top" });

/** The answer of /search. */
export const searchSchema = z
  .object({
    ...stamp,
    query: z.string(),
    hits: z.array(
      z.object({
        ...subject,
        network: networkName,
        display_name: z.string().nullable(),
        score: score.nullable(),
        low: score.nullable(),
        high: score.nullable(),
        coverage: share.nullable(),
      }),
    ),
  })
  .meta({ id: "Search" });

const percentage = z.number().min(0).max(100);

/** The answer of /distribution. */
export const distributionSchema = z
  .object({
    ...stamp,
    network: networkName.nullable(),
    description: z.string().describe("Who is counted, in words."),
    size: count.describe("How many have a score."),
    percentiles: z
      .array(z.object({ score, percentile: percentage }))
      .describe("For each whole score the share (0..100) with a smaller one, equal ones counted half."),
    decades: z.array(z.object({ from: score, to: score, count })),
  })
  .meta({ id: "Distribution" });
