import type { TableName } from "../../src/domain/interchange/schema.ts";
import { sqlLiteral } from "../../src/lib/sql-text.ts";

/** How a connector reads one account. */
export interface FetchOptions {
  readonly network: string;
  readonly account_id: string;
  /** Start and end of the window, SQL times without zone: "2026-08-02 00:00:00". */
  readonly from: string;
  readonly to: string;
  /** Share (0..1) of the acts of `sampledKinds` that are read, each drawn by a hash of its id; 1 when absent. */
  readonly readShare?: number;
  /** Likes when absent. */
  readonly sampledKinds?: readonly string[];
  /** At most this many acts of a kind are read of one post, the newest first, as from pages of a list. */
  readonly newestPerPost?: number;
  /** Another seed draws other acts. */
  readonly seed?: number;
  /** Share (0..1) of the people read whose profile and counts are fetched as well; 1 when absent. */
  readonly profileShare?: number;
}

type Source = (table: TableName) => string;

/** The rows that a connector would give for one account out of a whole population (`source`, as SELECTs with `day`): its profile
 *  and counts, its posts with theirs, who acted on it as far as they are read, and the profiles of those; a kind read as a
 *  whole is declared complete. What those people do elsewhere, and who acts on them, is not among it. */
export function fetchedAccount(source: Source, options: FetchOptions): Source {
  const { readShare = 1, profileShare = 1, sampledKinds = ["like"], newestPerPost } = options;
  const seed = options.seed ?? 1;
  const [network, id] = [sqlLiteral(options.network), sqlLiteral(options.account_id)];
  const draw = (column: string) =>
    `(CAST(concat('0x', substr(md5(concat('${seed} ', ${column})), 1, 8)) AS BIGINT) / 4294967296.0)`;
  const kinds = sampledKinds.map(sqlLiteral).join(", ");
  const isRead =
    readShare >= 1 ? "true" : `(kind NOT IN (${kinds}) OR ${draw("interaction_id")} < ${readShare})`;
  const newest =
    newestPerPost === undefined
      ? ""
      : `QUALIFY post_id IS NULL OR row_number() OVER (PARTITION BY post_id, kind ORDER BY acted_at DESC, interaction_id) <= ${newestPerPost}`;
  const acts = `SELECT * FROM (${source("interactions")}) AS acts
    WHERE network = ${network} AND target_id = ${id} AND actor_id <> ${id} AND ${isRead} ${newest}`;
  const people = `SELECT ${id} AS account_id UNION SELECT actor_id FROM (${acts}) AS engagers
    WHERE ${profileShare >= 1 ? "true" : `${draw("actor_id")} < ${profileShare}`}`;
  const ofPeople = (table: TableName) => `SELECT * FROM (${source(table)}) AS rows
    WHERE network = ${network} AND account_id IN (${people})`;
  const posts = `SELECT * FROM (${source("posts")}) AS posts WHERE network = ${network} AND author_id = ${id}`;
  const isSampled = (kind: string) =>
    newestPerPost !== undefined ? kind !== "mention" : readShare < 1 && sampledKinds.includes(kind);
  const complete = ["like", "repost", "reply", "quote", "mention"].filter(kind => !isSampled(kind));
  return name => {
    switch (name) {
      case "accounts":
      case "account_stats":
        return ofPeople(name);
      case "posts":
        return posts;
      case "post_stats":
        return `SELECT * FROM (${source(name)}) AS stats
          WHERE network = ${network} AND post_id IN (SELECT post_id FROM (${posts}) AS posts)`;
      case "interactions":
        return acts;
      case "observations":
        return completeSpans(options, complete);
      case "removals":
        return source(name);
      default:
        return `SELECT * FROM (${source(name)}) AS none WHERE 1 = 0`;
    }
  };
}

function completeSpans({ network, account_id, from, to }: FetchOptions, kinds: readonly string[]): string {
  const spans = [["posts", "*"], ...kinds.map(kind => ["interactions", kind])];
  const values = spans.map(([table, kind]) => `('${table}', '${kind}')`).join(", ");
  return `SELECT ${sqlLiteral(network)} AS network, ${sqlLiteral(account_id)} AS scope, "table", kind,
      CAST('${from}' AS TIMESTAMP) AS from_at, CAST('${to}' AS TIMESTAMP) AS to_at, true AS is_complete,
      'fetched' AS source, CAST('${to}' AS DATE) AS day
    FROM (VALUES ${values}) AS spans("table", kind)`;
}
