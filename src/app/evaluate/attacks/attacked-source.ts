import { TABLES, type TableName } from "../../../domain/interchange/schema.ts";
import type { Engine, EngineRow } from "../../../engines/contract.ts";
import { sqlLiteral } from "../../../lib/sql-text.ts";
import type { AttackRows } from "../../../simulator/attacks/scene.ts";

type Source = (table: TableName) => string;

const ADDED = ["accounts", "account_stats", "interactions", "removals"] as const;
const COLUMNS: Readonly<Record<(typeof ADDED)[number], Readonly<Record<string, string>>>> = {
  accounts: {
    network: "text",
    account_id: "text",
    handle: "text",
    display_name: "text",
    kind: "text",
    bio: "text",
    url: "text",
    created_at: "timestamp",
    is_protected: "boolean",
    is_indexable: "boolean",
    is_verified: "boolean",
    observed_at: "timestamp",
  },
  account_stats: {
    network: "text",
    account_id: "text",
    observed_at: "timestamp",
    followers_count: "bigint",
    following_count: "bigint",
    posts_count: "bigint",
    listed_count: "bigint",
  },
  interactions: {
    network: "text",
    interaction_id: "text",
    kind: "text",
    actor_id: "text",
    target_id: "text",
    post_id: "text",
    acted_at: "timestamp",
  },
  removals: {
    network: "text",
    subject: "text",
    subject_id: "text",
    removed_at: "timestamp",
    reason: "text",
  },
};
const REACTIONS = ["like", "repost", "reply", "quote"] as const;

/** The tables of `source` with the rows of `attacks` beside them, loaded into `engine`: counts of posts and followers
 *  are those that the network would show. One attacked source at a time is valid. */
export async function attackedSource(
  engine: Engine,
  source: Source,
  attacks: readonly AttackRows[],
): Promise<Source> {
  for (const table of ADDED)
    await engine.createTableFromRows(
      nameOf(table),
      COLUMNS[table],
      attacks.flatMap(attack => attack[table] as readonly EngineRow[]),
    );
  const gained = attacks.flatMap(({ followersGained }) => [...followersGained]);
  await engine.createTableFromRows(
    "attack_followers",
    { account_id: "text", gained_count: "bigint" },
    gained.map(([account_id, gained_count]) => ({ account_id, gained_count })),
  );
  const counts = REACTIONS.map(kind => `count(*) FILTER (WHERE kind = '${kind}') AS ${kind}_more`);
  await engine.createTable(
    "attack_post_acts",
    `SELECT network, post_id, ${counts.join(", ")} FROM ${nameOf("interactions")}
     WHERE post_id IS NOT NULL GROUP BY network, post_id`,
  );
  return table => {
    const added = ADDED.find(name => name === table);
    const before = recounted(source, table);
    if (added === undefined) return before;
    const day = `CAST(${TABLES[added].dayColumn} AS DATE) AS day`;
    return `${before} UNION ALL BY NAME SELECT *, ${day} FROM ${nameOf(added)}`;
  };
}

function recounted(source: Source, table: TableName): string {
  if (table === "post_stats") {
    const counts = REACTIONS.map(kind => `${kind}_count + coalesce(${kind}_more, 0) AS ${kind}_count`);
    return `SELECT stats.* REPLACE (${counts.join(", ")}) FROM (${source(table)}) AS stats
      LEFT JOIN attack_post_acts AS more ON more.network = stats.network AND more.post_id = stats.post_id`;
  }
  if (table === "account_stats")
    // Only the newest counts show the gain: it is what a month brought.
    return `SELECT stats.* REPLACE (followers_count + CASE
        WHEN stats.observed_at = max(stats.observed_at) OVER (PARTITION BY stats.network, stats.account_id)
          THEN coalesce(gained_count, 0) ELSE 0 END AS followers_count)
      FROM (${source(table)}) AS stats LEFT JOIN attack_followers AS more ON more.account_id = stats.account_id`;
  return source(table);
}

function nameOf(table: string): string {
  return `attack_${table}`;
}

/** SELECT of distinct pairs (actor, target as network:id) of every act and follow of `source`, before `asOf`. */
export function allPairsSelect(source: Source, asOf: string): string {
  const end = `CAST(${sqlLiteral(asOf.replace("Z", ""))} AS TIMESTAMP)`;
  return `SELECT DISTINCT concat(network, ':', actor_id) AS actor, concat(network, ':', target_id) AS target
    FROM (${source("interactions")}) AS acts
    WHERE actor_id <> target_id AND (acted_at IS NULL OR acted_at < ${end})`;
}
