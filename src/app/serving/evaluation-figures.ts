import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { packagePath } from "../../platform/package-root.ts";

const judgeSchema = z.object({ name: z.string(), auc: z.number(), low: z.number(), high: z.number() });

const fileSchema = z.object({
  suites: z.object({
    pairs: judgeSchema
      .omit({ name: true })
      .extend({ pairs: z.number(), judges: z.array(judgeSchema), baselines: z.array(judgeSchema) })
      .optional(),
  }),
});

/** How well a published model agrees with people; null where it was not evaluated on that. */
export interface EvaluationFigures {
  readonly pairs: {
    /** Probability (0..1) that of two accounts the one people call more influential is the higher one. */
    readonly auc: number;
    readonly low: number;
    readonly high: number;
    readonly pairs: number;
    /** The model on pairs it has not seen, then simpler measures, the best first. */
    readonly judges: readonly z.infer<typeof judgeSchema>[];
  } | null;
}

/** The figures of evaluation.json of a published model; null when it came without. */
export function evaluationFigures(modelId: string): EvaluationFigures | null {
  const path = packagePath("weights", modelId, "evaluation.json");
  if (!existsSync(path)) return null;
  const { pairs } = fileSchema.parse(JSON.parse(readFileSync(path, "utf8"))).suites;
  if (pairs === undefined) return { pairs: null };
  const { auc, low, high } = pairs;
  const own = { name: "Renown, on pairs it has not seen", auc, low, high };
  const baselines = pairs.baselines.toSorted((a, b) => b.auc - a.auc);
  return { pairs: { auc, low, high, pairs: pairs.pairs, judges: [own, ...baselines] } };
}
