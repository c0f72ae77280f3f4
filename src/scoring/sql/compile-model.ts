import type { ScoringModel } from "../scoring-model.ts";
import { coverageStages } from "./coverage-sql.ts";
import { evidenceSelectSql, evidenceStages } from "./evidence-sql.ts";
import { factorStages } from "./impute-sql.ts";
import { latentVarianceStages } from "./latent-variance-sql.ts";
import { regressionStages } from "./regression-sql.ts";
import { samplingStages } from "./sampling-variance-sql.ts";
import { scoreStages } from "./score-sql.ts";
import { chainStages } from "./sql-stage.ts";

/** Columns of numbers that the compiled model gives beside a contribution for each feature. */
export const COMPILED_VALUE_NAMES = [
  "score",
  "low",
  "high",
  "latent",
  "influence",
  "variance",
  "coverage",
  "reach",
  "amplification",
  "network_impact",
  "sampling_variance",
  "unobserved_variance",
] as const;

/** `model` as one SELECT over `relation` (a table, or a subselect in parentheses with a name) that has the columns of
 *  `account_features`: per row `network`, `account_id`, the contribution of each paid feature as
 *  `<feature>_latent`, and COMPILED_VALUE_NAMES, all as `scoreAccount` gives them within 1e-9. `score`, `low` and
 *  `high` are null without enough data. Portable SQL without aggregates: rows neither meet nor change order. */
export function compileModel(model: ScoringModel, relation: string): string {
  const { referenceContributions } = model;
  const { sql, last } = chainStages(evidenceSelectSql(relation, model), [
    ...evidenceStages(model),
    ...(referenceContributions === null
      ? factorStages(model)
      : regressionStages(model, referenceContributions)),
    ...coverageStages(model),
    ...samplingStages(model),
    ...latentVarianceStages(model),
    ...scoreStages(model),
  ]);
  const contributions = model.paidFeatures.map(name => `${name}_latent`);
  const columns = ["network", "account_id", ...contributions, ...COMPILED_VALUE_NAMES];
  return `${sql}\nSELECT ${columns.join(", ")}\nFROM ${last}`;
}
