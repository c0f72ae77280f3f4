import { accountId } from "../ids.ts";
import { numbered } from "../work-tables.ts";
import { BLOCK_SIZE, type World } from "../world.ts";
import { interactionId } from "./interactions.ts";
import { originalsSelect } from "./posts.ts";

/** One like is undone in this many blocks of acts. */
const BLOCKS_PER_UNDONE = 20;
const POSTS_PER_DELETED = 200;
const SILENT_PER_DEACTIVATED = 200;
const WEEK_MS = 7 * 86_400_000;

/** SELECT of the rows of `removals` that undo likes. */
export function undoneLikesSelect(world: World): string {
  const acts = `range(0, ${world.interactions}, ${BLOCK_SIZE * BLOCKS_PER_UNDONE}) AS numbers(act)`;
  const id = interactionId(world, "act");
  return removals(world, {
    subject: "interaction",
    id,
    at: lastWeek(world, "act"),
    reason: "undone",
    from: acts,
  });
}

/** SELECT of the rows of `removals` on accounts `from` to `to`: some originals deleted, some silent accounts
 *  deactivated. */
export function accountRemovalsSelect(world: World, from: number, to: number): string {
  const { accounts, authors, bots, draws } = world;
  const index = "account * 4096 + original";
  const deleted = `(${originalsSelect(world, from, to)})
    WHERE ${draws.hash("deleted", index)} % ${POSTS_PER_DELETED} = 0`;
  const gone = `${numbered("account", from, to)} WHERE account >= ${authors} AND account < ${accounts - bots}
    AND ${draws.hash("deactivated", "account")} % ${SILENT_PER_DEACTIVATED} = 0`;
  const postGone = `greatest(posted_ms + 1, ${lastWeek(world, index)})`;
  return `${removals(world, { subject: "post", id: "post_id", at: postGone, reason: "deleted", from: deleted })}
    UNION ALL ${removals(world, {
      subject: "account",
      id: accountId(world, "account"),
      at: lastWeek(world, "account"),
      reason: "deactivated",
      from: gone,
    })}`;
}

function removals(
  world: World,
  row: { subject: string; id: string; at: string; reason: string; from: string },
): string {
  return `SELECT '${world.network}' AS network, '${row.subject}' AS subject, ${row.id} AS subject_id,
    epoch_ms(${row.at}) AS removed_at, '${row.reason}' AS reason FROM ${row.from}`;
}

function lastWeek(world: World, index: string): string {
  return `${world.endMs} - 1 - CAST(floor(${WEEK_MS} * ${world.draws.uniform("removed", index)}) AS BIGINT)`;
}
