import type { Engine, EngineRow } from "../../engines/contract.ts";
import { type ActorElsewhere, estimateActor, hasNumbers } from "../../graph/on-demand/standing-estimate.ts";
import { PROFILE_NUMBERS, type ProfileNumbers } from "../../graph/on-demand/standing-weights.ts";
import type { Bindings } from "../render-template.ts";
import type { KnownRun, OnDemandEngagers } from "./engagers.ts";

/** Where the standing of an actor comes from: the newest run, its own numbers, or nothing but the mean. */
export type StandingOrigin = "known" | "estimated" | "unread";

/** A node of the fetched rows. */
export interface ActorNode extends ActorElsewhere {
  readonly origin: StandingOrigin;
  /** 0 unless known: an estimate holds no return. */
  readonly ownEcho: number;
}

/** What one actor did to one subject. */
export interface EngagerEdge {
  readonly actor: number;
  readonly subject: number;
  /** Decayed acts in units of 2^-20. */
  readonly units: number;
  /** Acts read, by kind. */
  readonly acts: Readonly<Record<ActKind, number>>;
  /** Decayed acts of the actor on the subject in the newest run, and of the subject on the actor; 0 for none. */
  readonly knownUnits: number;
  readonly knownReturnUnits: number;
}

export const ACT_KINDS = ["like", "repost", "reply", "quote", "mention"] as const;
export type ActKind = (typeof ACT_KINDS)[number];
const ACT_COLUMNS: Readonly<Record<ActKind, string>> = {
  like: "likes",
  repost: "reposts",
  reply: "replies",
  quote: "quotes",
  mention: "mentions",
};

/** Creates `fetched_subjects` (network, account_id, account_key, node_index) of those subjects that somebody acted on or
 *  that acted. */
export async function createFetchedSubjects(engine: Engine, { subjects }: OnDemandEngagers): Promise<void> {
  const columns = { network: "text", account_id: "text" };
  await engine.createTableFromRows(
    "asked_subjects",
    columns,
    subjects as readonly (typeof subjects)[number][] & readonly EngineRow[],
  );
  await engine.createTable(
    "fetched_subjects",
    `SELECT nodes.network, nodes.account_id, nodes.account_key, nodes.node_index
     FROM int_nodes AS nodes
     INNER JOIN (SELECT DISTINCT network, account_id FROM asked_subjects) AS asked
       ON asked.network = nodes.network AND asked.account_id = nodes.account_id`,
  );
}

/** Every node of int_nodes in order of its index, as the newest run knows it or as its profile numbers say. */
export async function readActors(
  engine: Engine,
  { known, weights }: OnDemandEngagers,
  { times }: Bindings,
): Promise<readonly ActorNode[]> {
  const days = engine.macros["days_between"]!("accounts.created_at", times.last_day);
  const rows = await engine.rows(`
    WITH newest AS (
      SELECT account_key, max_by(followers_count, observed_at) FILTER (WHERE followers_count IS NOT NULL) AS followers_count,
        max_by(following_count, observed_at) FILTER (WHERE following_count IS NOT NULL) AS following_count,
        max_by(posts_count, observed_at) FILTER (WHERE posts_count IS NOT NULL) AS posts_count
      FROM stg_account_stats GROUP BY account_key
    )
    SELECT nodes.node_index, newest.followers_count, newest.following_count, newest.posts_count, ${days} AS age_days,
      known.standing, known.own_echo, known.out_weight, known.people_acted_on_count, known.audience_count
    FROM int_nodes AS nodes
    INNER JOIN stg_accounts AS accounts ON accounts.account_key = nodes.account_key
    LEFT JOIN newest ON newest.account_key = nodes.account_key
    LEFT JOIN ${standingsOf(known)} AS known
      ON known.network = nodes.network AND known.account_id = nodes.account_id
    ORDER BY nodes.node_index`);
  return rows.map(row => {
    if (row["standing"] !== null)
      return {
        origin: "known",
        standing: Number(row["standing"]),
        ownEcho: Number(row["own_echo"]),
        outWeight: Number(row["out_weight"]),
        peopleActedOnCount: Number(row["people_acted_on_count"]),
        audienceCount: Number(row["audience_count"]),
      };
    const numbers = Object.fromEntries(
      PROFILE_NUMBERS.map(name => [name, row[name] === null ? null : Number(row[name])]),
    ) as ProfileNumbers;
    const origin = hasNumbers(numbers) ? "estimated" : "unread";
    return { origin, ownEcho: 0, ...estimateActor(numbers, weights) };
  });
}

/** The edges toward the fetched subjects, by subject and actor. */
export async function readEdges(engine: Engine, known: KnownRun | null): Promise<readonly EngagerEdge[]> {
  const toward = (own: string, other: string) => `
    (SELECT known.${own} AS subject_id, known.${other} AS actor_id, known.network, known.decayed_weight
     FROM ${edgesOf(known)} AS known INNER JOIN asked_subjects AS asked
       ON asked.network = known.network AND asked.account_id = known.${own})`;
  const ends =
    "network = actors.network AND {}.actor_id = actors.account_id AND {}.subject_id = subjects.account_id";
  const rows = await engine.rows(`
    SELECT edges.actor_index, edges.target_index, CAST(edges.decayed_weight AS DOUBLE) AS units,
      ${ACT_KINDS.map(kind => `edges.${ACT_COLUMNS[kind]} AS ${kind}_acts`).join(", ")},
      CAST(coalesce(given.decayed_weight, 0) AS DOUBLE) AS known_units,
      CAST(coalesce(returned.decayed_weight, 0) AS DOUBLE) AS known_return_units
    FROM int_edges AS edges
    INNER JOIN fetched_subjects AS subjects ON subjects.node_index = edges.target_index
    INNER JOIN int_nodes AS actors ON actors.node_index = edges.actor_index
    LEFT JOIN ${toward("target_id", "actor_id")} AS given ON given.${ends.replaceAll("{}", "given")}
    LEFT JOIN ${toward("actor_id", "target_id")} AS returned ON returned.${ends.replaceAll("{}", "returned")}
    ORDER BY edges.target_index, edges.actor_index`);
  return rows.map(row => ({
    actor: Number(row["actor_index"]),
    subject: Number(row["target_index"]),
    units: Number(row["units"]),
    acts: Object.fromEntries(
      ACT_KINDS.map(kind => [kind, Number(row[`${kind}_acts`])]),
    ) as EngagerEdge["acts"],
    knownUnits: Number(row["known_units"]),
    knownReturnUnits: Number(row["known_return_units"]),
  }));
}

const NO_STANDINGS = `(SELECT '' AS network, '' AS account_id, CAST(NULL AS DOUBLE) AS standing,
  CAST(NULL AS DOUBLE) AS own_echo, CAST(NULL AS DOUBLE) AS out_weight, CAST(NULL AS BIGINT) AS people_acted_on_count,
  CAST(NULL AS BIGINT) AS audience_count WHERE 1 = 0)`;
const NO_EDGES =
  "(SELECT '' AS network, '' AS actor_id, '' AS target_id, CAST(0 AS BIGINT) AS decayed_weight WHERE 1 = 0)";

function standingsOf(known: KnownRun | null): string {
  return known?.standings ?? NO_STANDINGS;
}

function edgesOf(known: KnownRun | null): string {
  return known?.edges ?? NO_EDGES;
}
