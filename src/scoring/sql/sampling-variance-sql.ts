import { ANY_ACT_EVIDENCE } from "../../features/feature.ts";
import { type PaidFeatureName, paidFeatureNamed } from "../../features/registry.ts";
import { ownDeviation } from "../sampling-variance.ts";
import type { FeatureShape, ScoringModel } from "../scoring-model.ts";
import { curveSql } from "./curve-sql.ts";
import { double, sumOf } from "./sql-expressions.ts";
import type { SqlColumn, SqlStage } from "./sql-stage.ts";
import { positionSql } from "./transform-sql.ts";

/** The features whose observation is a count of acts; the others are states that one sighting shows whole. */
export function countedFeatures(model: ScoringModel): readonly PaidFeatureName[] {
  return model.paidFeatures.filter(name => paidFeatureNamed(name).evidence.length > 0);
}

/** Adds per counted feature `_deviation`, SQL of `observedDeviation` (0 where nothing was observed), and
 *  `squares` and `burst_variance`, SQL of `samplingVariance` and `burstVariance`. */
export function samplingStages(model: ScoringModel): readonly SqlStage[] {
  const names = countedFeatures(model);
  const each = (columns: (name: PaidFeatureName, shape: FeatureShape) => readonly SqlColumn[]) =>
    names.flatMap(name => columns(name, model.features[name]));
  return [
    {
      name: "acts",
      columns: [
        ["originals_with_prior", originalsSql(model)],
        ...each((name, shape) => [[`${name}_acts`, actsSql(name, shape)]]),
      ],
    },
    {
      name: "rates",
      columns: each((name, shape) => [
        [`${name}_unit`, unitSql(name, shape, model)],
        [`${name}_mean`, `${name}_acts + ${double(model.constants.count_prior)}`],
      ]),
    },
    {
      name: "spreads",
      columns: each((name, { dispersion }) => [
        [`${name}_spread`, `sqrt(${double(dispersion)} * ${name}_mean)`],
      ]),
    },
    {
      name: "neighbours",
      columns: each((name, { transform }) => [
        [`${name}_more`, positionSql(`(${name}_mean + ${name}_spread) * ${name}_unit`, transform)],
        [`${name}_fewer`, positionSql(fewerSql(name), transform)],
      ]),
    },
    {
      name: "counted_deviations",
      columns: each((name, { curve }) => [
        [
          `${name}_counted`,
          `((${curveSql(curve, `${name}_more`)}) - (${curveSql(curve, `${name}_fewer`)})) / 2e0`,
        ],
      ]),
    },
    {
      name: "observed_deviations",
      columns: each((name, shape) => [[`${name}_deviation`, deviationSql(name, shape)]]),
    },
    {
      name: "samplings",
      columns: [
        ["squares", sumOf(names.map(name => `${name}_deviation * ${name}_deviation`))],
        ["burst_variance", burstSql(model)],
      ],
    },
  ];
}

function burstSql({ constants }: ScoringModel): string {
  const burst = constants["burst_variance"] ?? 0;
  if (burst === 0) return "0e0";
  const span = double(constants["burst_span_days"] ?? 1);
  const days = `(${ANY_ACT_EVIDENCE.join(" + ")}) / ${double(ANY_ACT_EVIDENCE.length)} * ${double(constants.window_days)}`;
  const share = `(${span} / (${days}))`;
  return `CASE WHEN ${days} > ${span} THEN ${double(burst)} * ${share} * ${share} ELSE ${double(burst)} END`;
}

function originalsSql({ constants }: ScoringModel): string {
  return `coalesce(originals_count, 0e0) + ${double(constants.rate_prior_originals)}`;
}

/** SQL of `countBehind`: null when none of the count columns was observed. */
function actsSql(name: PaidFeatureName, { counts }: FeatureShape): string {
  if (counts.length === 0) return `${name}_amount`;
  if (counts.length === 1) return counts[0]!;
  const areNull = counts.map(column => `${column} IS NULL`).join(" AND ");
  return `CASE WHEN ${areNull} THEN NULL ELSE ${sumOf(counts.map(c => `coalesce(${c}, 0e0)`))} END`;
}

function unitSql(name: PaidFeatureName, { unitPerCount }: FeatureShape, { constants }: ScoringModel): string {
  const empty =
    unitPerCount === "per_original"
      ? "1e0 / originals_with_prior"
      : double(unitPerCount === "per_day" ? 1 / constants.window_days : unitPerCount);
  return `CASE WHEN ${name}_acts > 0e0 AND ${name} > 0e0 THEN ${name}_amount / ${name}_acts ELSE ${empty} END`;
}

function fewerSql(name: PaidFeatureName): string {
  const fewer = `${name}_mean - ${name}_spread`;
  return `CASE WHEN ${fewer} > 0e0 THEN (${fewer}) * ${name}_unit ELSE 0e0 END`;
}

function deviationSql(name: PaidFeatureName, shape: FeatureShape): string {
  const unobserved = double(ownDeviation(shape));
  return (
    `CASE WHEN ${name} IS NULL THEN 0e0 WHEN ${name}_acts IS NULL THEN ${unobserved} ` +
    `WHEN ${name}_counted < ${unobserved} THEN ${name}_counted ELSE ${unobserved} END`
  );
}
