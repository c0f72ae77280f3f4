import { z } from "zod";
import { figure, notRunSchema, resamplingSchema, rowsSchema } from "./result-parts.ts";

const run = z.strictObject({
  /** five_fold, across_sources (fitted on all sources but one, tested on that one) or published. */
  how: z.enum(["five_fold", "across_sources", "published"]),
  fitted_on: z.string(),
  tested_on: z.string(),
  accounts: z.number().int(),
  auc: figure,
  low: figure,
  high: figure,
  calibration_error: figure,
});

const fairnessRow = z.strictObject({
  population: z.enum(["labelled", "simulated"]),
  by: z.string(),
  group: z.string(),
  genuine: z.number().int(),
  suspicious: z.number().int(),
  rate: figure,
  low: figure,
  high: figure,
});

/** Result of the suite `authenticity`; keys as in docs/evaluation.md. */
export const authenticityResultSchema = z.strictObject({
  suite: z.literal("authenticity"),
  model: z.string(),
  auc: figure,
  low: figure,
  high: figure,
  calibration_error: figure,
  accounts: z.number().int(),
  genuine_accounts: z.number().int(),
  headline: z.string(),
  runs: z.array(run),
  calibration: z.array(
    z.strictObject({
      from: z.number(),
      to: z.number(),
      accounts: z.number().int(),
      predicted: figure,
      observed: figure,
    }),
  ),
  signals: z.array(
    z.strictObject({
      signal: z.string(),
      auc: figure,
      auc_by_source: z.record(z.string(), figure),
      source_auc_among_genuine: figure,
      source_auc_among_fake: figure,
    }),
  ),
  suspicious_below: z.number(),
  fakes_called_suspicious: z.array(
    z.strictObject({
      source: z.string(),
      fakes: z.number().int(),
      suspicious: z.number().int(),
      rate: figure,
    }),
  ),
  fairness: z.array(fairnessRow),
  planted: z.array(
    z.strictObject({
      kind: z.string(),
      accounts: z.number().int(),
      with_estimate: z.number().int(),
      mean_authenticity: figure,
      suspicious: z.number().int(),
      auc: figure,
    }),
  ),
  seed: z.number().int(),
  folds: z.number().int(),
  sha256: z.string(),
  resampling: resamplingSchema,
  rows: rowsSchema,
  not_run: z.array(notRunSchema),
});

export type AuthenticityResult = z.infer<typeof authenticityResultSchema>;
export type FairnessRow = z.infer<typeof fairnessRow>;
