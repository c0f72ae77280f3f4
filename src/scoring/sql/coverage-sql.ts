import type { ScoringModel } from "../scoring-model.ts";
import { weightedSum } from "./sql-expressions.ts";
import type { SqlStage } from "./sql-stage.ts";

/** Adds `coverage` (0..1), SQL of `coverageOf`. */
export function coverageStages(model: ScoringModel): readonly SqlStage[] {
  const weighted = (suffix: string) =>
    weightedSum(
      model.paidFeatures.map(
        name => [model.features[name].unobservedDeviation, `${name}_${suffix}`] as const,
      ),
    );
  return [
    {
      name: "covered",
      columns: [
        ["covered_weight", weighted("covered")],
        ["known_weight", weighted("known")],
      ],
    },
    {
      name: "coverages",
      columns: [
        [
          "coverage",
          "CASE WHEN known_weight = 0e0 THEN 0e0 WHEN covered_weight > known_weight THEN 1e0 " +
            "ELSE covered_weight / known_weight END",
        ],
      ],
    },
  ];
}
