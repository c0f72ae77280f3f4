import { z } from "zod";
import { figure, notRunSchema, resamplingSchema, rowsSchema } from "./result-parts.ts";

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
  resampling: resamplingSchema,
  rows: z.array(rowsSchema),
  not_run: z.array(notRunSchema),
});

export type TopicsResult = z.infer<typeof topicsResultSchema>;
