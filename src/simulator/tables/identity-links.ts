import { accountId } from "../ids.ts";
import type { World } from "../world.ts";

/** One account in this many of the smaller network also has an account on the larger one. */
const ACCOUNTS_PER_PERSON = 15;

/** SELECT of the rows of `identity_links` between two networks: one row for each of the person's two accounts, the
 *  identity named after the account on `first`. Popular people are popular on both.
 *  `offset` (0..14) picks which accounts, so that each pair of networks has people of its own. */
export function identityLinksSelect(first: World, second: World, offset: number): string {
  const pairs = `SELECT person, ${accountId(first, "person")} AS first_id, ${accountId(second, "person")} AS second_id
    FROM (SELECT number * ${ACCOUNTS_PER_PERSON} + ${offset} AS person
      FROM range(${Math.floor((second.accounts - offset) / ACCOUNTS_PER_PERSON)}) AS numbers(number))`;
  const observed = `epoch_ms(${first.endMs - 1}) AS observed_at`;
  return `SELECT '${first.network}' AS network, first_id AS account_id, '${first.network}:' || first_id AS identity_id,
      'self' AS proof_kind, CAST(NULL AS VARCHAR) AS proof_url, ${observed} FROM (${pairs})
    UNION ALL SELECT '${second.network}', second_id, '${first.network}:' || first_id,
      CASE WHEN person % 2 = 0 THEN 'domain' ELSE 'rel_me' END,
      'https://person' || CAST(person AS VARCHAR) || '.example.org/about', ${observed} FROM (${pairs})`;
}
