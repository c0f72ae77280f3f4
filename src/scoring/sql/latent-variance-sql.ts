import type { PaidFeatureName } from "../../features/registry.ts";
import { ownDeviation } from "../sampling-variance.ts";
import type { ScoringModel } from "../scoring-model.ts";
import { countedFeatures } from "./sampling-variance-sql.ts";
import { double, sumOf, weightedSum } from "./sql-expressions.ts";
import type { SqlColumn, SqlStage } from "./sql-stage.ts";

/** Adds `sampling_variance` and `unobserved_variance`, SQL of `latentVarianceParts`. */
export function latentVarianceStages(model: ScoringModel): readonly SqlStage[] {
  return model.referenceContributions === null ? factorStages(model) : regressionStages(model);
}

function regressionStages(model: ScoringModel): readonly SqlStage[] {
  const isCounted = new Set(countedFeatures(model));
  const own = (name: PaidFeatureName) => ownDeviation(model.features[name]) ** 2;
  return [
    {
      name: "missed_parts",
      columns: model.paidFeatures.flatMap((name): readonly SqlColumn[] => [
        [`${name}_missed`, missedSql(name, own(name), isCounted.has(name))],
        [`${name}_apart`, `${name}_open * ${name}_carry * ${name}_carry * ${double(own(name))}`],
      ]),
    },
    {
      name: "missing_sums",
      columns: [
        [
          "missing_shared",
          weightedSum(
            model.paidFeatures.map(name => {
              const { unobservedDeviation, loading } = model.features[name];
              return [unobservedDeviation * loading, `${name}_open`] as const;
            }),
          ),
        ],
        ["missing_apart", sumOf(model.paidFeatures.flatMap(name => [`${name}_missed`, `${name}_apart`]))],
      ],
    },
    {
      name: "latent_variances",
      columns: [
        ["sampling_variance", "carry * carry * squares + burst_variance"],
        [
          "unobserved_variance",
          `missing_apart + ${double(model.constants["unobserved_share"] ?? 1)} * missing_shared * missing_shared`,
        ],
      ],
    },
  ];
}

/** What days that were not seen leave open of an observed feature. */
function missedSql(name: PaidFeatureName, own: number, isCounted: boolean): string {
  const left = isCounted ? `(${double(own)} - ${name}_deviation * ${name}_deviation)` : double(own);
  return `CASE WHEN ${name} IS NULL THEN 0e0 ELSE (1e0 - ${name}_covered) * ${left} END`;
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
        ["sampling_variance", "squares + burst_variance"],
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
