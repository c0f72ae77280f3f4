import type { TableName } from "../../domain/interchange/schema.ts";
import type { Engine } from "../../engines/contract.ts";
import { sqlLiteral } from "../../lib/sql-text.ts";

/** Accounts planted into a simulated population, by what they do. Only the last are people. */
export const PLANTED = {
  clockwork: { count: 60, says: "like somebody every 45 minutes, day and night, give or take two minutes" },
  in_step: { count: 100, says: "like the same eight accounts on the same days, each at its own hours" },
  closed_circle: { count: 40, says: "all like one another and hardly anybody else" },
  copied_words: { count: 60, says: "publish the same twenty texts as each other" },
  bought_followers: { count: 200, says: "follow hundreds, are followed by some twenty, say little" },
  new_and_quiet: {
    count: 300,
    says: "are people: days old, a few followers, ten to sixty followed, hardly a post",
  },
} as const;
export type PlantedKind = keyof typeof PLANTED;

const DAY_SECONDS = 86_400;

/** The tables of `source` and the accounts of PLANTED, named `planted-<kind>-<number>` on X. A pure function of the rows
 *  of `source`; makes tables `planted_…` in `engine`. */
export async function withPlantedFakes(
  engine: Engine,
  source: (table: TableName) => string,
  asOf: string,
): Promise<(table: TableName) => string> {
  await engine.createTable(
    "planted_targets",
    `SELECT account_id, CAST(row_number() OVER (ORDER BY account_id) - 1 AS BIGINT) AS target_no
     FROM (SELECT DISTINCT account_id FROM (${source("accounts")}) AS known WHERE network = 'x') AS ids`,
  );
  const end = `CAST(${sqlLiteral(asOf.replace("Z", ""))} AS TIMESTAMP)`;
  const name = (kind: PlantedKind, number: string) => `'planted-${kind}-' || CAST(${number} AS VARCHAR)`;
  const [counted] = await engine.rows("SELECT count(*) AS targets_count FROM planted_targets");
  const targetsCount = Number(counted!["targets_count"]);
  /** Acts numbered `act` by accounts numbered `who`; `toward` is an id or, with `on`, joins planted_targets. */
  const acts = (
    kind: PlantedKind,
    each: number,
    secondsBefore: string,
    toward: { readonly id: string; readonly on?: string },
  ) =>
    `SELECT 'x' AS network, 'planted-${kind}-' || who || '-' || act AS interaction_id, 'like' AS kind,
       ${name(kind, "who")} AS actor_id, ${toward.id} AS target_id,
       ${end} - to_seconds(CAST(${secondsBefore} AS BIGINT)) AS acted_at,
       CAST(${end} - to_seconds(CAST(${secondsBefore} AS BIGINT)) AS DATE) AS day
     FROM (SELECT who, act, CAST((${toward.on ?? "0"}) % ${targetsCount} AS BIGINT) AS target_no
       FROM range(${PLANTED[kind].count}) AS people(who) CROSS JOIN range(${each}) AS numbers(act)) AS numbered
     ${toward.on === undefined ? "" : "JOIN planted_targets AS targets USING (target_no)"}`;
  const any = { id: "targets.account_id", on: "hash(who, act) % 1000000007" };
  const interactions = [
    acts("clockwork", 380, "60 + act * 2700 + hash(act, who) % 120", any),
    acts("in_step", 8, `(act + 1) * 3 * ${DAY_SECONDS} + hash(who, act) % 70000`, {
      id: "targets.account_id",
      on: "act * 37 + 5",
    }),
    acts("closed_circle", PLANTED.closed_circle.count - 1, "1000 + hash(who, act) % 2000000", {
      id: name("closed_circle", `(who + act + 1) % ${PLANTED.closed_circle.count}`),
    }),
    acts("copied_words", 2, "5000 + hash(who, act) % 1000000", any),
    acts("new_and_quiet", 3, "5000 + hash(act, who, 7) % 400000", any),
  ].join("\nUNION ALL BY NAME ");
  const posts = `SELECT 'x' AS network, 'planted-post-' || who || '-' || said AS post_id,
      ${name("copied_words", "who")} AS author_id, 'original' AS kind,
      'The offer of the week is number ' || chr(CAST(97 + said AS INTEGER)) || chr(CAST(107 - said % 9 AS INTEGER)) || ', only for friends' AS text,
      ${end} - to_seconds(CAST(said * 90000 + hash(who, said) % 80000 AS BIGINT)) AS posted_at,
      CAST(${end} - to_seconds(CAST(said * 90000 + hash(who, said) % 80000 AS BIGINT)) AS DATE) AS day
    FROM range(${PLANTED.copied_words.count}) AS people(who) CROSS JOIN range(20) AS texts(said)`;
  const stats = (kind: PlantedKind, followers: string, following: string, posted: string) =>
    `SELECT 'x' AS network, ${name(kind, "who")} AS account_id, ${end} - INTERVAL 1 HOUR AS observed_at,
       CAST(${followers} AS BIGINT) AS followers_count, CAST(${following} AS BIGINT) AS following_count,
       CAST(${posted} AS BIGINT) AS posts_count, CAST(0 AS BIGINT) AS listed_count,
       CAST(${end} - INTERVAL 1 HOUR AS DATE) AS day
     FROM range(${PLANTED[kind].count}) AS people(who)`;
  const accountStats = [
    stats("bought_followers", "10 + hash(who, 1) % 20", "300 + hash(who, 2) % 900", "20 + hash(who, 3) % 40"),
    stats("new_and_quiet", "hash(who, 1) % 6", "10 + hash(who, 2) % 51", "hash(who, 3) % 11"),
  ].join("\nUNION ALL BY NAME ");
  const profiles = (kind: PlantedKind, ageDays: string) =>
    `SELECT 'x' AS network, ${name(kind, "who")} AS account_id, 'unknown' AS kind, false AS is_protected,
       ${end} - to_seconds(CAST((${ageDays}) * ${DAY_SECONDS} AS BIGINT)) AS created_at,
       ${end} - INTERVAL 1 HOUR AS observed_at, CAST(${end} - INTERVAL 1 HOUR AS DATE) AS day
     FROM range(${PLANTED[kind].count}) AS people(who)`;
  const accounts = [
    profiles("bought_followers", "200 + hash(who, 4) % 900"),
    profiles("new_and_quiet", "5 + hash(who, 4) % 20"),
  ].join("\nUNION ALL BY NAME ");
  const added: Partial<Record<TableName, string>> = {
    interactions,
    posts,
    accounts,
    account_stats: accountStats,
  };
  for (const [table, select] of Object.entries(added)) await engine.createTable(`planted_${table}`, select);
  return table =>
    table in added ? `${source(table)} UNION ALL BY NAME SELECT * FROM planted_${table}` : source(table);
}
