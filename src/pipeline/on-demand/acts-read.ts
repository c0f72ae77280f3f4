import type { Engine } from "../../engines/contract.ts";
import { type ActsOfKind, COUNTED_KINDS, type CountedKind } from "./engagers.ts";

/** A run that ends within a day, or an observation that ends a moment before the run, leaves a date half seen. */
const UNFINISHED_DAYS = 2;

/** Acts on one subject within the window. */
export type ActsOfSubject = Readonly<Record<CountedKind, ActsOfKind>>;

/** Acts on one subject, and how many people can have done them. */
export interface CountedSubject {
  readonly acts: ActsOfSubject;
  /** Its followers, and as many strangers as the post that drew most has acts of one kind; null when the followers are
   *  not known. */
  readonly mostPeople: number | null;
}

/** Acts read and counted on the subjects of the table `fetched_subjects`, by node index. An act is unread where the network
 *  counts more of its kind on a post than were read and the account's own acts on the post explain. A kind that was
 *  observed completely has none: what its counts hold beyond the acts is hidden, undone or deleted. */
export async function actsOnSubjects(
  engine: Engine,
  { posts, windowDays }: { readonly posts: string; readonly windowDays: number },
): Promise<ReadonlyMap<number, CountedSubject>> {
  const rows = await engine.rows(actsSql(engine, posts, windowDays - UNFINISHED_DAYS));
  return new Map(
    rows.map(row => {
      const ofKind = (kind: CountedKind): ActsOfKind => {
        const read = Number(row[`${kind}_read`]);
        return { read, counted: read + Number(row[`${kind}_unread`]) };
      };
      const acts = Object.fromEntries(COUNTED_KINDS.map(kind => [kind, ofKind(kind)]));
      const mostPeople = row["most_people"] === null ? null : Number(row["most_people"]);
      return [Number(row["node_index"]), { acts: acts as ActsOfSubject, mostPeople }];
    }),
  );
}

function actsSql({ macros }: Engine, posts: string, completeDays: number): string {
  const hash = macros["hash64"]!;
  const counted = COUNTED_KINDS.map(
    kind =>
      `SELECT posts.author_key, posts.post_key, '${kind}' AS kind, stats.${kind}_count AS counted
       FROM stg_post_stats AS stats INNER JOIN stg_posts AS posts ON posts.post_key = stats.post_key
       INNER JOIN fetched_subjects AS subjects ON subjects.account_key = posts.author_key
       WHERE posts.kind <> 'repost'`,
  );
  const complete = COUNTED_KINDS.map(
    kind =>
      `SELECT account_key, '${kind}' AS kind FROM int_observed WHERE ${kind}_complete_days >= ${completeDays}`,
  );
  const columns = COUNTED_KINDS.flatMap(kind => [
    `CAST(coalesce(max(CASE WHEN kind = '${kind}' THEN acts_read END), 0) AS BIGINT) AS ${kind}_read`,
    `CAST(coalesce(max(CASE WHEN kind = '${kind}' THEN acts_unread END), 0) AS BIGINT) AS ${kind}_unread`,
  ]);
  return `
  WITH acts AS (
    SELECT acts.target_key, acts.post_key, acts.kind, count(*) AS acts_count
    FROM stg_interactions AS acts INNER JOIN fetched_subjects AS subjects ON subjects.account_key = acts.target_key
    GROUP BY acts.target_key, acts.post_key, acts.kind
  ),
  own_posts AS (
    SELECT network, post_id, ${hash("network", "author_id")} AS author_key, kind,
      ${hash("network", "parent_post_id")} AS parent_key
    FROM (${posts}) AS posts WHERE parent_post_id IS NOT NULL
  ),
  own AS (
    SELECT parents.post_key, own_posts.kind, count(DISTINCT own_posts.post_id) AS acts_count
    FROM own_posts INNER JOIN stg_posts AS parents
      ON parents.post_key = own_posts.parent_key AND parents.author_key = own_posts.author_key
    GROUP BY parents.post_key, own_posts.kind
  ),
  counts AS (${counted.join(" UNION ALL ")}),
  drawn AS (SELECT author_key AS account_key, max(counted) AS most_acts FROM counts GROUP BY author_key),
  followers AS (
    SELECT account_key, max_by(followers_count, observed_at) FILTER (WHERE followers_count IS NOT NULL) AS followers_count
    FROM stg_account_stats GROUP BY account_key
  ),
  complete AS (${complete.join(" UNION ALL ")}),
  sums AS (
    SELECT target_key AS account_key, kind, sum(acts_count) AS acts_read, 0 AS acts_unread
    FROM acts GROUP BY target_key, kind
    UNION ALL
    SELECT counts.author_key AS account_key, counts.kind, 0 AS acts_read,
      sum(greatest(0, counts.counted - coalesce(own.acts_count, 0) - coalesce(acts.acts_count, 0))) AS acts_unread
    FROM counts
    LEFT JOIN own ON own.post_key = counts.post_key AND own.kind = counts.kind
    LEFT JOIN acts ON acts.post_key = counts.post_key AND acts.kind = counts.kind
    LEFT JOIN complete ON complete.account_key = counts.author_key AND complete.kind = counts.kind
    WHERE complete.account_key IS NULL
    GROUP BY counts.author_key, counts.kind
  )
  SELECT subjects.node_index, ${columns.join(", ")},
    max(followers.followers_count + coalesce(drawn.most_acts, 0)) AS most_people
  FROM fetched_subjects AS subjects INNER JOIN sums ON sums.account_key = subjects.account_key
  LEFT JOIN followers ON followers.account_key = subjects.account_key
  LEFT JOIN drawn ON drawn.account_key = subjects.account_key
  GROUP BY subjects.node_index ORDER BY subjects.node_index`;
}
