import type Database from "libsql";
import type { Engine } from "../../engines/contract.ts";
import { sqlLiteral } from "../../lib/sql-text.ts";
import { AUDIENCE_COLUMNS } from "../audience.ts";
import { historyRows } from "../read-history.ts";
import type { RunRelations } from "../run-relations.ts";
import { ACCOUNTS, ISO } from "./number-accounts.ts";
import { ANSWER_LISTS, type AnswerList, KEPT_HISTORY, KEPT_POSTS } from "./schema.ts";

const PAGE_ROWS = 20_000;

/** Columns of a post in the lists `posts` and `moments`, in order. */
export const POST_CELLS = [
  "post_id",
  "kind",
  "posted_at",
  "text",
  "like_count",
  "repost_count",
  "reply_count",
  "quote_count",
] as const;
/** What follows them in `moments`; the last is the list of people. */
export const MOMENT_CELLS = [
  "reactions_weight",
  "people_seen_count",
  "own_posts_count",
  "own_below_share",
  "similar_posts_count",
  "similar_below_share",
  "strength",
] as const;

const jsonTime = (column: string) => `strftime(${column}, ${ISO})`;
const jsonCells = (names: readonly string[]) =>
  names.map(name => (name.endsWith("_at") ? jsonTime(name) : name)).join(", ");

/** Writes what an account wrote: the posts that drew most, its moments with who reacted, posts behind its qualities. */
export async function writePosts(
  db: Database.Database,
  engine: Engine,
  { mart, has }: RunRelations,
): Promise<void> {
  const reactions = ["like_count", "repost_count", "reply_count", "quote_count"]
    .map(name => `coalesce(${name}, 0)`)
    .join(" + ");
  await writeList(
    db,
    engine,
    "posts",
    `SELECT account_no, place, json_array(${jsonCells(POST_CELLS)}) AS item FROM (
       SELECT people.account_no, posts.*, row_number() OVER (PARTITION BY people.account_no
         ORDER BY ${reactions} DESC, posted_at DESC NULLS LAST, post_id) AS place
       FROM ${mart("account_posts")} AS posts
       JOIN ${ACCOUNTS} AS people ON people.network = posts.network AND people.account_id = posts.author_id) AS placed
     WHERE place <= ${KEPT_POSTS}`,
  );
  if (has("account_moments") && has("moment_people"))
    await writeList(
      db,
      engine,
      "moments",
      `WITH reactors AS (
         SELECT acts.network, acts.author_id, acts.post_id, '[' || string_agg(CAST(json_array(people.account_no,
             acts.standing, acts.likes, acts.reposts, acts.replies, acts.quotes) AS VARCHAR), ','
             ORDER BY acts.standing DESC, acts.actor_id) || ']' AS list
         FROM ${mart("moment_people")} AS acts
         JOIN ${ACCOUNTS} AS people ON people.network = acts.network AND people.account_id = acts.actor_id
         GROUP BY 1, 2, 3)
       SELECT account_no, place, json_array(${jsonCells(POST_CELLS)}, ${jsonCells(MOMENT_CELLS)},
         CAST(coalesce(list, '[]') AS JSON)) AS item FROM (
         SELECT people.account_no, moments.*, reactors.list, row_number() OVER (PARTITION BY people.account_no
           ORDER BY reactions_weight DESC, posted_at DESC NULLS LAST, moments.post_id) AS place
         FROM ${mart("account_moments")} AS moments
         JOIN ${ACCOUNTS} AS people ON people.network = moments.network AND people.account_id = moments.author_id
         LEFT JOIN reactors ON reactors.network = moments.network AND reactors.author_id = moments.author_id
           AND reactors.post_id = moments.post_id) AS placed
       WHERE place <= ${KEPT_POSTS}`,
    );
  if (has("sampled_posts"))
    await writeList(
      db,
      engine,
      "sampled_posts",
      `SELECT people.account_no, row_number() OVER (
           PARTITION BY people.account_no ORDER BY posts.drawn_from, posts.place) AS place,
         json_array(${jsonCells(POST_CELLS)}, drawn_from, posts_count, targets.account_no) AS item
       FROM ${mart("sampled_posts")} AS posts
       JOIN ${ACCOUNTS} AS people ON people.network = posts.network AND people.account_id = posts.author_id
       LEFT JOIN ${ACCOUNTS} AS targets ON targets.network = posts.network AND targets.account_id = posts.target_id`,
    );
  if (has("quality_posts"))
    await writeList(
      db,
      engine,
      "quality_posts",
      `SELECT people.account_no, row_number() OVER (
           PARTITION BY people.account_no ORDER BY posts.quality, posts.place) AS place,
         json_array(posts.quality, posts.post_id, ${jsonTime("posts.posted_at")}, posts.text,
           CASE WHEN targets.account_no IS NOT NULL THEN json_array(targets.account_id, targets.handle,
             targets.is_protected, targets.is_indexable) END, posts.note, posts.amount) AS item
       FROM ${mart("quality_posts")} AS posts
       JOIN ${ACCOUNTS} AS people USING (network, account_id)
       LEFT JOIN ${ACCOUNTS} AS targets ON targets.network = posts.network AND targets.account_id = posts.target_id`,
    );
}

