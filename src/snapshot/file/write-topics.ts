import type Database from "libsql";
import type { Engine } from "../../engines/contract.ts";
import type { RunRelations } from "../run-relations.ts";
import type { TopicTotal } from "../topic-rows.ts";
import { topicTotals } from "../topics.ts";
import { ACCOUNTS, ISO } from "./number-accounts.ts";
import { writeList } from "./write-lists.ts";

/** Writes what each account is influential about, with the posts and people behind it, and the leaders of each topic;
 *  returns how much is said about each, nobody by name. Nothing and null for a run that kept no topics. */
export async function writeTopics(
  db: Database.Database,
  engine: Engine,
  relations: RunRelations,
): Promise<readonly TopicTotal[] | null> {
  const { mart, has } = relations;
  if (!has("account_topics")) return null;
  await writeList(
    db,
    engine,
    "topics",
    `SELECT people.account_no, to_json(topics) AS item, row_number() OVER (PARTITION BY people.account_no
       ORDER BY is_influence DESC, expertise_score DESC NULLS LAST, influence_strength DESC NULLS LAST,
         interest_strength DESC NULLS LAST, topic_id) AS place
     FROM ${mart("account_topics")} AS topics JOIN ${ACCOUNTS} AS people USING (network, account_id)`,
  );
  await writeList(
    db,
    engine,
    "topic_posts",
    `SELECT people.account_no, to_json(posts) AS item,
       row_number() OVER (PARTITION BY people.account_no ORDER BY posts.topic_id, posts.place) AS place
     FROM (SELECT * REPLACE (strftime(posted_at, ${ISO}) AS posted_at) FROM ${mart("topic_posts")}) AS posts
     JOIN ${ACCOUNTS} AS people ON people.network = posts.network AND people.account_id = posts.author_id`,
  );
  await writeList(
    db,
    engine,
    "topic_people",
    `SELECT people.account_no, json_array(actors.account_no, to_json(acts)) AS item,
       row_number() OVER (PARTITION BY people.account_no ORDER BY acts.topic_id, acts.place) AS place
     FROM ${mart("topic_people")} AS acts
     JOIN ${ACCOUNTS} AS people ON people.network = acts.network AND people.account_id = acts.target_id
     JOIN ${ACCOUNTS} AS actors ON actors.network = acts.network AND actors.account_id = acts.actor_id`,
  );
  if (has("topic_lists"))
    await writeList(
      db,
      engine,
      "topic_lists",
      `SELECT people.account_no, json_array(owners.account_no, to_json(lists)) AS item,
         row_number() OVER (PARTITION BY people.account_no ORDER BY lists.topic_id, lists.place) AS place
       FROM (SELECT network, target_id, owner_id, topic_id, place, list_id, list_name
             FROM ${mart("topic_lists")}) AS lists
       JOIN ${ACCOUNTS} AS people ON people.network = lists.network AND people.account_id = lists.target_id
       JOIN ${ACCOUNTS} AS owners ON owners.network = lists.network AND owners.account_id = lists.owner_id`,
    );
  const leaders = await engine.rows(
    `SELECT leaders.topic_id, leaders.network, leaders.latent, people.account_no, CAST(to_json({
         score: leaders.score, low: leaders.low, high: leaders.high, latent: leaders.latent,
         variance: leaders.variance, people_count: topics.people_count,
         acts_received_count: topics.acts_received_count,
         posts_acted_on_count: topics.posts_acted_on_count }) AS VARCHAR) AS cells
     FROM ${mart("topic_leaders")} AS leaders
     JOIN ${ACCOUNTS} AS people USING (network, account_id)
     LEFT JOIN ${mart("account_topics")} AS topics USING (network, account_id, topic_id)
     ORDER BY leaders.topic_id, leaders.latent DESC, leaders.network, leaders.account_id`,
  );
  const insert = db.prepare("INSERT INTO topic_leaders VALUES (?, ?, ?, ?, ?)");
  leaders.forEach((row, place) => {
    insert.run([row["topic_id"], place, row["network"], row["account_no"], row["cells"]]);
  });
  return topicTotals(engine, relations);
}
