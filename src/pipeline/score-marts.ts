import type { MacroSet } from "../engines/contract.ts";
import { sqlLiteral } from "../lib/sql-text.ts";
import type { ScoringModel } from "../scoring/scoring-model.ts";
import { compileModel, SCORE_VALUE_NAMES } from "../scoring/sql/compile-model.ts";

/** Tables of scored accounts by the compiled `model`; accounts without enough data have no row. On demand the counts of
 *  people rest on `engaged_people_support_count`. */
export function scoreValuesSelect(model: ScoringModel, isOnDemand = false): string {
  const columns = isOnDemand
    ? "* REPLACE (coalesce(engaged_people_support_count, engaged_people_count) AS engaged_people_count)"
    : "*";
  return compileModel(model, `(SELECT ${columns} FROM account_features WHERE has_enough_data) AS enough`);
}

/** Identities that an account other than their own belongs to: only these may have several accounts. */
const SHARED = `SELECT identity_id FROM account_scores
    WHERE identity_id <> concat(network, ':', account_id) GROUP BY identity_id`;

/** Scored accounts of identities that have more than one account, by identity. */
export const LINKED_SCORES = `
  SELECT identity_id, influence, variance, coverage FROM account_scores
  WHERE status = 'scored' AND identity_id IN (
    SELECT identity_id FROM account_scores WHERE identity_id IN (${SHARED})
    GROUP BY identity_id HAVING count(*) > 1)
  ORDER BY identity_id, network, account_id`;

/** Where the identities of linked accounts are found: among those of all accounts, or alone. */
export type LinkedAccounts = "identity_accounts" | "int_linked_accounts";

/** The mart `account_scores`: one row per account of `account_features`. */
export function accountScoresSelect(notEnoughReason: string, linkedAccounts: LinkedAccounts): string {
  const values = SCORE_VALUE_NAMES.map(name => `v.${name}`);
  return `
  SELECT f.network, f.account_id, f.handle, f.display_name,
    coalesce(i.identity_id, concat(f.network, ':', f.account_id)) AS identity_id,
    CASE WHEN v.account_id IS NOT NULL THEN 'scored' ELSE 'not_enough_data' END AS status,
    CASE WHEN v.account_id IS NULL THEN ${sqlLiteral(notEnoughReason)} END AS reason,
    ${values.join(", ")},
    v.account_id IS NOT NULL AND NOT coalesce(f.is_self_supplied, FALSE) AND coalesce(f.is_indexable, TRUE)
      AS is_ranked,
    coalesce(f.is_self_supplied, FALSE) AS is_self_supplied,
    f.followers_count, f.engaged_people_count
  FROM account_features AS f
  LEFT JOIN (SELECT * FROM ${linkedAccounts} WHERE identity_id <> concat(network, ':', account_id)) AS i
    ON i.network = f.network AND i.account_id = f.account_id
  LEFT JOIN score_values AS v ON v.network = f.network AND v.account_id = f.account_id`;
}

/** The mart `identity_scores`: one row per identity; linked ones take their values from `linked_identities`. */
export function identityScoresSelect(macros: MacroSet): string {
  const json = macros["json_text"]!;
  const member = `concat('{"network":', ${json("network")}, ',"account_id":', ${json("account_id")},
        ',"handle":', coalesce(${json("handle")}, 'null'),
        ',"score":', coalesce(CAST(score AS string), 'null'), ',"status":', ${json("status")}, '}')`;
  return `
  WITH shared AS (${SHARED}),
  members AS (
    SELECT a.identity_id, concat('[', ${member}, ']') AS members, 1 AS member_count,
      status, score, low, high, influence, variance, coverage, is_ranked, followers_count, engaged_people_count
    FROM account_scores AS a LEFT JOIN shared AS s ON s.identity_id = a.identity_id
    WHERE s.identity_id IS NULL
    UNION ALL
    SELECT identity_id,
      concat('[', ${macros["joined"]!(member, "','", "network", "account_id")}, ']') AS members,
      count(*) AS member_count,
      max(status) AS status, max(score) AS score, max(low) AS low, max(high) AS high,
      max(influence) AS influence, max(variance) AS variance, max(coverage) AS coverage,
      bool_or(is_ranked) AND bool_and(is_ranked OR status <> 'scored') AS is_ranked,
      max(followers_count) AS followers_count, max(engaged_people_count) AS engaged_people_count
    FROM account_scores
    WHERE identity_id IN (${SHARED})
    GROUP BY identity_id
  )
  SELECT m.identity_id, m.members, m.status,
    CASE WHEN m.member_count = 1 THEN m.score ELSE l.score END AS score,
    CASE WHEN m.member_count = 1 THEN m.low ELSE l.low END AS low,
    CASE WHEN m.member_count = 1 THEN m.high ELSE l.high END AS high,
    coalesce(l.influence, m.influence) AS influence,
    coalesce(l.variance, m.variance) AS variance,
    coalesce(l.coverage, m.coverage) AS coverage,
    m.is_ranked, m.followers_count, m.engaged_people_count
  FROM members AS m
  LEFT JOIN linked_identities AS l ON l.identity_id = m.identity_id`;
}
