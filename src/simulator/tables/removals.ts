import { accountId } from "../ids.ts";
import type { World } from "../world.ts";
import { BLOCK_SIZE } from "../world.ts";
import { interactionId } from "./interactions.ts";
import { originalsSelect } from "./posts.ts";

/** One like is undone in this many blocks of acts. */
const BLOCKS_PER_UNDONE = 20;
const POSTS_PER_DELETED = 200;
const SILENT_PER_DEACTIVATED = 200;

/** SELECT of the rows of `removals`: some likes undone, some posts deleted, some silent accounts deactivated. */
export function removalsSelect(world: World): string {
  const { accounts, authors, bots, draws, endMs, interactions, network } = world;
  const row = (subject: string, id: string, at: string, reason: string, from: string) =>
    `SELECT '${network}' AS network, '${subject}' AS subject, ${id} AS subject_id, epoch_ms(${at}) AS removed_at,
      '${reason}' AS reason FROM ${from}`;
  const lastWeek = (index: string) =>
    `${endMs} - 1 - CAST(floor(604800000 * ${draws.uniform("removed", index)}) AS BIGINT)`;
  const undone = `range(0, ${interactions}, ${BLOCK_SIZE * BLOCKS_PER_UNDONE}) AS numbers(act)`;
  const index = "account * 4096 + original";
  const deleted = `(${originalsSelect(world, 0, accounts)}) WHERE ${draws.hash("deleted", index)} % ${POSTS_PER_DELETED} = 0`;
  const gone = `range(${authors}, ${accounts - bots}) AS numbers(account)
    WHERE ${draws.hash("deactivated", "account")} % ${SILENT_PER_DEACTIVATED} = 0`;
  return [
    row("interaction", interactionId(world, "act"), lastWeek("act"), "undone", undone),
    row("post", "post_id", `greatest(posted_ms + 1, ${lastWeek(index)})`, "deleted", deleted),
    row("account", accountId(world, "account"), lastWeek("account"), "deactivated", gone),
  ].join(" UNION ALL ");
}
