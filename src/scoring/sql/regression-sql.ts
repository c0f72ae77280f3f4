import type { PaidFeatureName } from "../../features/registry.ts";
import type { CurvePoints } from "../../lib/piecewise-curve.ts";
import type { ReferenceContributions } from "../reference-contributions.ts";
import type { ScoringModel } from "../scoring-model.ts";
import { curveSql } from "./curve-sql.ts";
import { valueKey } from "./evidence-sql.ts";
import { clamped, double, sumOf, weightedSum } from "./sql-expressions.ts";
import type { SqlColumn, SqlStage } from "./sql-stage.ts";

/** Adds per feature `_latent`, what it adds as observed or as the regression on the observed sum expects it; and what
 *  the variance needs: `carry` and per feature `_carry` and `_open` (1 where it is missing and the network has it). The pattern of nulls chooses among constants:
 *  every sum over observed features is a sum of constants times `_seen`, over missing ones times 1 − `_seen`. */
export function regressionStages(
  model: ScoringModel,
  reference: ReferenceContributions,
): readonly SqlStage[] {
  const names = model.paidFeatures;
  const { mean, covariance } = reference;
  const each = (columns: (name: PaidFeatureName, place: number) => readonly SqlColumn[]) =>
    names.flatMap((name, place) => columns(name, place));
  const totals = covariance.map(row => row.reduce((sum, value) => sum + value, 0));
  const row = (place: number) =>
    weightedSum(names.map((name, other) => [covariance[place]![other]!, `${name}_seen`] as const));
  return [
    {
      name: "own_latents",
      columns: each(name => [
        [`${name}_own`, ownLatentSql(name, model)],
        [`${name}_open`, `${name}_known - ${name}_seen`],
      ]),
    },
    {
      name: "covariances",
      columns: [
        ["surplus", `${sumOf(names.map(name => `${name}_own`))} - (${meanSql(names, mean)})`],
        ...each((name, place) => [[`${name}_shared`, row(place)]]),
      ],
    },
    {
      name: "observed_variances",
      columns: [
        ["observed_variance", sumOf(names.map(name => `${name}_seen * ${name}_shared`))],
        ["with_total", weightedSum(names.map((name, place) => [totals[place]!, `${name}_seen`] as const))],
      ],
    },
    {
      name: "slopes",
      columns: [
        ["carry", carrySql("with_total", "observed_variance")],
        ...each((name, place) => [
          [`${name}_slope`, slopeOnObservedSql(name)],
          [`${name}_carry`, carryWithSql(name, totals[place]!, covariance[place]![place]!)],
        ]),
      ],
    },
    ...bendStages(reference.countsBend),
    {
      name: "expectations",
      columns: [
        ...each((name, place) => [
          [`${name}_expected`, `${double(mean[place]!)} + ${name}_slope * bent_surplus`],
        ]),
      ],
    },
    {
      name: "contributions",
      columns: each(name => [[`${name}_latent`, latentSql(name, model)]]),
    },
  ];
}

/** Adds `bent_surplus`, SQL of `surplusOf`. */
function bendStages(bend: CurvePoints | null): readonly SqlStage[] {
  if (bend === null) return [{ name: "bends", columns: [["bent_surplus", "surplus"]] }];
  const isBent = "engaged_people IS NULL AND observed_variance > 0e0";
  return [
    {
      name: "sum_deviations",
      columns: [
        ["observed_deviation", "sqrt(CASE WHEN observed_variance > 0e0 THEN observed_variance ELSE 0e0 END)"],
        ["surplus_deviations", `CASE WHEN ${isBent} THEN surplus / sqrt(observed_variance) END`],
      ],
    },
    {
      name: "bends",
      columns: [
        [
          "bent_surplus",
          `CASE WHEN surplus_deviations IS NULL THEN surplus ELSE observed_deviation * (${curveSql(bend, "surplus_deviations")}) END`,
        ],
      ],
    },
  ];
}

/** What an observed feature adds; 0 where it was not observed. */
function ownLatentSql(name: PaidFeatureName, model: ScoringModel): string {
  const { curve, referenceLatent } = model.features[name];
  const height = curveSql(curve, `${name}_position`, valueKey(name, model));
  return `CASE WHEN ${name} IS NULL THEN 0e0 ELSE (${height}) - ${double(referenceLatent)} END`;
}

function latentSql(name: PaidFeatureName, model: ScoringModel): string {
  const { curve, referenceLatent } = model.features[name];
  const expected = clamped(`${name}_expected`, -referenceLatent, curve.at(-1)![1] - referenceLatent);
  return `CASE WHEN ${name} IS NULL THEN ${expected} ELSE ${name}_own END`;
}

function meanSql(names: readonly PaidFeatureName[], mean: Float64Array): string {
  return weightedSum(names.map((name, place) => [mean[place]!, `${name}_seen`] as const));
}

function slopeOnObservedSql(name: PaidFeatureName): string {
  return (
    `CASE WHEN ${name} IS NULL AND observed_variance > 0e0 AND ${name}_shared > 0e0 ` +
    `THEN ${name}_shared / observed_variance ELSE 0e0 END`
  );
}

function carrySql(withTotal: string, variance: string): string {
  return `CASE WHEN ${variance} > 0e0 AND ${withTotal} > ${variance} THEN (${withTotal}) / (${variance}) ELSE 1e0 END`;
}

/** The carry if the feature, where it is missing, had been observed too. */
function carryWithSql(name: PaidFeatureName, total: number, own: number): string {
  return carrySql(
    `(with_total + ${double(total)})`,
    `(observed_variance + 2e0 * ${name}_shared + ${double(own)})`,
  );
}
