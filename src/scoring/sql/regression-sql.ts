import type { PaidFeatureName } from "../../features/registry.ts";
import type { CurvePoints } from "../piecewise-curve.ts";
import type { ReferenceContributions } from "../reference-contributions.ts";
import type { ScoringModel } from "../scoring-model.ts";
import { curveSql, keyOf, slopeSql } from "./curve-sql.ts";
import { valueKey } from "./evidence-sql.ts";
import { aboveZero, clamped, double, sumOf, weightedSum } from "./sql-expressions.ts";
import type { SqlColumn, SqlStage } from "./sql-stage.ts";

/** Adds per feature `_latent`, what it adds as observed or as the regression on the observed sum expects it; and what
 *  the variance needs: `_open_share`, `total_slope`, `open_variance`. The pattern of nulls chooses among constants:
 *  every sum over observed features is a sum of constants times `_seen`, over missing ones times 1 − `_seen`. */
export function regressionStages(
  model: ScoringModel,
  reference: ReferenceContributions,
): readonly SqlStage[] {
  const names = model.paidFeatures;
  const { mean, covariance } = reference;
  const each = (columns: (name: PaidFeatureName, place: number) => readonly SqlColumn[]) =>
    names.flatMap((name, place) => columns(name, place));
  const row = (place: number, suffix: string) =>
    weightedSum(names.map((name, other) => [covariance[place]![other]!, `${name}_${suffix}`] as const));
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
        ...each((name, place) => [
          [`${name}_shared`, row(place, "seen")],
          [`${name}_open_shared`, row(place, "open")],
        ]),
      ],
    },
    {
      name: "observed_variances",
      columns: [
        ["observed_variance", sumOf(names.map(name => `${name}_seen * ${name}_shared`))],
        ["open_with_observed", sumOf(names.map(name => `${name}_open * ${name}_shared`))],
        ["open_alone", sumOf(names.map(name => `${name}_open * ${name}_open_shared`))],
      ],
    },
    {
      name: "slopes",
      columns: each((name, place) => [
        [`${name}_slope`, slopeOnObservedSql(name)],
        [`${name}_open_share`, openShareSql(name, covariance[place]![place]!)],
      ]),
    },
    ...bendStages(reference.countsBend),
    {
      name: "expectations",
      columns: [
        ...each((name, place) => [
          [`${name}_expected`, `${double(mean[place]!)} + ${name}_slope * bent_surplus`],
        ]),
        ["total_slope", sumOf(names.map(name => `${name}_slope`))],
        [
          "still_open",
          "CASE WHEN observed_variance > 0e0 " +
            "THEN open_alone - open_with_observed * open_with_observed / observed_variance ELSE open_alone END",
        ],
      ],
    },
    {
      name: "contributions",
      columns: [
        ...each(name => [[`${name}_latent`, latentSql(name, model)]]),
        ["open_variance", openVarianceSql(reference)],
      ],
    },
  ];
}

/** Adds `bent_surplus` and `surplus_growth`, SQL of `surplusOf`. */
function bendStages(bend: CurvePoints | null): readonly SqlStage[] {
  if (bend === null)
    return [
      {
        name: "bends",
        columns: [
          ["bent_surplus", "surplus"],
          ["surplus_growth", "1e0"],
        ],
      },
    ];
  const isBent = "engaged_people IS NULL AND observed_variance > 0e0";
  const key = keyOf(bend, "surplus_deviations");
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
        ["surplus_growth", `CASE WHEN surplus_deviations IS NULL THEN 1e0 ELSE ${slopeSql(bend, key)} END`],
      ],
    },
  ];
}

function openVarianceSql({ countsBend, countsOpenShare }: ReferenceContributions): string {
  const straight = aboveZero("still_open");
  return countsBend === null
    ? straight
    : `(${straight}) * CASE WHEN engaged_people IS NULL THEN ${double(countsOpenShare)} ELSE 1e0 END`;
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

function openShareSql(name: PaidFeatureName, own: number): string {
  if (own <= 0) return "1e0";
  const explained = `${name}_shared * ${name}_shared / (observed_variance * ${double(own)})`;
  return (
    "CASE WHEN NOT observed_variance > 0e0 THEN 1e0 " +
    `WHEN ${explained} >= 1e0 THEN 0e0 ELSE 1e0 - ${explained} END`
  );
}
