import type { Engine } from "../engines/contract.ts";
import { sqlDouble, sqlIdentifier, sqlLiteral } from "../lib/sql-text.ts";
import { countOf, numberOf, textOf } from "./cells.ts";
import type { QualityPost, QualityStanding, StoredAccount, StoredQualities } from "./contract.ts";
import type { RunRelations } from "./run-relations.ts";

/** Fewer accounts of like size with a value than this say little: all of the network are compared then. */
export const ENOUGH_ALIKE = 20;

/** The row of `account_qualities` of `account`, where each of the columns `qualities` stands among accounts of
 *  half to double the audience, and the posts that show them. Null when the run has no such row. */
export async function storedQualities(
  engine: Engine,
  relations: RunRelations,
  account: StoredAccount,
  qualities: readonly string[],
): Promise<StoredQualities | null> {
  if (!relations.has("account_qualities") || !relations.has("quality_posts")) return null;
  const mart = relations.mart("account_qualities");
  const [row] = await engine.rows(`SELECT * FROM ${mart} WHERE ${isOf(account)}`);
  if (row === undefined) return null;
  const size = audienceBand(numberOf(row["followers_count"]), numberOf(row["engaged_people_count"]));
  const observed = qualities.flatMap(name => {
    const value = numberOf(row[name]);
    return value === null ? [] : [{ name, value }];
  });
  const standings: Record<string, QualityStanding> = {};
  if (observed.length > 0) {
    const alike = size === null ? "false" : `${size.column} BETWEEN ${size.low} AND ${size.high}`;
    const columns = observed.flatMap(({ name, value }, i) => [
      ...standingColumns(name, value, "true", `all_${i}`),
      ...standingColumns(name, value, alike, `alike_${i}`),
    ]);
    const [counts] = await engine.rows(
      `SELECT ${columns.join(", ")} FROM ${mart}
       WHERE network = ${sqlLiteral(account.network)} AND is_ranked`,
    );
    for (const [i, { name }] of observed.entries()) {
      const alikeCount = countOf(counts!, `alike_${i}_size`);
      const isAlike = size !== null && alikeCount >= ENOUGH_ALIKE;
      const prefix = isAlike ? `alike_${i}` : `all_${i}`;
      const compared = countOf(counts!, `${prefix}_size`);
      const half = countOf(counts!, `${prefix}_equal`) / 2;
      const percentOf = (side: string) =>
        compared === 0 ? null : (100 * (countOf(counts!, `${prefix}_${side}`) + half)) / compared;
      standings[name] = {
        size: compared,
        smallerPercent: percentOf("below"),
        largerPercent: percentOf("above"),
        audience: isAlike ? size : null,
        alikeCount: size === null ? null : alikeCount,
      };
    }
  }
  return { row, standings, posts: await qualityPosts(engine, relations, account) };
}

async function qualityPosts(
  engine: Engine,
  relations: RunRelations,
  account: StoredAccount,
): Promise<readonly QualityPost[]> {
  const rows = await engine.rows(
    `SELECT posts.*, scores.handle AS target_handle
     FROM (SELECT * FROM ${relations.mart("quality_posts")} WHERE ${isOf(account)}) AS posts
     LEFT JOIN ${relations.mart("account_scores")} AS scores
       ON scores.network = posts.network AND scores.account_id = posts.target_id
     ORDER BY posts.quality, posts.place`,
  );
  return rows.map(row => ({
    quality: String(row["quality"]),
    post_id: String(row["post_id"]),
    posted_at: textOf(row["posted_at"]),
    text: textOf(row["text"]),
    target_id: textOf(row["target_id"]),
    target_handle: textOf(row["target_handle"]),
    note: String(row["note"]),
    amount: numberOf(row["amount"]),
  }));
}

function isOf({ network, accountId }: StoredAccount): string {
  return `network = ${sqlLiteral(network)} AND account_id = ${sqlLiteral(accountId)}`;
}

/** Half to double the followers, else the people who acted on it; null where neither was observed. */
export function audienceBand(
  followers: number | null,
  engagedPeople: number | null,
): QualityStanding["audience"] {
  const band = (column: "followers_count" | "engaged_people_count", count: number) =>
    ({ column, low: Math.ceil(count / 2), high: count * 2 }) as const;
  if (followers !== null && followers > 0) return band("followers_count", followers);
  if (engagedPeople !== null && engagedPeople > 0) return band("engaged_people_count", engagedPeople);
  return null;
}

function standingColumns(name: string, value: number, condition: string, prefix: string): readonly string[] {
  const column = sqlIdentifier(name);
  const count = (comparison: string, as: string) =>
    `sum(CASE WHEN ${condition} AND ${column} ${comparison} THEN 1 ELSE 0 END) AS ${prefix}_${as}`;
  return [
    count("IS NOT NULL", "size"),
    count(`< ${sqlDouble(value)}`, "below"),
    count(`= ${sqlDouble(value)}`, "equal"),
    count(`> ${sqlDouble(value)}`, "above"),
  ];
}
