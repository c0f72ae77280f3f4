import type { TableName } from "../../domain/interchange/schema.ts";
import type { Lake } from "../../lake/contract.ts";
import { type Dispute, disputesOf } from "../../lake/disputes.ts";
import { sqlLiteral } from "../../lib/sql-text.ts";

/** `source` without what owners dispute: links of accounts that were proven no later than their dispute, and single acts
 *  that others did to the disputer. Everything else stays as it is. */
export function undisputedSource(
  lake: Lake,
  source: (table: TableName) => string,
): (table: TableName) => string {
  const disputes = disputesOf(lake).filter(({ effect }) => effect === "left_out");
  const conditions: Partial<Record<TableName, readonly string[]>> = {
    identity_links: disputes.filter(({ kind }) => kind === "link").flatMap(linkConditions),
    interactions: disputes.filter(({ kind }) => kind === "event").map(eventCondition),
  };
  return table => {
    const disputed = conditions[table] ?? [];
    if (disputed.length === 0) return source(table);
    return `SELECT * FROM (${source(table)}) AS held WHERE NOT (${disputed.join(" OR ")})`;
  };
}

/** Single acts that are left out: what others did to the disputer, by the id of the act. */
export function disputedActs(lake: Lake): readonly Dispute[] {
  return disputesOf(lake).filter(({ effect, kind }) => effect === "left_out" && kind === "event");
}

/** The disputer leaves the identity it was linked into, and the other leaves that of the disputer. */
function linkConditions({ network, accountId, other, disputedAt }: Dispute): readonly string[] {
  const own = `${network}:${accountId}`;
  const isOld = `observed_at <= CAST(${sqlLiteral(disputedAt.replace("Z", ""))} AS TIMESTAMP)`;
  const rowsOf = (rowNetwork: string, id: string) =>
    `network = ${sqlLiteral(rowNetwork)} AND account_id = ${sqlLiteral(id)} AND ${isOld}`;
  const leaving = `(${rowsOf(network, accountId)} AND identity_id <> ${sqlLiteral(own)})`;
  if (other === null) return [leaving];
  return [leaving, `(${rowsOf(other.network, other.accountId)} AND identity_id = ${sqlLiteral(own)})`];
}

function eventCondition({ network, accountId, subject }: Dispute): string {
  return (
    `(network = ${sqlLiteral(network)} AND target_id = ${sqlLiteral(accountId)} ` +
    `AND interaction_id = ${sqlLiteral(subject)})`
  );
}
