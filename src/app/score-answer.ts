import { z } from "zod";
import { authenticitySchema } from "./authenticity/authenticity-answer.ts";
import { qualitiesSchema } from "./quality-answer.ts";
import { topicsSchema } from "./topics/topic-answer.ts";
import { vocabularyAnswersSchema } from "./vocabulary-answer.ts";

/** Version of the JSON that `explain` prints; a change that old readers would misread raises it. */
export const ANSWER_VERSION = "1.0";

const score = z.number().min(0).max(100);
const interval = z
  .object({
    low: score,
    high: score,
    level: z.number().describe("Probability that the range holds the score."),
  })
  .describe("Range that holds the true score.");

const percentileSchema = z.object({
  population: z.enum(["reference", "lake", "similar_audience"]),
  description: z.string().describe("Who is counted, in words."),
  size: z.number().int().min(0).describe("Accounts counted."),
  date: z.string().describe("When the population was counted."),
  percentile: z
    .number()
    .min(0)
    .max(100)
    .nullable()
    .describe("Share of it below the score; null: nobody counted."),
});

const contributionSchema = z.object({
  feature: z.string(),
  value: z.number().nullable().describe("As observed; null when it was not."),
  unit: z.string(),
  latent: z.number().describe("What it adds to the latent score, compared with the reference account."),
  points: z.number().describe("The same in score points."),
  percentile: z
    .number()
    .min(0)
    .max(100)
    .nullable()
    .describe("Share of the network's accounts with enough data that stand below; null: not observed."),
  is_imputed: z.boolean().describe("True when it was not observed and the expected value stands in."),
  sentence: z.string(),
});

const networkScoreSchema = z.object({
  handle: z.string(),
  network: z.string(),
  account_id: z.string(),
  display_name: z.string().nullable(),
  score: score.nullable(),
  reason: z.string().nullable(),
  interval: interval.nullable(),
  coverage: z.number(),
  is_ranked: z.boolean().describe("False when it stands in no leaderboard."),
  is_self_supplied: z.boolean().describe("All evidence comes from the account's own export."),
  added_points: z
    .number()
    .min(0)
    .nullable()
    .describe(
      "What it adds to the identity's score after all that are stronger; null: it is the strongest, or none has a score. The strongest score and all additions sum to the identity's.",
    ),
  linked_at: z.string().nullable().describe("When the proof that links it was seen; null: not linked."),
});

/** All that is said of a score: what `explain` begins with and pages and cards show. `renown score --json` prints what of
 *  it is the account's own (`brief-answer.ts`). */
export const scoreAnswerSchema = z.object({
  schema_version: z.literal(ANSWER_VERSION),
  handle: z.string().describe("Text that asks for this account again."),
  network: z.string(),
  account_id: z.string(),
  as_of: z.string().describe("End of the window that was looked at, UTC."),
  parts_as_of: z
    .string()
    .optional()
    .describe(
      "The same of topics, qualities, what older vocabularies counted, moments and samples of posts, where an earlier run computed them; absent: as_of.",
    ),
  model: z.string(),
  basis: z.enum(["published", "on_demand"]),
  score: score.nullable().describe("0..100 of the account on its network; null: not enough data."),
  reason: z.string().nullable().describe("Why there is no score."),
  interval: interval.nullable(),
  percentiles: z.array(percentileSchema),
  coverage: z.number().min(0).max(1).describe("Share of the evidence that could be observed."),
  subscores: z.object({ reach: score, amplification: score, network_impact: score }).nullable(),
  contributions: z
    .array(contributionSchema)
    .describe("They and the reference account's score sum to the score."),
  qualities: qualitiesSchema
    .nullable()
    .describe("Beside the score and never part of it; null: no act and no post of the account was observed."),
  vocabularies: vocabularyAnswersSchema
    .nullable()
    .describe("What older tools would have called it; null: nothing was observed."),
  topics: topicsSchema
    .nullable()
    .describe("What it moves people about and what it only follows; null: no run with topics holds it."),
  authenticity: authenticitySchema
    .nullable()
    .describe("How the people around it look, nobody by name; null: no run with audiences holds it."),
  identity: z
    .object({
      identity_id: z.string(),
      score: score.nullable().describe("All linked networks together; never below the strongest one."),
      interval: interval.nullable(),
      coverage: z.number(),
    })
    .nullable(),
  networks: z.array(networkScoreSchema).describe("Every account of the identity, this one first."),
  notes: z.array(z.string()),
  intended_use: z.string(),
});

export type ScoreAnswer = z.infer<typeof scoreAnswerSchema>;
export type AnswerContribution = ScoreAnswer["contributions"][number];
export type AnswerPercentile = ScoreAnswer["percentiles"][number];
export type NetworkScore = ScoreAnswer["networks"][number];
