import { LANGUAGES, TOPICS } from "./texts/topics.ts";
import { POSTING_EXPONENT, type World } from "./world.ts";

/** 30 posts a day over 90 days. */
const MAX_ORIGINALS = 2700;
const BOT_ORIGINALS = 20;
const TALKATIVE_BOT_SHARE = 0.3;

/** SQL of the popularity rank drawn by `uniform` (SQL, [0, 1)): an author, in proportion to the attention it gets.
 *  The inverse of the cumulative popularity in closed form, so no table of accounts is needed. */
export function authorRank(world: World, uniform: string): string {
  const { authors, popularityExponent: b, popularityHead: h } = world;
  const top = h ** -b;
  const span = top - (1 + h) ** -b;
  return `CAST(least(${authors - 1}, greatest(0,
    floor(${authors} * (pow(${top} - (${uniform}) * ${span}, ${-1 / b}) - ${h})))) AS BIGINT)`;
}

/** SQL of the interactions that the account at popularity rank `rank` may expect in the window. */
export function expectedReceived(world: World, rank: string): string {
  const { authors, interactions, popularityExponent: b, popularityHead: h } = world;
  const scale = ((interactions / authors) * b) / (h ** -b - (1 + h) ** -b);
  return `(CASE WHEN ${rank} < ${authors} THEN ${scale} * pow((${rank} + 0.5) / ${authors} + ${h}, ${-1 - b}) ELSE 0 END)`;
}

/** SQL of the number of originals of an account in the window: 0 for the silent, then heavy-tailed up to 30 a day. */
export function originalsCount(world: World, account: string): string {
  const { authors, draws, postScale } = world;
  const rate = `pow(1 - ${draws.uniform("posting", account)}, ${-POSTING_EXPONENT}) - 1`;
  return `CAST(CASE
    WHEN ${account} < ${authors} THEN least(${MAX_ORIGINALS}, 1 + floor(${postScale} * (${rate})))
    WHEN ${isBot(world, account)} AND ${draws.uniform("talkative", account)} < ${TALKATIVE_BOT_SHARE}
      THEN ${BOT_ORIGINALS} ELSE 0 END AS BIGINT)`;
}

/** SQL of whether the account is a bot. */
export function isBot(world: World, account: string): string {
  return `(${account} >= ${world.accounts - world.bots})`;
}

/** SQL of the community of an account, 0..communities-1; communities share language, time zone and topic. */
export function communityOf(world: World, account: string): string {
  return `(${account} % ${world.communities})`;
}

/** SQL of the account that is member number `rank` by activity of a community. */
export function memberOf(world: World, community: string, rank: string): string {
  const { communities, memberStep, members } = world;
  return `(${community} + ${communities} * ((${rank} * ${memberStep} + ${community} * 31) % ${members}))`;
}

/** SQL of the account at `rank` by activity over the whole network. */
export function activeAccount(world: World, rank: string): string {
  return `((${rank} * ${world.accountStep} + 17) % ${world.accounts})`;
}

/** SQL of the share of first replies that an author answers, 0..0.95: most answer few, some nearly all. */
export function answeredShare(world: World, author: string): string {
  return `(0.95 * pow(${world.draws.uniform("answers", author)}, 2))`;
}

/** SQL of the index of the community's language in LANGUAGES, by their weights. */
export function languageOf(world: World, community: string): string {
  const total = LANGUAGES.reduce((sum, language) => sum + language.weight, 0);
  const draw = `(${world.draws.hash("language", community)} % ${total})`;
  let reached = 0;
  const cases = LANGUAGES.map((language, index) => {
    reached += language.weight;
    return `WHEN ${draw} < ${reached} THEN ${index}`;
  });
  return `(CASE ${cases.join(" ")} END)`;
}

/** SQL of the hours between UTC and the clock of a community. */
export function zoneHours(world: World, community: string): string {
  const language = languageOf(world, community);
  const cases = LANGUAGES.map(({ zoneHours: [first, second] }, index) =>
    first === second
      ? `WHEN ${index} THEN ${first}`
      : `WHEN ${index} THEN CASE WHEN ${world.draws.hash("zone", community)} % 2 = 0 THEN ${first} ELSE ${second} END`,
  );
  return `(CASE ${language} ${cases.join(" ")} END)`;
}

/** SQL of the index in TOPICS that a community talks about most. */
export function topicOf(world: World, community: string): string {
  return `CAST(${world.draws.hash("topic", community)} % ${TOPICS.length} AS BIGINT)`;
}
