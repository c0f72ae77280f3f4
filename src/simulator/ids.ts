import { sqlList } from "./sql-list.ts";
import { FIRST_NAMES } from "./texts/names.ts";
import type { World } from "./world.ts";

const MASTODON_HOSTS = ["social.example", "art.example", "dev.example"];
/** Milliseconds since 1970 at which X's ids begin. Source: X API documentation on ids ("snowflake"). */
const X_EPOCH_MS = 1_288_834_974_657;

/** SQL of the account's permanent id in the network's own form: 19 digits, a DID, or an actor URI. */
export function accountId(world: World, account: string): string {
  const { draws, network } = world;
  if (network === "x")
    return `CAST(1000000000000000000 + ${draws.hash("accountId", account)} % 799999999999999999 AS VARCHAR)`;
  if (network === "bluesky") return `('did:plc:' || ${base32(draws.hex("accountId", account), 24)})`;
  return `('https://' || ${mastodonHost(account)} || '/users/' || ${mastodonName(world, account)})`;
}

/** SQL of a post's id in the network's own form. `author` is the SQL of its id, `ms` of its time, `salt` of a hash
 *  that tells apart posts of the same moment. */
export function postId(world: World, post: { author: string; ms: string; salt: string }): string {
  const { author, ms, salt } = post;
  if (world.network === "x")
    return `CAST(((${ms} - ${X_EPOCH_MS}) << 22) + CAST(${salt} % 4194304 AS BIGINT) AS VARCHAR)`;
  if (world.network === "bluesky")
    return `('at://' || ${author} || '/app.bsky.feed.post/3' || ${base32(`md5(CAST(${salt} AS VARCHAR))`, 12)})`;
  return `(${author} || '/statuses/' || CAST((${ms} << 16) + CAST(${salt} % 65536 AS BIGINT) AS VARCHAR))`;
}

/** SQL of the account's handle, without a leading @. */
export function handleOf(world: World, account: string): string {
  const { draws, network } = world;
  if (network === "mastodon") return `(${mastodonName(world, account)} || '@' || ${mastodonHost(account)})`;
  const name = `(lower(${sqlList(FIRST_NAMES)}[1 + CAST(${draws.hash("firstName", account)} % ${FIRST_NAMES.length} AS BIGINT)])
    || CAST(${scrambled(world, account)} AS VARCHAR))`;
  return network === "bluesky" ? `(${name} || '.example.social')` : `('sim_' || ${name})`;
}

function mastodonName(world: World, account: string): string {
  const letters = `substr(${sqlList(FIRST_NAMES)}[1 + CAST(${world.draws.hash("firstName", account)} % ${FIRST_NAMES.length} AS BIGINT)], 1, 3)`;
  return `(lower(${letters}) || CAST(${scrambled(world, account)} AS VARCHAR))`;
}

function mastodonHost(account: string): string {
  return `(${sqlList(MASTODON_HOSTS)}[1 + ${account} % ${MASTODON_HOSTS.length}])`;
}

/** A number distinct for each account that does not show its popularity rank. */
function scrambled(world: World, account: string): string {
  return `((${account} * ${world.accountStep} + 4321) % ${world.accounts})`;
}

/** The first `length` digits of a hex text in the alphabet a-z2-7 that DIDs and record keys share. */
function base32(hex: string, length: number): string {
  return `translate(substr(${hex}, 1, ${length}), '0189', 'ghij')`;
}
