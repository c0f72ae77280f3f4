import type { Engine, EngineRow } from "../engines/contract.ts";
import { sqlLiteral } from "../lib/sql-text.ts";
import { numberOf, textOf } from "./cells.ts";
import type { StoredAccount } from "./contract.ts";
import type { RunRelations } from "./run-relations.ts";

/** Columns of `audience_quality` beside its key, in the order in which a snapshot keeps them. */
export const AUDIENCE_COLUMNS = ["engagers", "followers"].flatMap(side =>
  ["seen", "genuine", "mass_follower", "inactive", "suspicious", "declared_bot", "unknown", "restricted"].map(
    name => `${side}_${name}_count`,
  ),
);

/** Its row of audience_quality; one of zeros when nobody is around it; null for runs without that mart. */
export async function audienceOf(
  engine: Engine,
  relations: RunRelations,
  account: StoredAccount,
): Promise<EngineRow | null> {
  if (!relations.has("audience_quality")) return null;
  const [row] = await engine.rows(
    `SELECT * FROM ${relations.mart("audience_quality")} WHERE ${isOf(account, "account_id")}`,
  );
  return row ?? {};
}

/** Its row of account_authenticity; null when there is none. For the operator and the owner only. */
export async function authenticityRowOf(
  engine: Engine,
  relations: RunRelations,
  account: Pick<StoredAccount, "network" | "accountId">,
): Promise<EngineRow | null> {
  if (!relations.has("account_authenticity")) return null;
  const [row] = await engine.rows(
    `SELECT * FROM ${relations.mart("account_authenticity")} WHERE ${isOf(account, "account_id")}`,
  );
  return row ?? null;
}

/** A suspicious account around another. */
export interface Suspect {
  readonly account_id: string;
  readonly handle: string | null;
  /** Estimated probability that it is genuine, 0..1. */
  readonly authenticity: number;
  /** It acted on the account in the window; else it only follows it. */
  readonly has_acted: boolean;
}

/** At most 60 suspicious accounts around `account`, those that act most first. For the operator and the owner only. */
export async function suspectsOf(
  engine: Engine,
  relations: RunRelations,
  account: Pick<StoredAccount, "network" | "accountId">,
): Promise<readonly Suspect[]> {
  if (!relations.has("audience_suspects")) return [];
  const rows = await engine.rows(
    `SELECT suspects.actor_id, scores.handle, suspects.authenticity, suspects.has_acted
     FROM (SELECT * FROM ${relations.mart("audience_suspects")} WHERE ${isOf(account, "target_id")}) AS suspects
     LEFT JOIN ${relations.mart("account_scores")} AS scores
       ON scores.network = suspects.network AND scores.account_id = suspects.actor_id
     ORDER BY suspects.place`,
  );
  return rows.map(row => ({
    account_id: String(row["actor_id"]),
    handle: textOf(row["handle"]),
    authenticity: numberOf(row["authenticity"])!,
    has_acted: row["has_acted"] === true,
  }));
}

function isOf(
  { network, accountId }: Pick<StoredAccount, "network" | "accountId">,
  column: "account_id" | "target_id",
): string {
  return `network = ${sqlLiteral(network)} AND ${column} = ${sqlLiteral(accountId)}`;
}
