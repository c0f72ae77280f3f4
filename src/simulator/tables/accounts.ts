import { accountId, handleOf } from "../ids.ts";
import { communityOf, isBot, topicOf } from "../population.ts";
import { sqlList } from "../sql-list.ts";
import { FIRST_NAMES, LAST_NAMES } from "../texts/names.ts";
import { TOPICS } from "../texts/topics.ts";
import { numbered } from "../work-tables.ts";
import type { World } from "../world.ts";

const PERCENT_ORGANISATION = 5;
const PERCENT_PROTECTED = 2;
const PERCENT_OPTED_OUT = 4;
const PERCENT_VERIFIED = 3;
const FOURTEEN_YEARS_DAYS = 5100;

/** SELECT of the rows of `accounts` for accounts `from` to `to`. Four bots in ten say that they are bots; three
 *  people in ten do not say what they are. */
export function accountsSelect(world: World, from: number, to: number): string {
  const { draws, endMs, network } = world;
  const percent = (stream: string) => `${draws.hash(stream, "account")} % 100`;
  const pick = (stream: string, values: readonly string[]) =>
    `${sqlList(values)}[1 + CAST(${draws.hash(stream, "account")} % ${values.length} AS BIGINT)]`;
  const drafted = `SELECT account, ${accountId(world, "account")} AS account_id,
      ${pick("firstName", FIRST_NAMES)} AS first_name, ${pick("lastName", LAST_NAMES)} AS last_name,
      ${sqlList(TOPICS.map(topic => topic.tag))}[1 + ${topicOf(world, communityOf(world, "account"))}] AS topic,
      ${isBot(world, "account")} AS is_bot, ${percent("organisation")} < ${PERCENT_ORGANISATION} AS is_organisation
    FROM ${numbered("account", from, to)}`;
  return `SELECT '${network}' AS network, account_id, ${handleOf(world, "account")} AS handle,
      CASE WHEN is_organisation THEN last_name || ' ' || topic ELSE first_name || ' ' || last_name END AS display_name,
      CASE WHEN is_bot AND ${percent("declared")} < 40 THEN 'bot' WHEN is_bot THEN 'unknown'
        WHEN is_organisation THEN 'organisation' WHEN ${percent("declared")} < 30 THEN 'unknown'
        ELSE 'person' END AS kind,
      CASE ${percent("bio")} // 25 WHEN 0 THEN NULL WHEN 1 THEN 'Mostly ' || topic || '.'
        WHEN 2 THEN topic || ' and long walks. Opinions my own.' ELSE 'I write about ' || topic || '.' END AS bio,
      CASE WHEN ${percent("url")} < 25 THEN 'https://' || lower(last_name) || '.example.org' END AS url,
      epoch_ms(CAST(floor(${endMs} - 86400000 * (100 + ${FOURTEEN_YEARS_DAYS} * pow(${draws.uniform("age", "account")}, 1.3))) AS BIGINT)) AS created_at,
      ${percent("protected")} < ${PERCENT_PROTECTED} AND NOT is_bot AS is_protected,
      ${percent("indexable")} >= ${PERCENT_OPTED_OUT} AS is_indexable,
      ${percent("verified")} < ${PERCENT_VERIFIED} OR account < ${world.accounts} / 500 AS is_verified,
      epoch_ms(${endMs - 1}) AS observed_at
    FROM (${drafted})`;
}
