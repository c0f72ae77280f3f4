import type { Engine } from "../engines/contract.ts";
import { sqlLiteral } from "../lib/sql-text.ts";
import { countOf, numberOf, textOf } from "./cells.ts";
import type { RunRelations } from "./run-relations.ts";

/** The account whose engagers are asked for. */
export interface Acted {
  readonly network: string;
  readonly accountId: string;
}

/** Somebody who acted on an account within the window of a run. */
export interface Engager {
  readonly actorId: string;
  /** Decayed acts in units of 2^-20. */
  readonly units: number;
  readonly actsCount: number;
  readonly lastActedAt: string | null;
}

/** How an actor stands in a run, apart from what it does toward one account. */
export interface ActorInRun {
  readonly actorId: string;
  readonly handle: string | null;
  readonly displayName: string | null;
  /** Null when the run holds no PeopleRank of it. */
  readonly peopleRank: number | null;
  /** Sum of the edge weights ln(1 + decayed acts) toward others than the account. */
  readonly restWeight: number;
  /** Others than the account on whom it acted. */
  readonly restPeopleCount: number;
  /** People who acted on it, the account not counted. */
  readonly audienceCount: number;
}

/** A post of an account with the sum of its reactions in a run. */
export interface ReactedPost {
  readonly postId: string;
  readonly postedAt: string | null;
  readonly text: string | null;
  readonly reactions: number;
}

const UNITS = 2 ** 20;

/** Who acted on an account in a run, in order of id. */
export async function engagersOf(
  engine: Engine,
  relations: RunRelations,
  { network, accountId }: Acted,
): Promise<readonly Engager[]> {
  const rows = await engine.rows(
    `SELECT actor_id, decayed_weight, likes + reposts + replies + quotes + mentions AS acts_count, last_acted_at
     FROM ${relations.mart("people_edges")}
     WHERE network = ${sqlLiteral(network)} AND target_id = ${sqlLiteral(accountId)} ORDER BY actor_id`,
  );
  return rows.map(row => ({
    actorId: String(row["actor_id"]),
    units: countOf(row, "decayed_weight"),
    actsCount: countOf(row, "acts_count"),
    lastActedAt: textOf(row["last_acted_at"]),
  }));
}

/** The one of those who acted on an account that stands highest in a run; null when nobody acted. */
export async function strongestEngager(
  engine: Engine,
  relations: RunRelations,
  { network, accountId }: Acted,
): Promise<string | null> {
  const [row] = await engine.rows(
    `SELECT edges.actor_id FROM ${relations.mart("people_edges")} AS edges
     JOIN ${relations.mart("account_features")} AS actors
       ON actors.network = edges.network AND actors.account_id = edges.actor_id
     WHERE edges.network = ${sqlLiteral(network)} AND edges.target_id = ${sqlLiteral(accountId)}
       AND actors.people_rank IS NOT NULL
     ORDER BY actors.people_rank DESC, edges.actor_id LIMIT 1`,
  );
  return row === undefined ? null : String(row["actor_id"]);
}

/** How each of `actorIds` stands in a run, by id; who is not in it is left out. Weights are summed as integers, so
 *  that threads change nothing. */
export async function actorsInRun(
  engine: Engine,
  relations: RunRelations,
  { network, accountId }: Acted,
  actorIds: readonly string[],
): Promise<ReadonlyMap<string, ActorInRun>> {
  if (actorIds.length === 0) return new Map();
  const rows = actorIds.map(actor_id => ({ actor_id }));
  await engine.createTableFromRows("asked_actors", { actor_id: "text" }, rows);
  const edges = `(SELECT actor_id, target_id, decayed_weight FROM ${relations.mart("people_edges")}
    WHERE network = ${sqlLiteral(network)})`;
  const found = await engine.rows(
    `WITH acted AS (
       SELECT edges.actor_id, count(*) AS rest_people_count,
         CAST(sum(CAST(round(ln(1 + edges.decayed_weight / ${UNITS}.0) * ${UNITS}) AS BIGINT)) AS BIGINT) AS rest_units
       FROM ${edges} AS edges JOIN asked_actors USING (actor_id)
       WHERE edges.target_id <> ${sqlLiteral(accountId)} GROUP BY edges.actor_id),
     audiences AS (
       SELECT edges.target_id AS actor_id, count(*) AS audience_count
       FROM ${edges} AS edges JOIN asked_actors ON asked_actors.actor_id = edges.target_id
       WHERE edges.actor_id <> ${sqlLiteral(accountId)} GROUP BY edges.target_id)
     SELECT actors.account_id, actors.handle, actors.display_name, actors.people_rank,
       acted.rest_units, acted.rest_people_count, audiences.audience_count
     FROM asked_actors JOIN ${relations.mart("account_features")} AS actors
       ON actors.network = ${sqlLiteral(network)} AND actors.account_id = asked_actors.actor_id
     LEFT JOIN acted ON acted.actor_id = asked_actors.actor_id
     LEFT JOIN audiences ON audiences.actor_id = asked_actors.actor_id`,
  );
  return new Map(
    found.map(row => [
      String(row["account_id"]),
      {
        actorId: String(row["account_id"]),
        handle: textOf(row["handle"]),
        displayName: textOf(row["display_name"]),
        peopleRank: numberOf(row["people_rank"]),
        restWeight: countOf(row, "rest_units") / UNITS,
        restPeopleCount: countOf(row, "rest_people_count"),
        audienceCount: countOf(row, "audience_count"),
      },
    ]),
  );
}

/** The posts of an account with the reactions that a run counts, in order of id. */
export async function reactedPosts(
  engine: Engine,
  relations: RunRelations,
  { network, accountId }: Acted,
): Promise<readonly ReactedPost[]> {
  const counts = ["like_count", "repost_count", "reply_count", "quote_count"];
  const sum = counts.map(column => `coalesce(${column}, 0)`).join(" + ");
  const rows = await engine.rows(
    `SELECT post_id, posted_at, text, ${sum} AS reactions FROM ${relations.mart("account_posts")}
     WHERE network = ${sqlLiteral(network)} AND author_id = ${sqlLiteral(accountId)} ORDER BY post_id`,
  );
  return rows.map(row => ({
    postId: String(row["post_id"]),
    postedAt: textOf(row["posted_at"]),
    text: textOf(row["text"]),
    reactions: countOf(row, "reactions"),
  }));
}
