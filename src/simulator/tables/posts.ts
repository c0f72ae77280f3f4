import { actSalt, actsSelect, originalSalt, PER_ACCOUNT, SLOTS } from "../acts.ts";
import { accountId, postId } from "../ids.ts";
import { communityOf, isBot, languageOf, originalsCount, topicOf } from "../population.ts";
import { sqlList } from "../sql-list.ts";
import { ANSWER_VARIANTS, PHRASE_VARIANTS } from "../texts/phrases.ts";
import { LANGUAGES, TOPICS } from "../texts/topics.ts";
import { postedMs } from "../timeline.ts";
import { ANSWERS_TABLE, numbered, PHRASES_TABLE } from "../work-tables.ts";
import type { World } from "../world.ts";

/** Columns of the numbers behind an original: account, original, author_id, post_id, posted_ms. */
export function originalsSelect(world: World, from: number, to: number): string {
  const counted = `SELECT account, unnest(range(${originalsCount(world, "account")})) AS original
    FROM ${numbered("account", from, to)}`;
  const named = `SELECT *, ${accountId(world, "account")} AS author_id,
      ${postedMs(world, "posted", `(account * ${PER_ACCOUNT} + original)`, communityOf(world, "account"))} AS posted_ms
    FROM (${counted})`;
  const salt = originalSalt(world, "account", "original");
  return `SELECT *, ${postId(world, { author: "author_id", ms: "posted_ms", salt })} AS post_id FROM (${named})`;
}

/** SELECT of the rows of `posts` that are originals of accounts `from` to `to`. */
export function originalPostsSelect(world: World, from: number, to: number): string {
  const { draws } = world;
  const index = `(account * ${PER_ACCOUNT} + original)`;
  const community = communityOf(world, "account");
  const topic = `CASE WHEN ${draws.hash("offTopic", index)} % 10 < 7 THEN ${topicOf(world, community)}
    ELSE CAST(${draws.hash("otherTopic", index)} % ${TOPICS.length} AS BIGINT) END`;
  const language = `CASE WHEN ${draws.hash("foreign", index)} % 10 < 9 THEN ${languageOf(world, community)} ELSE 0 END`;
  // A bot says the same sentence again and again.
  const voice = `CASE WHEN ${isBot(world, "account")} THEN account * ${PER_ACCOUNT} ELSE ${index} END`;
  const described = `SELECT *, ${topic} AS topic, ${language} AS language, ${voice} AS voice
    FROM (${originalsSelect(world, from, to)})`;
  return worded(world, described, "'original'", {
    parent: "CAST(NULL AS VARCHAR)",
    parentAuthor: "CAST(NULL AS VARCHAR)",
    root: "CAST(NULL AS VARCHAR)",
    mentions: "CAST([] AS VARCHAR[])",
  });
}

/** SELECT of the rows of `posts` that acts `from` to `to` wrote: every reply and quote, two fifths of the mentions
 *  (as originals that name somebody) and a quarter of the reposts. */
