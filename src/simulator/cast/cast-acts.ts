import { sqlLiteral } from "../../lib/sql-text.ts";
import type { CastMember } from "../cast.ts";
import { accountId, postId } from "../ids.ts";
import { actedMs, heavyDelayMs, postedMs } from "../timeline.ts";
import { numbered } from "../work-tables.ts";
import type { World } from "../world.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** A conversation is at most reply, answer, reply, answer. */
const MAX_TURNS = 4;
/** Kinds in the order in which the acts of a member are numbered. */
const ACT_KINDS = ["like", "repost", "reply", "quote", "mention"] as const;

/** SQL of a column of member's stream names, apart from those of the background. */
export function castStream(member: CastMember, name: string): string {
  return `cast/${member.handle}/${name}`;
}

/** SQL (milliseconds since 1970) of the time of original number `original` of `member`. */
export function castPostedMs(world: World, member: CastMember, original: string): string {
  const inWindow = postedMs(world, castStream(member, "posted"), original, "0");
  return `(${inWindow} - ${(member.dormantDays ?? 0) * DAY_MS})`;
}

/** SQL of the id of original number `original` of `member`, written at `ms`. */
export function castPostId(world: World, member: CastMember, original: string, ms: string): string {
  const salt = world.draws.hash(castStream(member, "original"), original);
  return postId(world, { author: sqlLiteral(member.accountId), ms, salt });
}

/** SELECT of every act on `member` and of its answers, one row per act: network, number, turn, kind, actor_id,
 *  target_id, target_post_id, acted_ms, own_post_id (of the post that a reply or quote wrote), root_id. */
export function castActsSelect(world: World, member: CastMember): string {
  const { draws, endMs } = world;
  const counts = [member.likes, member.reposts, member.replies, member.quotes, member.mentions];
  const total = counts.reduce((sum, count) => sum + count, 0);
  const draw = (name: string) => draws.uniform(castStream(member, name), "number");
  const memberId = sqlLiteral(member.accountId);
  const [second, third, fourth] = member.answeredPercent ?? [0, 0, 0];
  const mood = `(${draws.hash(castStream(member, "turns"), "number")} % 100)`;
  const started = `SELECT number, ${kindOfNumber(counts)} AS kind,
      CAST(floor(${member.originals} * pow(${draw("original")}, 1.3)) AS BIGINT) AS original,
      ${engagerOf(world, member)} AS fan,
      1 + CASE WHEN ${mood} < ${second} THEN 1 ELSE 0 END + CASE WHEN ${mood} < ${third} THEN 1 ELSE 0 END
        + CASE WHEN ${mood} < ${fourth} THEN 1 ELSE 0 END AS turns
    FROM ${numbered("number", 0, total)}`;
  const dated = `SELECT *, ${castPostedMs(world, member, "original")} AS root_ms, ${accountId(world, "fan")} AS fan_id
    FROM (${started})`;
  const since =
    member.dormantDays === undefined
      ? "root_ms"
      : postedMs(world, castStream(member, "acted"), "number", "0");
  const opened = `SELECT *, ${castPostId(world, member, "original", "root_ms")} AS root_id, ${since} AS since_ms
    FROM (${dated})`;
  const first = `SELECT *, ${actedMs(world, "since_ms", heavyDelayMs(draw("delay"), "90"), "0")} AS ms_1 FROM (${opened})`;
  const answerMs = (name: string, since: string) =>
    `least(${endMs - 1}, ${since} + CAST(floor(${(member.answerMinutes ?? 1) * MINUTE_MS} * (0.1 + 0.9 * ${draw(name)})) AS BIGINT))`;
  const later = `SELECT *, ${answerMs("answer", "ms_1")} AS ms_2 FROM (${first})`;
  const back = `SELECT *, least(${endMs - 1}, ms_2 + CAST(floor(${45 * MINUTE_MS} * ${draw("back")}) AS BIGINT)) AS ms_3
    FROM (${later})`;
  const whole = `SELECT *, ${answerMs("last", "ms_3")} AS ms_4 FROM (${back})`;
  const turned = `SELECT *, CASE turn WHEN 1 THEN ms_1 WHEN 2 THEN ms_2 WHEN 3 THEN ms_3 ELSE ms_4 END AS acted_ms,
      CASE turn WHEN 2 THEN ms_1 WHEN 3 THEN ms_2 ELSE ms_3 END AS earlier_ms,
      turn % 2 = 0 AS is_answer
    FROM (SELECT *, unnest(range(1, 1 + CASE WHEN kind = 'reply' THEN turns ELSE 1 END)) AS turn FROM (${whole}))`;
  const talkId = (author: string, ms: string, turn: string) => {
    const salt = draws.hash(castStream(member, "talk"), `(number * ${MAX_TURNS} + ${turn})`);
    return postId(world, { author, ms, salt });
  };
  return `SELECT '${world.network}' AS network, number, turn, kind,
      CASE WHEN is_answer THEN ${memberId} ELSE fan_id END AS actor_id,
      CASE WHEN is_answer THEN fan_id ELSE ${memberId} END AS target_id,
      CASE WHEN kind = 'mention' THEN NULL WHEN turn = 1 THEN root_id WHEN is_answer
        THEN ${talkId("fan_id", "earlier_ms", "turn - 1")}
        ELSE ${talkId(memberId, "earlier_ms", "turn - 1")} END AS target_post_id,
      acted_ms,
      CASE WHEN kind NOT IN ('reply', 'quote') THEN NULL WHEN is_answer THEN ${talkId(memberId, "acted_ms", "turn")}
        ELSE ${talkId("fan_id", "acted_ms", "turn")} END AS own_post_id,
      root_id
    FROM (${turned})`;
}

function kindOfNumber(counts: readonly number[]): string {
  let reached = 0;
  const cases = ACT_KINDS.map((kind, index) => {
    reached += counts[index] ?? 0;
    return `WHEN number < ${reached} THEN '${kind}'`;
  });
  return `CASE ${cases.join(" ")} END`;
}

/** Every engager acts once before anybody acts again by chance, so that the number of people is as written. */
function engagerOf(world: World, member: CastMember): string {
  const { engagers } = member;
  if ("botCount" in engagers) return `(${world.accounts - 1} - number % ${engagers.botCount})`;
  const { count, firstRank, isEven } = engagers;
  if (isEven) return `(${firstRank} + number % ${count})`;
  const chance = `CAST(floor(${count} * pow(${world.draws.uniform(castStream(member, "fan"), "number")}, 1.5)) AS BIGINT)`;
  return `(${firstRank} + CASE WHEN number < ${count} THEN number ELSE ${chance} END)`;
}
