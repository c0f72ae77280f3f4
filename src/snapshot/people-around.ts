import type { Engine } from "../engines/contract.ts";
import { sqlLiteral } from "../lib/sql-text.ts";
import { countOf, numberOf, textOf } from "./cells.ts";
import type { AroundSide, PersonAround, StoredAccount } from "./contract.ts";
import type { RunRelations } from "./run-relations.ts";

/** Columns of people_edges that hold the account itself and the other person. */
const ENDS = {
  moved_by: { own: "actor_id", other: "target_id", order: "attention_share" },
  moves: {
    own: "target_id",
    other: "actor_id",
    order: "attention_share * pow(10, coalesce(people_rank, 0))",
  },
} as const satisfies Record<AroundSide, object>;

/** The people on one side of `account`, those that weigh most first; ties by id. */
export async function peopleAround(
  engine: Engine,
  relations: RunRelations,
  account: StoredAccount,
  side: AroundSide,
  limit: number,
): Promise<readonly PersonAround[]> {
  const { order } = ENDS[side];
  const rows = await engine.rows(
    `SELECT edges.*, scores.handle, scores.display_name, scores.score, features.people_rank
     FROM (${edgesOf(relations, account, side)}) AS edges
     LEFT JOIN ${relations.mart("account_features")} AS features
       ON features.network = edges.network AND features.account_id = edges.person_id
     LEFT JOIN ${relations.mart("account_scores")} AS scores
       ON scores.network = edges.network AND scores.account_id = edges.person_id
     ORDER BY ${order} DESC, edges.person_id LIMIT ${limit}`,
  );
  return rows.map(row => {
    const standing = 10 ** (numberOf(row["people_rank"]) ?? 0);
    const attention_share = numberOf(row["attention_share"]) ?? 0;
    return {
      account_id: String(row["person_id"]),
      handle: textOf(row["handle"]),
      display_name: textOf(row["display_name"]),
      score: numberOf(row["score"]),
      standing,
      attention_share,
      passed_standing: standing * attention_share,
      likes: countOf(row, "likes"),
      reposts: countOf(row, "reposts"),
      replies: countOf(row, "replies"),
      quotes: countOf(row, "quotes"),
      mentions: countOf(row, "mentions"),
      last_acted_at: textOf(row["last_acted_at"]),
    };
  });
}

/** The ids of everybody on one side of `account`. */
export async function idsAround(
  engine: Engine,
  relations: RunRelations,
  account: StoredAccount,
  side: AroundSide,
): Promise<readonly string[]> {
  const rows = await engine.rows(`SELECT person_id FROM (${edgesOf(relations, account, side)}) AS edges`);
  return rows.map(row => String(row["person_id"]));
}

function edgesOf(relations: RunRelations, account: StoredAccount, side: AroundSide): string {
  const { own, other } = ENDS[side];
  return `SELECT *, ${other} AS person_id FROM ${relations.mart("people_edges")}
    WHERE network = ${sqlLiteral(account.network)} AND ${own} = ${sqlLiteral(account.accountId)}`;
}
