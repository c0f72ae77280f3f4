import type { PaidFeatureName } from "../../features/registry.ts";
import type { ReferenceContributions } from "../reference-contributions.ts";
import type { ScoringModel } from "../scoring-model.ts";
import { countedFeatures } from "./sampling-variance-sql.ts";
import { double, sumOf } from "./sql-expressions.ts";
import type { SqlColumn, SqlStage } from "./sql-stage.ts";

/** Adds `sampling_variance` and `unobserved_variance`, SQL of `latentVarianceParts`. */
export function latentVarianceStages(model: ScoringModel): readonly SqlStage[] {
  return model.referenceContributions === null
    ? factorStages(model)
    : regressionStages(model, model.referenceContributions);
}

function regressionStages(model: ScoringModel, { covariance }: ReferenceContributions): readonly SqlStage[] {
  const names = countedFeatures(model);
  const left = names.map((name): SqlColumn => {
    const place = model.paidFeatures.indexOf(name);
    const open = `${double(covariance[place]![place]!)} * ${name}_open_share`;
    return [`${name}_left`, `${open} - ${name}_deviation * ${name}_deviation`];
  });
  const missed = names.map((name): SqlColumn => {
    const isMissed = `${name} IS NOT NULL AND ${name}_left > 0e0`;
    return [
      `${name}_missed`,
      `CASE WHEN ${isMissed} THEN (1e0 - ${name}_covered) * ${name}_left ELSE 0e0 END`,
    ];
  });
  return [
    { name: "left_open", columns: left },
    { name: "missed_parts", columns: missed },
    {
      name: "latent_variances",
      columns: [
        [
          "sampling_variance",
          "(1e0 + total_slope * surplus_growth) * (1e0 + total_slope * surplus_growth) * observed_sampling",
        ],
        ["unobserved_variance", sumOf(["open_variance", ...names.map(name => `${name}_missed`)])],
      ],
    },
  ];
}

function factorStages(model: ScoringModel): readonly SqlStage[] {
  const names = model.paidFeatures;
  const isCounted = new Set(countedFeatures(model));
  const sums = (term: (name: PaidFeatureName) => string) => sumOf(names.map(term));
  return [
    {
      name: "uncovered_parts",
      columns: names.map(name => [`${name}_uncovered`, `${name}_known * (1e0 - ${name}_covered)`]),
    },
    {
      name: "uncovered_sums",
      columns: [
        ["uncovered_own", sums(name => uncoveredOwnSql(name, isCounted.has(name), model))],
        [
          "uncovered_shared",
          sums(name => {
            const { loading, unobservedDeviation } = model.features[name];
            return `${double(unobservedDeviation * loading)} * ${name}_uncovered`;
          }),
        ],
        [
          "factor_precision",
          sumOf([
            "1e0",
            ...names.map(name => {
              const { loading } = model.features[name];
              return `${double((loading * loading) / (1 - loading * loading))} * ${name}_covered`;
            }),
          ]),
        ],
      ],
    },
    {
      name: "latent_variances",
      columns: [
        ["sampling_variance", "observed_sampling"],
        ["unobserved_variance", "uncovered_own + uncovered_shared * uncovered_shared / factor_precision"],
      ],
    },
  ];
}

function uncoveredOwnSql(name: PaidFeatureName, isCounted: boolean, model: ScoringModel): string {
  const { loading, unobservedDeviation } = model.features[name];
  const most = double(unobservedDeviation ** 2 * (1 - loading * loading));
  const left = isCounted ? `(${most} - ${name}_deviation * ${name}_deviation)` : most;
  return `${name}_uncovered * ${left}`;
}
