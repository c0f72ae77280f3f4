import { z } from "zod";
import { figure, notRunSchema, resamplingSchema, rowsSchema } from "./result-parts.ts";

const rankingSchema = z.strictObject({ name: z.string(), spearman: figure, ndcg_at_100: figure });

const marginSchema = z.strictObject({
  baseline: z.string(),
  metric: z.enum(["spearman", "ndcg_at_100"]),
  margin: figure,
  low: figure,
  high: figure,
});

/** The answer of the suite `forecast`; every key is explained in docs/evaluation.md. */
export const forecastResultSchema = z.strictObject({
  suite: z.literal("forecast"),
  model: z.string(),
  split_at: z.string(),
  spearman: figure,
  ndcg_at_100: figure,
  active_accounts: z.number().int(),
  definition_of_active: z.string(),
  baselines: z.array(rankingSchema),
  margins: z.array(marginSchema),
  intervals: z.array(
    z.strictObject({
      name: z.string(),
      metric: z.enum(["spearman", "ndcg_at_100"]),
      low: figure,
      high: figure,
    }),
  ),
  interval_of_split: z.strictObject({ from_at: z.string(), split_at: z.string(), to_at: z.string() }),
  scored_accounts: z.number().int(),
  order: z.string(),
  untied: z.strictObject({ order: z.string(), spearman: figure, ndcg_at_100: figure }),
  same_ties: z.strictObject({
    rule: z.string(),
    baselines: z.array(rankingSchema),
    margins: z.array(marginSchema),
  }),
  acted_on: z.strictObject({
    definition_of_active: z.string(),
    active_accounts: z.number().int(),
    spearman: figure,
    ndcg_at_100: figure,
    baselines: z.array(rankingSchema),
    margins: z.array(marginSchema),
  }),
  resampling: resamplingSchema,
  rows: rowsSchema,
  not_run: z.array(notRunSchema),
});

export type ForecastResult = z.infer<typeof forecastResultSchema>;