/** Writes how many people of each class are around an account; nobody by name. */
export async function writeAudiences(
  db: Database.Database,
  engine: Engine,
  { mart, has }: RunRelations,
): Promise<void> {
  if (!has("audience_quality")) return;
  const items = AUDIENCE_COLUMNS.map((name, place) => `(${place}, ${name})`).join(", ");
  await writeList(
    db,
    engine,
    "audience",
    `SELECT people.account_no, cells.place, cells.item
     FROM ${mart("audience_quality")} AS audiences
     JOIN ${ACCOUNTS} AS people USING (network, account_id)
     CROSS JOIN LATERAL (VALUES ${items}) AS cells(place, item)`,
  );
}

/** Writes every published score, rounded to thousandths, the newest KEPT_HISTORY of an account. */
export async function writeHistory(
  db: Database.Database,
  engine: Engine,
  historyFiles: readonly string[],
): Promise<void> {
  if (historyFiles.length === 0) return;
  const rounded = ["score", "low", "high", "coverage"].map(name => `round(${name}, 3)`).join(", ");
  await writeList(
    db,
    engine,
    "history",
    `SELECT account_no, place, json_array(${jsonTime("as_of")}, ${jsonTime("published_at")}, model, ${rounded}) AS item
     FROM (
       SELECT people.account_no, points.as_of, points.published_at, points.model, points.score, points.low, points.high,
         points.coverage,
         row_number() OVER (PARTITION BY people.account_no ORDER BY as_of, published_at, model) AS place,
         count(*) OVER (PARTITION BY people.account_no) AS points_count
       FROM (${historyRows(historyFiles)}) AS points
       JOIN ${ACCOUNTS} AS people USING (network, account_id)) AS placed
     WHERE place > points_count - ${KEPT_HISTORY}`,
  );
}

/** Tables that hold one JSON list an account. */
export type ListTable = "posts" | "moments" | "sampled_posts" | "history" | "topic_posts" | "topic_people";

/** Writes the items of `select` (account_no, place, item as JSON) as one JSON list for each account, into a table of
 *  its own or the column of `accounts`. */
export async function writeList(
  db: Database.Database,
  engine: Engine,
  target: ListTable | AnswerList,
  select: string,
): Promise<void> {
  const name = `snapshot_${target}`;
  const count = await engine.createTable(
    name,
    `SELECT row_number() OVER (ORDER BY account_no) AS list_no, account_no, list FROM (
       SELECT account_no, '[' || string_agg(CAST(item AS VARCHAR), ',' ORDER BY place) || ']' AS list
       FROM (${select}) AS items GROUP BY account_no) AS lists ORDER BY account_no`,
  );
  const insert = db.prepare(
    isAnswerList(target)
      ? `UPDATE accounts SET ${target} = ?2 WHERE account_no = ?1`
      : `INSERT INTO ${target} VALUES (?1, ?2)`,
  );
  for (let from = 1; from <= count; from += PAGE_ROWS) {
    const page = await engine.rows(
      `SELECT account_no, list FROM ${name} WHERE list_no BETWEEN ${from} AND ${from + PAGE_ROWS - 1} ORDER BY list_no`,
    );
    for (const row of page) insert.run([row["account_no"], row["list"]]);
  }
  await engine.run(`DROP TABLE ${sqlLiteral(name).replaceAll("'", '"')}`);
}

function isAnswerList(target: ListTable | AnswerList): target is AnswerList {
  return (ANSWER_LISTS as readonly string[]).includes(target);
}
