import { z } from "zod";
import { figure, intervalSchema, notRunSchema, resamplingSchema, rowsSchema } from "./result-parts.ts";

/** The answer of the suite `klout`; every key is explained in docs/evaluation.md. */
export const kloutResultSchema = z.strictObject({
  suite: z.literal("klout"),
  model: z.string(),
  n: z.number().int(),
  spearman: figure,
  mae: figure,
  spearman_interval: intervalSchema,
  mae_interval: intervalSchema,
  baselines: z.array(
    z.strictObject({
      name: z.string(),
      n: z.number().int(),
      spearman: figure,
      low: figure,
      high: figure,
      mae: figure,
    }),
  ),
  columns_used: z.array(z.string()),
  columns_ignored: z.array(z.string()),
  resampling: resamplingSchema,
  rows: rowsSchema,
  not_run: z.array(notRunSchema),
});

export type KloutResult = z.infer<typeof kloutResultSchema>;