export function actPostsSelect(world: World, from: number, to: number): string {
  const { firstMention, firstQuote, firstReply, firstRepost } = SLOTS;
  const acts = `SELECT *, actor_id AS author FROM (${actsSelect(world, from, to)})
    WHERE slot BETWEEN ${firstRepost} AND ${firstRepost + 2} OR slot BETWEEN ${firstReply} AND ${firstMention + 1}`;
  const community = communityOf(world, "target");
  const named = `SELECT * REPLACE (actor_id AS author_id), author_id AS root_author_id, acted_ms AS posted_ms,
      ${postId(world, { author: "actor_id", ms: "acted_ms", salt: actSalt(world, "act") })} AS post_id,
      ${topicOf(world, community)} AS topic, ${languageOf(world, community)} AS language, act AS voice,
      CASE WHEN ${isBot(world, "actor")} THEN CAST(actor % ${ANSWER_VARIANTS} AS BIGINT)
        ELSE CAST(${world.draws.hash("answer", "act")} % ${ANSWER_VARIANTS} AS BIGINT) END AS answer
    FROM (${acts})`;
  const talk = worded(
    world,
    `SELECT * FROM (${named}) WHERE slot >= ${firstQuote}`,
    "CASE WHEN kind = 'mention' THEN 'original' ELSE kind END",
    {
      parent: "target_post_id",
      parentAuthor: "CASE WHEN kind = 'mention' THEN NULL ELSE target_id END",
      root: "CASE WHEN kind = 'mention' THEN NULL ELSE root_id END",
      mentions: "CASE WHEN kind = 'mention' THEN [target_id] ELSE CAST([] AS VARCHAR[]) END",
    },
  );
  const short = `SELECT '${world.network}' AS network, post_id, author_id, epoch_ms(posted_ms) AS posted_at,
      CAST(NULL AS TIMESTAMP) AS edited_at, kind, target_post_id AS parent_post_id, target_id AS parent_author_id,
      root_id AS root_post_id, CASE WHEN kind = 'reply' THEN ${languageTag()} END AS lang,
      CASE WHEN kind = 'reply' THEN answers.text END AS text, CAST([] AS VARCHAR[]) AS tags,
      CAST([] AS VARCHAR[]) AS links,
      CASE WHEN kind = 'reply' THEN [target_id] ELSE CAST([] AS VARCHAR[]) END AS mention_ids
    FROM (SELECT * FROM (${named}) WHERE slot < ${firstQuote})
    JOIN ${ANSWERS_TABLE} AS answers ON answers.phrase_index = language * ${ANSWER_VARIANTS} + answer`;
  return `${talk} UNION ALL ${short}`;
}

/** SELECT of rows of `posts` with a sentence on the topic, a second one for most, a hashtag for four in ten and a link for two in ten.
 *  `select` gives author_id, post_id, posted_ms, topic, language and voice (the index that words are drawn by). */
export function worded(
  world: World,
  select: string,
  kind: string,
  thread: { parent: string; parentAuthor: string; root: string; mentions: string },
): string {
  const { draws } = world;
  const sentence = (variant: string) => `CAST((language * ${TOPICS.length} + topic) * ${PHRASE_VARIANTS}
    + (${variant}) % ${PHRASE_VARIANTS} AS BIGINT)`;
  const first = `${draws.hash("first", "voice")} % ${PHRASE_VARIANTS}`;
  const tags = sqlList(TOPICS.map(topic => topic.tag));
  const draft = `SELECT *, ${sentence(first)} AS first_phrase, ${sentence(`${first} + 1 + ${draws.hash("second", "voice")} % ${PHRASE_VARIANTS - 1}`)} AS second_phrase,
      ${draws.hash("shape", "voice")} % 100 AS shape, ${tags}[topic + 1] AS tag,
      'https://' || ${tags}[topic + 1] || '.example.org/' || CAST(${draws.hash("link", "voice")} % 500 AS VARCHAR) AS link
    FROM (${select})`;
  return `SELECT '${world.network}' AS network, post_id, author_id, epoch_ms(posted_ms) AS posted_at,
      CAST(NULL AS TIMESTAMP) AS edited_at, ${kind} AS kind, ${thread.parent} AS parent_post_id,
      ${thread.parentAuthor} AS parent_author_id, ${thread.root} AS root_post_id, ${languageTag()} AS lang,
      first.text || CASE WHEN shape < 75 THEN ' ' || second.text ELSE '' END
        || CASE WHEN shape % 10 < 4 THEN ' #' || tag ELSE '' END
        || CASE WHEN shape % 10 IN (3, 7) THEN ' ' || link ELSE '' END AS text,
      CASE WHEN shape % 10 < 4 THEN [tag] ELSE CAST([] AS VARCHAR[]) END AS tags,
      CASE WHEN shape % 10 IN (3, 7) THEN [link] ELSE CAST([] AS VARCHAR[]) END AS links,
      ${thread.mentions} AS mention_ids
    FROM (${draft})
    JOIN ${PHRASES_TABLE} AS first ON first.phrase_index = first_phrase
    JOIN ${PHRASES_TABLE} AS second ON second.phrase_index = second_phrase`;
}

function languageTag(): string {
  return `${sqlList(LANGUAGES.map(language => language.tag))}[language + 1]`;
}
