import { accountId, postId } from "./ids.ts";
import {
  activeAccount,
  answeredShare,
  authorRank,
  communityOf,
  expectedReceived,
  isBot,
  memberOf,
  originalsCount,
  zoneHours,
} from "./population.ts";
import { actedMs, heavyDelayMs, postedMs } from "./timeline.ts";
import { numbered } from "./work-tables.ts";
import { BLOCK_SIZE, type World } from "./world.ts";

/** Where the slots of a block stand: 65 likes, 12 reposts, 15 replies, 2 quotes, 5 mentions, 1 follow. */
export const SLOTS = {
  firstRepost: 65,
  firstReply: 77,
  firstAnswer: 85,
  firstSecondReply: 90,
  firstQuote: 92,
  firstMention: 94,
  follow: 99,
} as const;
/** From an answer (or a second reply) back to the reply that it continues. */
const ANSWER_STEP = SLOTS.firstAnswer - SLOTS.firstReply;
const SECOND_REPLY_STEP = SLOTS.firstSecondReply - SLOTS.firstReply;

const BOT_ACT_SHARE = 0.05;
const FAN_SHARE = 0.55;
const COMMUNITY_SHARE = 0.25;
/** The others only read. */
const ACTIVE_SHARE = 0.8;
/** Fans beyond these come from the whole network. */
const LOCAL_FANS = 60;
/** An index of a fan or an original within its account: account × this + number. */
export const PER_ACCOUNT = 1_048_576;

/** SQL of acts `from` (inclusive) to `to` (exclusive), each a pure function of its number, one row per act:
 *  act, slot, kind, turn (1 opening, 2 the author's answer, 3 the reply to that), actor, target, actor_id, target_id,
 *  author_id, root_id, target_post_id (null for mentions and follows), acted_ms.
 *  A block of acts holds the turns of its own conversations, so that no act needs to look another up. */
export function actsSelect(world: World, from: number, to: number): string {
  const { actDraws } = world;
  const isAnswered = (reply: string) =>
    `${actDraws.uniform("answered", reply)} < ${answeredShare(world, authorRank(world, actDraws.uniform("author", reply)))}`;
  const blocks = `
    SELECT act, CAST(act % ${BLOCK_SIZE} AS INTEGER) AS slot FROM ${numbered("act", from, to)}`;
  const turns = `
    SELECT *, CASE
      WHEN slot < ${SLOTS.firstAnswer} OR slot >= ${SLOTS.firstQuote} THEN 1
      WHEN slot < ${SLOTS.firstSecondReply}
        THEN CASE WHEN ${isAnswered(`(act - ${ANSWER_STEP})`)} THEN 2 ELSE 1 END
      ELSE CASE WHEN ${isAnswered(`(act - ${SECOND_REPLY_STEP})`)} THEN 3 ELSE 1 END
    END AS turn
    FROM (${blocks})`;
  const openings = `
    SELECT *, act - CASE turn WHEN 2 THEN ${ANSWER_STEP} WHEN 3 THEN ${SECOND_REPLY_STEP} ELSE 0 END AS opening
    FROM (${turns})`;
  const authored = `
    SELECT *, ${authorRank(world, actDraws.uniform("author", "opening"))} AS author FROM (${openings})`;
  const drawn = `
    SELECT *,
      CAST(floor(${originalsCount(world, "author")} * pow(${actDraws.uniform("original", "opening")}, 3)) AS BIGINT) AS original,
      ${communityOf(world, "author")} AS community,
      ${actDraws.uniform("source", "opening")} AS source,
      ${actDraws.uniform("fan", "opening")} AS fan_draw
    FROM (${authored})`;
  const fans = `
    SELECT *, ${fanOf(world)} AS drawn_fan, ${postedMs(world, "posted", `(author * ${PER_ACCOUNT} + original)`, "community")} AS root_ms
    FROM (${drawn})`;
  const distinct = `
    SELECT *, CASE WHEN drawn_fan = author THEN (author + 1) % ${world.accounts} ELSE drawn_fan END AS fan
    FROM (${fans})`;
  const acted = `
    SELECT *, ${actedMs(world, "root_ms", openingDelay(world), zoneHours(world, communityOf(world, "fan")))} AS opening_ms
    FROM (${distinct})`;
  const answered = `
    SELECT *, CASE WHEN turn = 1 THEN opening_ms
      ELSE ${actedMs(world, "opening_ms", answerDelay(world), zoneHours(world, "community"))} END AS answer_ms
    FROM (${acted})`;
  const timed = `
    SELECT *, CASE WHEN turn = 3
      THEN ${actedMs(world, "answer_ms", heavyDelayMs(actDraws.uniform("secondDelay", "opening"), "40"), zoneHours(world, communityOf(world, "fan")))}
      ELSE answer_ms END AS acted_ms
    FROM (${answered})`;
  const named = `
    SELECT *, ${accountId(world, "fan")} AS fan_id, ${accountId(world, "author")} AS author_id FROM (${timed})`;
  const rooted = `
    SELECT *, ${postId(world, { author: "author_id", ms: "root_ms", salt: originalSalt(world, "author", "original") })} AS root_id
    FROM (${named})`;
  const openingId = postId(world, { author: "fan_id", ms: "opening_ms", salt: actSalt(world, "opening") });
  const answerId = postId(world, {
    author: "author_id",
    ms: "answer_ms",
    salt: actSalt(world, `(opening + ${ANSWER_STEP})`),
  });
  return `
    SELECT act, slot, turn, ${kindOfSlot()} AS kind,
      CASE WHEN turn = 2 THEN author ELSE fan END AS actor,
      CASE WHEN turn = 2 THEN fan ELSE author END AS target,
      CASE WHEN turn = 2 THEN author_id ELSE fan_id END AS actor_id,
      CASE WHEN turn = 2 THEN fan_id ELSE author_id END AS target_id,
      author_id, root_id,
      CASE WHEN slot >= ${SLOTS.firstMention} THEN NULL WHEN turn = 1 THEN root_id
        WHEN turn = 2 THEN ${openingId} ELSE ${answerId} END AS target_post_id,
      acted_ms
    FROM (${rooted})`;
}

