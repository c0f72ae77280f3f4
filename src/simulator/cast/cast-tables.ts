import type { TableName } from "../../domain/interchange/schema.ts";
import { sqlLiteral } from "../../lib/sql-text.ts";
import type { CastMember } from "../cast.ts";
import { accountId } from "../ids.ts";
import { worded } from "../tables/posts.ts";
import { ANSWER_VARIANTS } from "../texts/phrases.ts";
import { TOPICS } from "../texts/topics.ts";
import { ANSWERS_TABLE, numbered } from "../work-tables.ts";
import type { World } from "../world.ts";
import { castActsSelect, castPostedMs, castPostId, castStream } from "./cast-acts.ts";

/** Popularity rank of the account that keeps the first list on which a member stands. */
const FIRST_OWNER = 50;
const THIRTY_DAYS_MS = 30 * 86_400_000;

/** SELECTs of the rows of one member of the cast, by table; post_stats are counted with everybody's. */
export function castSelects(world: World, member: CastMember): readonly (readonly [TableName, string])[] {
  return [
    ["accounts", accountRow(world, member)],
    ["account_stats", statsRows(world, member)],
    ["posts", originalRows(world, member)],
    ["posts", talkRows(world, member)],
    ["interactions", interactionRows(world, member)],
    ...(member.onLists ?? []).flatMap((name, number) => listRows(world, member, name, number)),
    ...(member.identityId === undefined ? [] : [["identity_links", linkRow(world, member)] as const]),
  ];
}

function accountRow(world: World, member: CastMember): string {
  const { isIndexable = true, isProtected = false, isVerified = false } = member;
  return `SELECT '${member.network}' AS network, ${sqlLiteral(member.accountId)} AS account_id,
    ${sqlLiteral(member.handle)} AS handle, ${sqlLiteral(member.displayName)} AS display_name,
    '${member.kind}' AS kind, ${sqlLiteral(member.bio)} AS bio,
    ${sqlLiteral(`https://${member.handle.replaceAll(/[._]/g, "-")}.example.org`)} AS url,
    epoch_ms(${world.startMs} - 94608000000) AS created_at, ${isProtected} AS is_protected,
    ${isIndexable} AS is_indexable, ${isVerified} AS is_verified, epoch_ms(${world.endMs - 1}) AS observed_at`;
}

function statsRows(world: World, member: CastMember): string {
  const { followers, following, listed, postsCount } = member;
  const before = Math.round(followers * 0.97);
  return `SELECT '${member.network}' AS network, ${sqlLiteral(member.accountId)} AS account_id,
      epoch_ms(seen_ms) AS observed_at, CAST(followers AS BIGINT) AS followers_count,
      CAST(${following} AS BIGINT) AS following_count, CAST(${postsCount} AS BIGINT) AS posts_count,
      CAST(${listed ?? "NULL"} AS BIGINT) AS listed_count
    FROM (VALUES (${world.endMs - THIRTY_DAYS_MS}, ${before}), (${world.endMs - 1}, ${followers})) AS seen(seen_ms, followers)`;
}

function originalRows(world: World, member: CastMember): string {
  const indexOf = (topic: string) => TOPICS.findIndex(({ tag }) => tag === topic);
  const topic = `CASE WHEN original = 0 THEN ${indexOf(member.joke ?? member.topic)} ELSE ${indexOf(member.topic)} END`;
  const dated = `SELECT original, ${sqlLiteral(member.accountId)} AS author_id,
      ${castPostedMs(world, member, "original")} AS posted_ms, CAST(${topic} AS BIGINT) AS topic, 0 AS language,
      ${world.draws.hash(castStream(member, "voice"), "original")} % 1000000000 AS voice
    FROM ${numbered("original", 0, member.originals)}`;
  const named = `SELECT *, ${castPostId(world, member, "original", "posted_ms")} AS post_id FROM (${dated})`;
  return worded(world, named, "'original'", {
    parent: "CAST(NULL AS VARCHAR)",
    parentAuthor: "CAST(NULL AS VARCHAR)",
    root: "CAST(NULL AS VARCHAR)",
    mentions: "CAST([] AS VARCHAR[])",
  });
}

function talkRows(world: World, member: CastMember): string {
  const answer = world.draws.hash(castStream(member, "words"), "number * 4 + turn");
  return `SELECT network, own_post_id AS post_id, actor_id AS author_id, epoch_ms(acted_ms) AS posted_at,
      CAST(NULL AS TIMESTAMP) AS edited_at, kind, target_post_id AS parent_post_id, target_id AS parent_author_id,
      root_id AS root_post_id, 'en' AS lang, text, CAST([] AS VARCHAR[]) AS tags, CAST([] AS VARCHAR[]) AS links,
      [target_id] AS mention_ids
    FROM (SELECT *, CAST(${answer} % ${ANSWER_VARIANTS} AS BIGINT) AS answer
      FROM (${castActsSelect(world, member)}) WHERE own_post_id IS NOT NULL)
    JOIN ${ANSWERS_TABLE} AS answers ON answers.phrase_index = answer`;
}

function interactionRows(world: World, member: CastMember): string {
  const id = world.draws.hex(castStream(member, "interaction"), "number * 4 + turn");
  return `SELECT network, ${id} AS interaction_id, kind, actor_id, target_id, target_post_id AS post_id,
      epoch_ms(acted_ms) AS acted_at
    FROM (${castActsSelect(world, member)})`;
}

function listRows(
  world: World,
  member: CastMember,
  name: string,
  number: number,
): readonly (readonly [TableName, string])[] {
  const [network, at] = [`'${member.network}' AS network`, `epoch_ms(${world.startMs})`];
  const id = `${world.draws.hex(castStream(member, "list"), String(number))} AS`;
  const owner = accountId(world, String(FIRST_OWNER + number));
  return [
    [
      "lists",
      `SELECT ${network}, ${id} list_id, ${owner} AS owner_id, ${sqlLiteral(name)} AS name,
        CAST(NULL AS VARCHAR) AS description, ${at} AS observed_at`,
    ],
    [
      "interactions",
      `SELECT ${network}, ${world.draws.hex(castStream(member, "listing"), String(number))} AS interaction_id,
        'list' AS kind, ${owner} AS actor_id, ${sqlLiteral(member.accountId)} AS target_id, ${id} post_id, ${at} AS acted_at`,
    ],
  ];
}

function linkRow(world: World, member: CastMember): string {
  const isFirst = member.identityId === `${member.network}:${member.accountId}`;
  return `SELECT '${member.network}' AS network, ${sqlLiteral(member.accountId)} AS account_id,
    ${sqlLiteral(member.identityId ?? "")} AS identity_id, '${isFirst ? "self" : "domain"}' AS proof_kind,
    ${isFirst ? "CAST(NULL AS VARCHAR)" : `'https://${member.handle}/about'`} AS proof_url,
    epoch_ms(${world.endMs - 1}) AS observed_at`;
}
