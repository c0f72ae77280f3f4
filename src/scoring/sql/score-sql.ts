import { NETWORKS } from "../../domain/network.ts";
import { PAID_GROUPS } from "../../features/feature.ts";
import { paidFeatureNamed } from "../../features/registry.ts";
import type { CurvePoints } from "../../lib/piecewise-curve.ts";
import { sqlLiteral } from "../../lib/sql-text.ts";
import type { ScoringModel } from "../scoring-model.ts";
import { curveSql, keyOf, slopeSql } from "./curve-sql.ts";
import { aboveZero, double, sumOf } from "./sql-expressions.ts";
import type { SqlColumn, SqlStage } from "./sql-stage.ts";

/** Adds `latent`, `influence`, `variance`, the sub-scores by group, and `score`, `low` and `high`, which are null
 *  without enough data. */
export function scoreStages(model: ScoringModel): readonly SqlStage[] {
  const calibrated = (x: string) => curveSql(model.calibration.influenceToScore, x);
  const scored = (name: string, x: string): SqlColumn => [
    name,
    `CASE WHEN has_enough_data THEN ${calibrated(x)} END`,
  ];
  return [
    {
      name: "latents",
      columns: [
        ["latent", sumOf([double(model.bias), ...model.paidFeatures.map(name => `${name}_latent`)])],
        ...PAID_GROUPS.map(group => groupLatent(group, model)),
      ],
    },
    {
      name: "influences",
      columns: [
        ["influence", byNetwork(model, curve => curveSql(curve, "latent"), "latent")],
        ["influence_slope", byNetwork(model, curve => slopeSql(curve, keyOf(curve, "latent")), "1e0")],
        ...PAID_GROUPS.map(
          (group): SqlColumn => [
            group,
            curveSql(model.groupCalibration[group].influenceToScore, `${group}_sum`),
          ],
        ),
      ],
    },
    {
      name: "variances",
      columns: [
        ["variance", "influence_slope * influence_slope * (sampling_variance + unobserved_variance)"],
      ],
    },
    {
      name: "margins",
      // Rounding can leave a variance of nothing a hair below 0, of which engines take no root.
      columns: [["margin", `${double(model.intervalDeviations)} * sqrt(${aboveZero("variance")})`]],
    },
    {
      name: "edges",
      columns: [
        ["influence_low", "influence - margin"],
        ["influence_high", "influence + margin"],
      ],
    },
    {
      name: "scores",
      columns: [
        scored("score", "influence"),
        scored("low", "influence_low"),
        scored("high", "influence_high"),
      ],
    },
  ];
}

function groupLatent(group: (typeof PAID_GROUPS)[number], model: ScoringModel): SqlColumn {
  const members = model.paidFeatures.filter(name => paidFeatureNamed(name).group === group);
  return [`${group}_sum`, sumOf(members.map(name => `${name}_latent`))];
}

/** SQL that is `ofCurve` on networks with a curve of their own and `identity` on the others. */
function byNetwork(model: ScoringModel, ofCurve: (curve: CurvePoints) => string, identity: string): string {
  const cases = NETWORKS.flatMap(network => {
    const { curve } = model.networks[network];
    return curve === null ? [] : [`WHEN ${sqlLiteral(network)} THEN ${ofCurve(curve)}`];
  });
  return cases.length === 0 ? identity : `CASE network ${cases.join(" ")} ELSE ${identity} END`;
}
