import { NETWORKS } from "../../domain/network.ts";
import { EVIDENCE_COLUMNS } from "../../features/feature.ts";
import { type PaidFeatureName, paidFeatureNamed } from "../../features/registry.ts";
import { sqlLiteral } from "../../lib/sql-text.ts";
import { COUNT_COLUMNS } from "../account-evidence.ts";
import type { ScoringModel } from "../scoring-model.ts";
import { keyOf, type PieceKey } from "./curve-sql.ts";
import { clamped, double } from "./sql-expressions.ts";
import type { SqlColumn, SqlStage } from "./sql-stage.ts";
import { amountSql, firstValueAt, positionSql } from "./transform-sql.ts";

/** A SELECT of what scoring reads of `relation`, as doubles; shares within 0..1, a share that is null is 0. */
export function evidenceSelectSql(relation: string, model: ScoringModel): string {
  const doubles = [...model.paidFeatures, ...COUNT_COLUMNS].map(name => `CAST(${name} AS DOUBLE) AS ${name}`);
  const shares = EVIDENCE_COLUMNS.map(name => `${clamped(`CAST(${name} AS DOUBLE)`, 0, 1)} AS ${name}`);
  const columns = ["network", "account_id", "has_enough_data", ...doubles, ...shares];
  return `SELECT ${columns.join(",\n    ")}\n  FROM ${relation}`;
}

/** Adds per feature `_seen` (1, or 0 where its value is null), `_known` (0 where the network has no notion of it and
 *  gave none, else 1), `_covered` (SQL of `featureCoverage`), `_amount` and then `_position`. */
export function evidenceStages(model: ScoringModel): readonly SqlStage[] {
  const columnsOf = (feature: PaidFeatureName): readonly SqlColumn[] => [
    [`${feature}_seen`, `CASE WHEN ${feature} IS NULL THEN 0e0 ELSE 1e0 END`],
    [`${feature}_known`, knownSql(feature, model)],
    [`${feature}_covered`, coveredSql(feature)],
    [`${feature}_amount`, amountSql(feature, model.features[feature].transform)],
  ];
  const positions = model.paidFeatures.map(
    (feature): SqlColumn => [
      `${feature}_position`,
      positionSql(`${feature}_amount`, model.features[feature].transform),
    ],
  );
  return [
    { name: "observed", columns: model.paidFeatures.flatMap(columnsOf) },
    { name: "positions", columns: positions },
  ];
}

/** What tells the pieces of a feature's curve apart: its raw value, exact where its position is rounded. */
export function valueKey(feature: PaidFeatureName, model: ScoringModel): PieceKey {
  const { curve, transform } = model.features[feature];
  const { from } = keyOf(curve, feature);
  return { column: feature, from: from.map(position => firstValueAt(position, transform)) };
}

function coveredSql(feature: PaidFeatureName): string {
  const shares = paidFeatureNamed(feature).evidence;
  const covered = shares.length === 0 ? "1e0" : `(${shares.join(" + ")}) / ${double(shares.length)}`;
  return `CASE WHEN ${feature} IS NULL THEN 0e0 ELSE ${covered} END`;
}

function knownSql(feature: PaidFeatureName, model: ScoringModel): string {
  const lacking = NETWORKS.filter(network => model.networks[network].unavailable.has(feature));
  if (lacking.length === 0) return "1e0";
  const names = lacking.map(sqlLiteral).join(", ");
  return `CASE WHEN ${feature} IS NULL AND network IN (${names}) THEN 0e0 ELSE 1e0 END`;
}
