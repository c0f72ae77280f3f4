import type { PaidFeatureName } from "../../features/registry.ts";
import type { ScoringModel } from "../scoring-model.ts";
import { curveSql } from "./curve-sql.ts";
import { aboveZero, double, sumOf } from "./sql-expressions.ts";
import type { SqlColumn, SqlStage } from "./sql-stage.ts";

/** Adds per feature `_latent`, what it adds as observed or where the one common factor of the features expects it:
 *  SQL of `placeFeatures` and the curves. */
export function factorStages(model: ScoringModel): readonly SqlStage[] {
  const names = model.paidFeatures;
  const each = (column: (name: PaidFeatureName) => SqlColumn) => names.map(column);
  return [
    { name: "deviations", columns: each(name => [`${name}_pull`, pullSql(name, model)]) },
    { name: "mean_factors", columns: [["mean_factor", meanFactorSql(model)]] },
    { name: "common_factors", columns: [["common_factor", flooredFactorSql(model)]] },
    { name: "expectations", columns: each(name => [`${name}_expected`, expectedPositionSql(name, model)]) },
    { name: "places", columns: each(name => [`${name}_place`, placeSql(name)]) },
    {
      name: "contributions",
      columns: each(name => {
        const { curve, referenceLatent } = model.features[name];
        return [`${name}_latent`, `(${curveSql(curve, `${name}_place`)}) - ${double(referenceLatent)}`];
      }),
    },
  ];
}

function pullSql(name: PaidFeatureName, model: ScoringModel): string {
  const { loading, reference, spread } = model.features[name];
  const pull = double(loading / (1 - loading * loading));
  const distance = `${pull} * (${name}_position - ${double(reference)})`;
  const below = double(reference / model.constants.no_attention_deviations);
  return (
    `CASE WHEN ${name} IS NULL THEN 0e0 WHEN ${name}_position < ${double(reference)} ` +
    `THEN ${distance} / ${below} ELSE ${distance} / ${double(spread)} END`
  );
}

function meanFactorSql(model: ScoringModel): string {
  const precisions = model.paidFeatures.map(name => {
    const { loading } = model.features[name];
    return `${double((loading * loading) / (1 - loading * loading))} * ${name}_seen`;
  });
  return `(${sumOf(model.paidFeatures.map(name => `${name}_pull`))}) / (${sumOf(["1e0", ...precisions])})`;
}

function flooredFactorSql(model: ScoringModel): string {
  const largest = Math.max(0, ...model.paidFeatures.map(name => model.features[name].loading));
  if (largest === 0) return "0e0";
  const floor = double(-model.constants.no_attention_deviations / largest);
  return `CASE WHEN mean_factor > ${floor} THEN mean_factor ELSE ${floor} END`;
}

function expectedPositionSql(name: PaidFeatureName, model: ScoringModel): string {
  const { loading, reference, spread } = model.features[name];
  const below = reference / model.constants.no_attention_deviations;
  const at = (step: number) => `${double(reference)} + ${double(loading)} * common_factor * ${double(step)}`;
  return `CASE WHEN common_factor < 0e0 THEN ${at(below)} ELSE ${at(spread)} END`;
}

function placeSql(name: PaidFeatureName): string {
  return `CASE WHEN ${name} IS NULL THEN ${aboveZero(`${name}_expected`)} ELSE ${name}_position END`;
}
