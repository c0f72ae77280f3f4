import { z } from "zod";
import { figure, notRunSchema, resamplingSchema, rowsSchema } from "./result-parts.ts";

const judgeSchema = z.strictObject({ name: z.string(), auc: figure, low: figure, high: figure });

/** The answer of the suite `pairs`; every key is explained in docs/evaluation.md. */
export const pairsResultSchema = z.strictObject({
  suite: z.literal("pairs"),
  model: z.string(),
  auc: figure,
  low: figure,
  high: figure,
  pairs: z.number().int(),
  accounts: z.number().int(),
  judges: z.array(judgeSchema.extend({ meaning: z.string() })),
  baselines: z.array(judgeSchema),
  margins: z.array(z.strictObject({ baseline: z.string(), margin: figure, low: figure, high: figure })),
  columns_ignored: z.array(z.string()),
  resampling: resamplingSchema,
  rows: rowsSchema,
  not_run: z.array(notRunSchema),
});

export type PairsResult = z.infer<typeof pairsResultSchema>;
