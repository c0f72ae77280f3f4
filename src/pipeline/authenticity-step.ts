import type { AuthenticityModel } from "../authenticity/authenticity-model.ts";
import { signalNamed } from "../authenticity/registry.ts";
import { SIGNAL_NAMES, type SignalName } from "../authenticity/signal.ts";
import type { SignalTransform } from "../authenticity/signal-value.ts";
import type { Engine } from "../engines/contract.ts";
import { sqlLiteral } from "../lib/sql-text.ts";
import { curveSql } from "../scoring/sql/curve-sql.ts";
import { double, sumOf } from "../scoring/sql/sql-expressions.ts";
import { chainStages, type SqlColumn, type SqlStage } from "../scoring/sql/sql-stage.ts";

/** Columns of authenticity_estimates with their portable SQL types. */
export const AUTHENTICITY_COLUMNS = {
  account_key: "bigint",
  authenticity: "double",
  reason: "text",
  log_odds: "double",
  is_suspicious: "boolean",
} as const;

/** Columns of acting_estimates with their portable SQL types. */
export const ACTING_COLUMNS = { account_key: "bigint", acting_authenticity: "double" } as const;

/** Signals that no act of the account on others can move: its acts are weighed by these alone, so that acting once more
 *  never makes all that it gave worth less. */
const ACTING_GROUPS: readonly string[] = ["profile", "content"];

/** Writes the table authenticity_estimates (account_key; authenticity 0..1; reason where that is null: not_observed or
 *  policy; log_odds; is_suspicious, null as the estimate) from int_authenticity_signals and returns its rows. Without a
 *  model nobody has an estimate. */
export function authenticityStep(engine: Engine, model: AuthenticityModel | null): Promise<number> {
  const select =
    model === null
      ? `SELECT account_key, CAST(NULL AS DOUBLE) AS authenticity, 'not_observed' AS reason,
           CAST(NULL AS DOUBLE) AS log_odds, CAST(NULL AS BOOLEAN) AS is_suspicious
         FROM int_authenticity_signals`
      : authenticitySelect(model);
  return engine.createTable("authenticity_estimates", select, "authenticity_estimates");
}

/** Writes the table acting_estimates (account_key; acting_authenticity, the estimate from its profile and its texts alone)
 *  from int_acting_signals and returns its rows; accounts of which both are unknown, or that may not be judged, have none. */
export function actingStep(engine: Engine, model: AuthenticityModel): Promise<number> {
  return engine.createTable("acting_estimates", actingSelect(model), "acting_estimates");
}

/** Writes acting_estimates without a row, where nothing is discounted by it; returns 0. */
export async function noActingEstimates(engine: Engine): Promise<number> {
  await engine.createTableFromRows("acting_estimates", ACTING_COLUMNS, []);
  return 0;
}

/** SQL of `estimateAuthenticity` over the rows of int_authenticity_signals, one row per account; agrees with it to 1e-9. */
export function authenticitySelect(model: AuthenticityModel): string {
  const isNothing = SIGNAL_NAMES.map(name => `${name}_place IS NULL`).join(" AND ");
  const { sql, last } = chainStages("SELECT * FROM int_authenticity_signals", [
    ...heightStages(SIGNAL_NAMES, model),
    {
      name: "summed",
      columns: [
        ["total", totalOf(SIGNAL_NAMES, model)],
        ["why_none", `CASE WHEN is_restricted THEN 'policy' WHEN ${isNothing} THEN 'not_observed' END`],
      ],
    },
  ]);
  return `${sql}
SELECT account_key,
  CASE WHEN why_none IS NULL THEN 1e0 / (1e0 + exp(-total)) END AS authenticity,
  why_none AS reason,
  CASE WHEN why_none IS NULL THEN total END AS log_odds,
  CASE WHEN why_none IS NULL THEN total < ${double(Math.log(model.suspiciousBelow / (1 - model.suspiciousBelow)))} END AS is_suspicious
FROM ${last}`;
}

/** SQL of the estimate from the signals of `ACTING_GROUPS` alone over the rows of int_acting_signals. */
function actingSelect(model: AuthenticityModel): string {
  const names = SIGNAL_NAMES.filter(name => ACTING_GROUPS.includes(signalNamed(name).group));
  const { sql, last } = chainStages("SELECT * FROM int_acting_signals WHERE NOT is_restricted", [
    ...heightStages(names, model),
    { name: "summed", columns: [["total", totalOf(names, model)]] },
  ]);
  return `${sql}
SELECT account_key, 1e0 / (1e0 + exp(-total)) AS acting_authenticity FROM ${last}
WHERE NOT (${names.map(name => `${name}_place IS NULL`).join(" AND ")})`;
}

/** What each signal is worth, from its place on its curve. */
function heightStages(names: readonly SignalName[], model: AuthenticityModel): readonly SqlStage[] {
  const places = names.map((name): SqlColumn => [`${name}_place`, placeSql(model.signals[name].transform)]);
  const heights = names.map((name): SqlColumn => {
    const { curve, origin } = model.signals[name];
    const height = `CASE WHEN ${name}_place IS NULL THEN 0e0 ELSE ${curveSql(curve, `${name}_place`)} END`;
    return [`${name}_height`, origin === "fitted" ? `fitted_share * (${height})` : height];
  });
  const isFittedThere = `network = ${sqlLiteral(model.fittedNetwork)}`;
  const fittedShare = `CASE WHEN ${isFittedThere} THEN 1e0 ELSE ${double(model.elsewhereShare)} END`;
  return [
    { name: "placed", columns: [...places, ["fitted_share", fittedShare]] },
    { name: "raised", columns: heights },
  ];
}

function totalOf(names: readonly SignalName[], model: AuthenticityModel): string {
  return sumOf([double(model.bias), ...names.map(name => `${name}_height`)]);
}

/** SQL of `signalPosition`: null where a number that it needs is null. */
function placeSql(transform: SignalTransform): string {
  if (transform.kind === "plain") return transform.of;
  const side = (column: string, offset: number) => `(greatest(${column}, 0e0) + ${double(offset)})`;
  const [of, to] = [side(transform.of, transform.of_offset), side(transform.to, transform.to_offset)];
  // greatest() passes over nulls on some engines.
  return `CASE WHEN ${transform.of} IS NOT NULL AND ${transform.to} IS NOT NULL THEN ln(${of} / ${to}) END`;
}
