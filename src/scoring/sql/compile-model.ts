import type { ScoringModel } from "../scoring-model.ts";
import { coverageStages } from "./coverage-sql.ts";
import { evidenceSelectSql, evidenceStages } from "./evidence-sql.ts";
import { factorStages } from "./impute-sql.ts";
import { latentVarianceStages } from "./latent-variance-sql.ts";
import { regressionStages } from "./regression-sql.ts";
import { samplingStages } from "./sampling-variance-sql.ts";
import { scoreStages } from "./score-sql.ts";
import { chainStages } from "./sql-stage.ts";

/** Columns of numbers that scoring gives an account, by the names they have in the marts. */
export const SCORE_VALUE_NAMES = [
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
] as const;

/** The parts of the variance of the latent. */
const VARIANCE_NAMES = ["sampling_variance", "unobserved_variance"];

/** `model` as one SELECT over `relation` (a table, or a subselect in parentheses with a name) that has the columns of
 *  `account_features`: per row `network`, `account_id`, the contribution of each paid feature as
 *  `<feature>_latent`, SCORE_VALUE_NAMES, and the parts of the variance, all as `scoreAccount` gives them within 1e-9. `score`, `low` and
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
  const columns = ["network", "account_id", ...contributions, ...SCORE_VALUE_NAMES, ...VARIANCE_NAMES];
  return `${sql}\nSELECT ${columns.join(", ")}\nFROM ${last}`;
}
