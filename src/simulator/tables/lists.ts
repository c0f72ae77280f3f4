import { sqlLiteral } from "../../lib/sql-text.ts";
import { accountId } from "../ids.ts";
import { communityOf, isBot, memberOf, topicOf } from "../population.ts";
import { sqlList } from "../sql-list.ts";
import { TOPICS } from "../texts/topics.ts";
import { numbered } from "../work-tables.ts";
import type { World } from "../world.ts";

/** Lists of each community, each kept by another of its most active members. */
const LISTS_PER_COMMUNITY = 4;
/** Accounts on each list, the best known of the community. */
const MEMBERS_PER_LIST = 8;
const WEEK_MS = 7 * 86_400_000;
/** Behind the topic: "television people". The last names no topic, as most lists of real networks. */
const NAMES = [" people", ": whom to read", " voices"];
const OTHER_NAMES = ["Friends of friends"];

/** SELECT of the rows of `lists`: most are called after the topic of their community. */
export function listsSelect(world: World): string {
  const names = sqlList([...NAMES, ...OTHER_NAMES]);
  const tags = sqlList(TOPICS.map(topic => topic.tag));
  return `SELECT '${world.network}' AS network, ${listId(world, "list")} AS list_id,
      ${accountId(world, "owner")} AS owner_id,
      CASE WHEN shape < ${NAMES.length} THEN ${tags}[topic + 1] ELSE '' END || ${names}[shape + 1] AS name,
      CAST(NULL AS VARCHAR) AS description, epoch_ms(${world.endMs - 1}) AS observed_at
    FROM (SELECT *, ${topicOf(world, "community")} AS topic FROM (${numberedLists(world)}))`;
}

/** SELECT of the rows of `interactions` by which accounts stand on those lists. */
export function listingsSelect(world: World): string {
  const each = `SELECT *, community + ${world.communities} * place AS target FROM (
      SELECT *, unnest(range(${MEMBERS_PER_LIST})) AS place FROM (${numberedLists(world)}))`;
  const index = `list * ${MEMBERS_PER_LIST} + place`;
  return `SELECT '${world.network}' AS network, ${world.draws.hex("listing", index)} AS interaction_id, 'list' AS kind,
      ${accountId(world, "owner")} AS actor_id, ${accountId(world, "target")} AS target_id,
      ${listId(world, "list")} AS post_id, epoch_ms(${world.startMs} + CAST(${world.draws.hash("listed", index)} % ${WEEK_MS} AS BIGINT)) AS acted_at
    FROM (${each}) WHERE target < ${world.authors} AND target <> owner AND NOT ${isBot(world, "target")}`;
}

/** SQL of the id of list number `list`. */
function listId(world: World, list: string): string {
  return `${sqlLiteral(`list-${world.network}-`)} || substring(${world.draws.hex("list", list)}, 1, 12)`;
}

function numberedLists(world: World): string {
  const { communities } = world;
  const total = communities * LISTS_PER_COMMUNITY;
  const placed = `SELECT list, list // ${LISTS_PER_COMMUNITY} AS community, list % ${LISTS_PER_COMMUNITY} AS shape
    FROM ${numbered("list", 0, total)}`;
  const owner = memberOf(world, communityOf(world, "community"), "shape");
  return `SELECT *, ${owner} AS owner FROM (${placed})`;
}
