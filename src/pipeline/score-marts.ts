import { NETWORKS } from "../domain/network.ts";
import { sqlLiteral } from "../lib/sql-text.ts";

/** Columns of numbers that scoring gives an account; NaN stands for null on the way into the engine. */
export const SCORE_VALUE_NAMES = [
  "score",
  "low",
  "high",
  "latent",
  "influence",
  "variance",
  "coverage",
  "reach",
  "amplification",
  "network_impact",
] as const;

/** Accounts with evidence, numbered in key order, with the identity they belong to; one row per account. */
export const SCORE_ROWS = `
  SELECT row_number() OVER (ORDER BY f.network, f.account_id) - 1 AS row_index, f.network, f.account_id,
    coalesce(i.identity_id, concat(f.network, ':', f.account_id)) AS identity_id
  FROM account_features AS f
  LEFT JOIN identity_accounts AS i ON i.network = f.network AND i.account_id = f.account_id`;

/** Rows of `score_rows` whose identity has more than one account. */
export const LINKED_ROWS = `
  SELECT row_index, identity_id FROM score_rows
  WHERE identity_id IN (SELECT identity_id FROM score_rows GROUP BY identity_id HAVING count(*) > 1)
  ORDER BY identity_id, row_index`;

/** Numeric columns for `scoreAccount` in key order: network code, has_enough_data, then `names` with NaN for null. */
export function evidenceSelect(names: readonly string[]): string {
  const codes = NETWORKS.map((network, code) => `WHEN ${sqlLiteral(network)} THEN ${code}`).join(" ");
  const columns = names.map(
    name => `coalesce(CAST(f.${name} AS DOUBLE), CAST('NaN' AS DOUBLE)) AS ${name}`,
  );
  return `
  SELECT CAST(CASE f.network ${codes} END AS INTEGER) AS network_code,
    CAST(CASE WHEN f.has_enough_data THEN 1 ELSE 0 END AS INTEGER) AS has_enough_data,
    ${columns.join(",\n    ")}
  FROM account_features AS f
  ORDER BY f.network, f.account_id`;
}

/** The mart `account_scores`: one row per account of `account_features`. */
export function accountScoresSelect(notEnoughReason: string): string {
  const values = SCORE_VALUE_NAMES.map(name => `CASE WHEN NOT isnan(v.${name}) THEN v.${name} END AS ${name}`);
  return `
  SELECT f.network, f.account_id, f.handle, f.display_name, r.identity_id,
    CASE WHEN v.is_scored = 1 THEN 'scored' ELSE 'not_enough_data' END AS status,
    CASE WHEN v.is_scored = 0 THEN ${sqlLiteral(notEnoughReason)} END AS reason,
    ${values.join(",\n    ")},
    v.is_scored = 1 AND NOT coalesce(f.is_self_supplied, FALSE) AND coalesce(f.is_indexable, TRUE) AS is_ranked,
    coalesce(f.is_self_supplied, FALSE) AS is_self_supplied,
    f.followers_count, f.engaged_people_count
  FROM account_features AS f
  JOIN score_rows AS r ON r.network = f.network AND r.account_id = f.account_id
  JOIN score_values AS v ON v.row_index = r.row_index`;
}

/** The mart `identity_scores`: one row per identity; linked ones take their values from `linked_identities`. */
export const IDENTITY_SCORES = `
  WITH members AS (
    SELECT identity_id,
      concat('[', string_agg(concat('{"network":', to_json(network), ',"account_id":', to_json(account_id),
        ',"handle":', coalesce(CAST(to_json(handle) AS VARCHAR), 'null'),
        ',"score":', coalesce(CAST(score AS VARCHAR), 'null'), ',"status":', to_json(status), '}'), ','
        ORDER BY network, account_id), ']') AS members,
      count(*) AS member_count,
      max(status) AS best_status, max(score) AS score, max(low) AS low, max(high) AS high,
      max(influence) AS influence, max(variance) AS variance, max(coverage) AS coverage,
      bool_or(is_ranked) AND bool_and(is_ranked OR status <> 'scored') AS is_ranked,
      max(followers_count) AS followers_count, max(engaged_people_count) AS engaged_people_count
    FROM account_scores
    GROUP BY identity_id
  )
  SELECT m.identity_id, m.members,
    CASE WHEN m.member_count = 1 THEN m.best_status WHEN isnan(l.score) THEN 'not_enough_data' ELSE 'scored' END AS status,
    CASE WHEN m.member_count = 1 THEN m.score WHEN NOT isnan(l.score) THEN l.score END AS score,
    CASE WHEN m.member_count = 1 THEN m.low WHEN NOT isnan(l.low) THEN l.low END AS low,
    CASE WHEN m.member_count = 1 THEN m.high WHEN NOT isnan(l.high) THEN l.high END AS high,
    coalesce(l.influence, m.influence) AS influence,
    coalesce(l.variance, m.variance) AS variance,
    coalesce(l.coverage, m.coverage) AS coverage,
    m.is_ranked, m.followers_count, m.engaged_people_count
  FROM members AS m
  LEFT JOIN linked_identities AS l ON l.identity_id = m.identity_id`;
