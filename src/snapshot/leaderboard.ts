import type { NetworkName } from "../domain/network.ts";
import type { Engine, EngineRow } from "../engines/contract.ts";
import { sqlDouble, sqlLiteral } from "../lib/sql-text.ts";
import { countOf, numberOf, textOf } from "./cells.ts";
import type { RankedAccount, RankedEntry, Standing } from "./contract.ts";
import type { RunRelations } from "./run-relations.ts";

const IS_RANKED = "status = 'scored' AND is_ranked";

/** The highest ranked identities, or accounts of `network`; ties by influence, then id. */
export async function topEntries(
  engine: Engine,
  relations: RunRelations,
  network: string | undefined,
  limit: number,
): Promise<readonly RankedEntry[]> {
  if (network === undefined) {
    const rows = await engine.rows(
      `SELECT * FROM ${relations.mart("identity_scores")} WHERE ${IS_RANKED}
       ORDER BY score DESC, influence DESC, identity_id LIMIT ${limit}`,
    );
    const names = await displayNames(
      engine,
      relations,
      rows.map(row => String(row["identity_id"])),
    );
    return rows.map(row => toEntry(row, String(row["identity_id"]), membersOf(row, names)));
  }
  const rows = await engine.rows(
    `SELECT * FROM ${relations.mart("account_scores")} WHERE ${IS_RANKED} AND network = ${sqlLiteral(network)}
     ORDER BY score DESC, influence DESC, account_id LIMIT ${limit}`,
  );
  return rows.map(row => {
    const account = {
      network: String(row["network"]) as NetworkName,
      account_id: String(row["account_id"]),
      handle: textOf(row["handle"]),
      display_name: textOf(row["display_name"]),
    };
    return toEntry(row, `${account.network}:${account.account_id}`, [account]);
  });
}

/** How many identities, or accounts of `network`, are ranked. */
export async function rankedCount(
  engine: Engine,
  relations: RunRelations,
  network: string | undefined,
): Promise<number> {
  const [mart, condition] =
    network === undefined
      ? (["identity_scores", IS_RANKED] as const)
      : (["account_scores", `${IS_RANKED} AND network = ${sqlLiteral(network)}`] as const);
  const [row] = await engine.rows(`SELECT count(*) AS n FROM ${relations.mart(mart)} WHERE ${condition}`);
  return row === undefined ? 0 : countOf(row, "n");
}

/** Where `score` stands among the ranked accounts of `network`, those with followers in [low, high] when given. */
export async function standing(
  engine: Engine,
  relations: RunRelations,
  network: string,
  score: number,
  followers?: { readonly low: number; readonly high: number },
): Promise<Standing> {
  const similar = followers ? `AND followers_count BETWEEN ${followers.low} AND ${followers.high}` : "";
  const [row] = await engine.rows(
    `SELECT count(*) AS size,
       sum(CASE WHEN score < ${sqlDouble(score)} THEN 1 ELSE 0 END) AS below,
       sum(CASE WHEN score = ${sqlDouble(score)} THEN 1 ELSE 0 END) AS equal
     FROM ${relations.mart("account_scores")}
     WHERE ${IS_RANKED} AND network = ${sqlLiteral(network)} ${similar}`,
  );
  const size = row === undefined ? 0 : countOf(row, "size");
  if (row === undefined || size === 0) return { size, percentile: null };
  return { size, percentile: (100 * (countOf(row, "below") + countOf(row, "equal") / 2)) / size };
}

/** Display names of the accounts of identities, by `network:account_id`; accounts without one are left out. */
async function displayNames(
  engine: Engine,
  relations: RunRelations,
  identityIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (identityIds.length === 0) return new Map();
  const rows = await engine.rows(
    `SELECT network, account_id, display_name FROM ${relations.mart("account_scores")}
     WHERE display_name IS NOT NULL AND identity_id IN (${identityIds.map(sqlLiteral).join(", ")})`,
  );
  return new Map(rows.map(row => [`${row["network"]}:${row["account_id"]}`, String(row["display_name"])]));
}

function membersOf(row: EngineRow, names: ReadonlyMap<string, string>): readonly RankedAccount[] {
  const members = JSON.parse(String(row["members"])) as readonly Omit<RankedAccount, "display_name">[];
  return members.map(member => ({
    network: member.network,
    account_id: member.account_id,
    handle: member.handle ?? null,
    display_name: names.get(`${member.network}:${member.account_id}`) ?? null,
  }));
}

function toEntry(row: EngineRow, id: string, accounts: readonly RankedAccount[]): RankedEntry {
  return {
    id,
    accounts,
    score: countOf(row, "score"),
    low: countOf(row, "low"),
    high: countOf(row, "high"),
    influence: countOf(row, "influence"),
    variance: countOf(row, "variance"),
    coverage: countOf(row, "coverage"),
    followers_count: numberOf(row["followers_count"]),
    engaged_people_count: numberOf(row["engaged_people_count"]),
  };
}
