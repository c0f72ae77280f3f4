import { NotConverged } from "../../domain/errors.ts";
import type { Engine } from "../../engines/contract.ts";
import { dropTables, numberOf, passTable, SHARES } from "./rank-tables.ts";

const STEM = "rank_messages";
/** Largest change of a message in two passes; messages are shares of 0..1, and the rest of the way is at most twice it. */
const MESSAGE_TOLERANCE = 1e-10;
/** Passes in one statement: each is one window over mutual pairs, which are far fewer than edges. */
const PASSES_A_TABLE = 4;
const MAX_PASSES = 2000;

/** Where the own echo of a run stands. */
export interface EchoPasses {
  /** node_index, returned: share (0 to below 1) of one unit that comes back a first time; only nodes of mutual pairs. */
  readonly select: string;
  readonly passes: number;
}

/** Solves the messages of `ownEcho` over the mutual pairs of `rank_shares` and returns the SELECT of what comes back.
 *
 *  A row stands at one account of a pair, with the share each way and the message that came from the other. One window
 *  over the account gives what is sent back; the row then moves to the other account, with that as its message. So a
 *  pass needs no join, and rows are added up in the order of the other account.
 *  @throws NotConverged where messages still change after 2000 passes. */
export async function echoPasses(engine: Engine): Promise<EchoPasses> {
  let table = passTable(STEM, 0);
  let change = Number.POSITIVE_INFINITY;
  if ((await engine.createTable(table, MUTUAL_PAIRS, table)) === 0) change = 0;
  let passes = 0;
  for (; change > MESSAGE_TOLERANCE; passes += PASSES_A_TABLE) {
    if (passes >= MAX_PASSES) throw new NotConverged(passes, change);
    const next = passTable(STEM, 1 + passes / PASSES_A_TABLE);
    await engine.createTable(next, passesSql(table), next);
    change = (await numberOf(engine, `SELECT max(abs(message - message_before)) AS value FROM ${next}`)) ?? 0;
    table = next;
  }
  const select = `SELECT node_index, max(returned) AS returned FROM (
  SELECT node_index, ${RETURNED} AS returned FROM ${table}) AS pairs GROUP BY node_index`;
  return { select, passes };
}

/** Drops what `echoPasses` made. */
export function dropEchoPasses(engine: Engine): Promise<void> {
  return dropTables(engine, [passTable(STEM, 0), passTable(STEM, 1)]);
}

const ROW_END = "0e0 AS message, 0e0 AS last_message, 0e0 AS message_before FROM both_ways";
/** Pairs that act on each other, a row at either account. `last_message` is the one that the row brought to the other
 *  account a pass earlier, `message_before` the one that it brought to this account two passes earlier. */
const MUTUAL_PAIRS = `WITH both_ways AS (
  SELECT least(actor_index, target_index) AS lower_index, greatest(actor_index, target_index) AS higher_index,
    max(CASE WHEN actor_index < target_index THEN share END) AS share_up,
    max(CASE WHEN actor_index > target_index THEN share END) AS share_down
  FROM ${SHARES}
  GROUP BY least(actor_index, target_index), greatest(actor_index, target_index)
  HAVING count(*) = 2
)
SELECT lower_index AS node_index, higher_index AS other_index, share_up AS share_out, share_down AS share_back, ${ROW_END}
UNION ALL
SELECT higher_index AS node_index, lower_index AS other_index, share_down AS share_out, share_up AS share_back, ${ROW_END}`;

const RETURNED = `sum(share_out * message) OVER (PARTITION BY node_index ORDER BY other_index
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)`;

function passesSql(table: string): string {
  let from = table;
  for (let pass = 0; pass < PASSES_A_TABLE; pass++)
    from = `(SELECT other_index AS node_index, node_index AS other_index, share_back AS share_out, share_out AS share_back,
  share_out / (1e0 - (returned - share_out * message)) AS message,
  message AS last_message, last_message AS message_before
FROM (SELECT *, ${RETURNED} AS returned FROM ${from} AS received_${pass}) AS returned_${pass})`;
  return `SELECT node_index, other_index, share_out, share_back, message, last_message, message_before
FROM ${from} AS sent`;
}