/** SQL of the hash that tells an original's id apart: original number `original` of `author`. */
export function originalSalt(world: World, author: string, original: string): string {
  return world.draws.hash("originalId", `(${author} * ${PER_ACCOUNT} + ${original})`);
}

/** SQL of the hash that tells apart the id of the post that an act wrote. */
export function actSalt(world: World, act: string): string {
  return world.draws.hash("actId", act);
}

function kindOfSlot(): string {
  return `CASE WHEN slot < ${SLOTS.firstRepost} THEN 'like' WHEN slot < ${SLOTS.firstReply} THEN 'repost'
    WHEN slot < ${SLOTS.firstQuote} THEN 'reply' WHEN slot < ${SLOTS.firstMention} THEN 'quote'
    WHEN slot < ${SLOTS.follow} THEN 'mention' ELSE 'follow' END`;
}

/** A bot, a regular fan (so that pairs repeat), a member of the author's community, or anybody; in every case
 *  few accounts act a lot and most act rarely (the power). */
function fanOf(world: World): string {
  const { accounts, bots, draws, members } = world;
  const fansCount = `(1 + floor(0.3 * ${expectedReceived(world, "author")}))`;
  const number = `CAST(least(${PER_ACCOUNT - 1}, floor(${fansCount} * pow(fan_draw, 2))) AS BIGINT)`;
  const rank = (count: number, uniform: string) =>
    `CAST(floor(${count * ACTIVE_SHARE} * pow(${uniform}, 2.5)) AS BIGINT)`;
  const local = (uniform: string) => memberOf(world, "community", rank(members, uniform));
  const anybody = (uniform: string) => activeAccount(world, rank(accounts, uniform));
  const fanDraw = draws.uniform("fanOfAuthor", `(author * ${PER_ACCOUNT} + ${number})`);
  const fan = BOT_ACT_SHARE + FAN_SHARE;
  return `CASE
    WHEN source < ${BOT_ACT_SHARE} THEN CAST(${accounts - 1} - floor(${bots} * fan_draw) AS BIGINT)
    WHEN source < ${fan} THEN CASE WHEN ${number} < ${LOCAL_FANS} THEN ${local(fanDraw)} ELSE ${anybody(fanDraw)} END
    WHEN source < ${fan + COMMUNITY_SHARE} THEN ${local("fan_draw")}
    ELSE ${anybody("fan_draw")} END`;
}

/** Bots act within minutes, people with a median of two hours. */
function openingDelay(world: World): string {
  const draw = world.actDraws.uniform("delay", "opening");
  return heavyDelayMs(draw, `CASE WHEN ${isBot(world, "fan")} THEN 3 ELSE 120 END`);
}

/** Each author has a habit: from minutes to more than a day. */
function answerDelay(world: World): string {
  const habit = `(5 * pow(400, ${world.draws.uniform("promptness", "author")}))`;
  return heavyDelayMs(world.actDraws.uniform("answerDelay", "opening"), habit);
}
