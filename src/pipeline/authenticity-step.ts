import type { AuthenticityModel } from "../authenticity/authenticity-model.ts";
import { signalNamed } from "../authenticity/registry.ts";
import { SIGNAL_NAMES } from "../authenticity/signal.ts";
import type { SignalTransform } from "../authenticity/signal-value.ts";
import type { Engine } from "../engines/contract.ts";
import { sqlLiteral } from "../lib/sql-text.ts";
import { curveSql } from "../scoring/sql/curve-sql.ts";
import { double, sumOf } from "../scoring/sql/sql-expressions.ts";
import { chainStages, type SqlColumn } from "../scoring/sql/sql-stage.ts";

/** Columns of authenticity_estimates with their portable SQL types. */
export const AUTHENTICITY_COLUMNS = {
  account_key: "bigint",
  authenticity: "double",
  reason: "text",
  log_odds: "double",
  is_suspicious: "boolean",
  acting_authenticity: "double",
} as const;

/** Signals that no act of the account on others can move: its acts are weighed by these alone, so that acting once more
 *  never makes all that it gave worth less. */
const ACTING_GROUPS: readonly string[] = ["profile", "content"];

/** Writes the table authenticity_estimates (account_key; authenticity 0..1; reason where that is null: not_observed or
 *  policy; log_odds; is_suspicious, null as the estimate; acting_authenticity, the estimate from its profile and its texts alone,
 *  null where they are unknown) from int_authenticity_signals and returns its rows. Without a model nobody has an estimate. */
export function authenticityStep(engine: Engine, model: AuthenticityModel | null): Promise<number> {
  const select =
    model === null
      ? `SELECT account_key, CAST(NULL AS DOUBLE) AS authenticity, 'not_observed' AS reason,
           CAST(NULL AS DOUBLE) AS log_odds, CAST(NULL AS BOOLEAN) AS is_suspicious,
           CAST(NULL AS DOUBLE) AS acting_authenticity
         FROM int_authenticity_signals`
      : authenticitySelect(model);
  return engine.createTable("authenticity_estimates", select, "authenticity_estimates");
}

/** Writes authenticity_estimates without a row, where nothing that is asked for reads one; returns 0. */
export async function noEstimates(engine: Engine): Promise<number> {
  await engine.createTableFromRows("authenticity_estimates", AUTHENTICITY_COLUMNS, []);
  return 0;
}

/** SQL of `estimateAuthenticity` over the rows of int_authenticity_signals, one row per account; agrees with it to 1e-9. */
export function authenticitySelect(model: AuthenticityModel): string {
  const places = SIGNAL_NAMES.map(
    (name): SqlColumn => [`${name}_place`, placeSql(model.signals[name].transform)],
  );
  const heights = SIGNAL_NAMES.map((name): SqlColumn => {
    const { curve, origin } = model.signals[name];
    const height = `CASE WHEN ${name}_place IS NULL THEN 0e0 ELSE ${curveSql(curve, `${name}_place`)} END`;
    return [`${name}_height`, origin === "fitted" ? `fitted_share * (${height})` : height];
  });
  const isNothing = SIGNAL_NAMES.map(name => `${name}_place IS NULL`).join(" AND ");
  const acting = SIGNAL_NAMES.filter(name => ACTING_GROUPS.includes(signalNamed(name).group));
  const isUnknown = acting.map(name => `${name}_place IS NULL`).join(" AND ");
  const { sql, last } = chainStages("SELECT * FROM int_authenticity_signals", [
    {
      name: "placed",
      columns: [
        ...places,
        [
          "fitted_share",
          `CASE WHEN network = ${sqlLiteral(model.fittedNetwork)} THEN 1e0 ELSE ${double(model.elsewhereShare)} END`,
        ],
      ],
    },
    { name: "raised", columns: heights },
    {
      name: "summed",
      columns: [
        ["total", sumOf([double(model.bias), ...SIGNAL_NAMES.map(name => `${name}_height`)])],
        [
          "acting_total",
          `CASE WHEN NOT is_restricted AND NOT (${isUnknown})
             THEN ${sumOf([double(model.bias), ...acting.map(name => `${name}_height`)])} END`,
        ],
        ["why_none", `CASE WHEN is_restricted THEN 'policy' WHEN ${isNothing} THEN 'not_observed' END`],
      ],
    },
  ]);
  return `${sql}
SELECT account_key,
  CASE WHEN why_none IS NULL THEN 1e0 / (1e0 + exp(-total)) END AS authenticity,
  why_none AS reason,
  CASE WHEN why_none IS NULL THEN total END AS log_odds,
  CASE WHEN why_none IS NULL THEN total < ${double(Math.log(model.suspiciousBelow / (1 - model.suspiciousBelow)))} END AS is_suspicious,
  1e0 / (1e0 + exp(-acting_total)) AS acting_authenticity
FROM ${last}`;
}

/** SQL of `signalPosition`: null where a number that it needs is null. */
function placeSql(transform: SignalTransform): string {
  if (transform.kind === "plain") return transform.of;
  const side = (column: string, offset: number) => `(greatest(${column}, 0e0) + ${double(offset)})`;
  const [of, to] = [side(transform.of, transform.of_offset), side(transform.to, transform.to_offset)];
  // greatest() passes over nulls on some engines.
  return `CASE WHEN ${transform.of} IS NOT NULL AND ${transform.to} IS NOT NULL THEN ln(${of} / ${to}) END`;
}
