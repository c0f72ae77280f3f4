import { z } from "zod";
import { figure, notRunSchema, resamplingSchema, rowsSchema } from "./result-parts.ts";
import { topicExpertsSchema } from "./topic-experts-result.ts";

/** Result of the suite `topics`; keys as in docs/evaluation.md. */
export const topicsResultSchema = z.strictObject({
  suite: z.literal("topics"),
  /** Headline: the best macro F1 without training, of the first file. */
  macro_f1: figure,
  micro_f1: figure,
  posts: z.array(
    z.strictObject({
      tagger: z.string(),
      how: z.enum(["no_training", "five_fold", "frozen"]),
      file: z.string(),
      lang: z.string().nullable(),
      posts: z.number().int(),
      macro_f1: figure,
      macro_f1_low: figure,
      macro_f1_high: figure,
      micro_f1: figure,
    }),
  ),
  labels: z.array(
    z.strictObject({
      tagger: z.string(),
      how: z.string(),
      file: z.string(),
      label: z.string(),
      positives: z.number().int(),
      given: z.number().int(),
      precision: figure,
      recall: figure,
      f1: figure,
    }),
  ),
  entities: z.array(
    z.strictObject({
      ontology: z.string(),
      labels: z.number().int(),
      given: z.number().int(),
      precision: figure,
      low: figure,
      high: figure,
      recall: figure,
      base_precision: figure,
    }),
  ),
  /** Planted experts and people of one joke: `topic-experts` without its baselines; absent where it was left out. */
  experts: topicExpertsSchema
    .pick({ seed: true, experts_ndcg_at_20: true, joke_people: true, joke_leak_share: true, targets: true })
    .optional(),
  resampling: resamplingSchema,
  rows: z.array(rowsSchema),
  not_run: z.array(notRunSchema),
});

export type TopicsResult = z.infer<typeof topicsResultSchema>;
