import { z } from "zod";
import { forecastResultSchema } from "./forecast-result.ts";
import { kloutResultSchema } from "./klout-result.ts";
import { pairsResultSchema } from "./pairs-result.ts";

/** `weights/<model-id>/evaluation.json`: what each suite answered for the model, and those that could not run. */
export const evaluationFileSchema = z.strictObject({
  model: z.string(),
  suites: z
    .object({
      pairs: pairsResultSchema.optional(),
      forecast: forecastResultSchema.optional(),
      klout: kloutResultSchema.optional(),
    })
    .catchall(z.record(z.string(), z.unknown())),
  not_run: z.array(z.strictObject({ suite: z.string(), reason: z.string() })),
});

export type EvaluationFile = z.infer<typeof evaluationFileSchema>;
