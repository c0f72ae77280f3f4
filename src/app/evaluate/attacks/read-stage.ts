import type { TableName } from "../../../domain/interchange/schema.ts";
import type { Engine, EngineRow } from "../../../engines/contract.ts";
import { seededRandom } from "../../../lib/metrics/seeded-random.ts";
import { sqlLiteral } from "../../../lib/sql-text.ts";
import type { ScoringModel } from "../../../scoring/scoring-model.ts";
import type { SceneAccount } from "../../../simulator/attacks/scene.ts";

/** The score that a buyer stands at. */
export const BUYER_SCORE = 40;
/** How far around it buyers and members of pods are drawn. */
const BUYER_ROOM = 0.5;
const PEER_ROOM = 15;
const PEERS_PER_BUYER = 199;
const CELEBRITIES = 50;
const MOST_POSTS = 200;

/** Who takes part in the attacks on a population. */
export interface Stage {
  readonly buyers: readonly SceneAccount[];
  readonly peers: readonly SceneAccount[];
  readonly celebrities: readonly SceneAccount[];
  readonly accountsCount: number;
  readonly endMs: number;
  readonly days: number;
}

/** Buyers at score 40, their peers and the celebrities of the run that `engine` has just made; drawn by `seed` among people
 *  of network x, in an order that does not depend on who else is there. */
export async function readStage(
  engine: Engine,
  source: (table: TableName) => string,
  options: {
    readonly scores: ReadonlyMap<string, number>;
    readonly asOf: string;
    readonly seed: number;
    readonly buyersCount: number;
    readonly model: ScoringModel;
  },
): Promise<Stage> {
  const { scores, seed, buyersCount, asOf, model } = options;
  const random = seededRandom(seed);
  const rows = await engine.rows(
    `SELECT account_id, engaged_people_count FROM account_features
     WHERE network = 'x' AND coalesce(kind, 'person') IN ('person', 'unknown') AND has_enough_data AND is_ranked
     ORDER BY account_id`,
  );
  const around = (room: number) =>
    shuffled(
      rows.filter(row => Math.abs((scores.get(`x:${row["account_id"]}`) ?? 0) - BUYER_SCORE) <= room),
      random,
    ).map(row => String(row["account_id"]));
  const buyerIds = around(BUYER_ROOM).slice(0, buyersCount);
  const peerIds = around(PEER_ROOM)
    .filter(id => !buyerIds.includes(id))
    .slice(0, buyersCount * PEERS_PER_BUYER);
  const celebrityIds = rows
    .toSorted((a, b) => Number(b["engaged_people_count"]) - Number(a["engaged_people_count"]))
    .slice(0, CELEBRITIES)
    .map(row => String(row["account_id"]));
  const posts = await postsOf(engine, source, [...buyerIds, ...peerIds, ...celebrityIds]);
  const toAccount = (accountId: string): SceneAccount => ({ accountId, posts: posts.get(accountId) ?? [] });
  const [counted] = await engine.rows("SELECT count(*) AS accounts_count FROM account_features");
  return {
    buyers: buyerIds.map(toAccount),
    peers: peerIds.map(toAccount),
    celebrities: celebrityIds.map(toAccount),
    accountsCount: Number(counted!["accounts_count"]),
    endMs: Date.parse(asOf),
    days: model.constants.window_days,
  };
}

async function postsOf(
  engine: Engine,
  source: (table: TableName) => string,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, SceneAccount["posts"]>> {
  if (accountIds.length === 0) return new Map();
  const rows = await engine.rows(
    `SELECT author_id, post_id, posted_at FROM (${source("posts")}) AS posts
     WHERE network = 'x' AND kind = 'original' AND author_id IN (${accountIds.map(sqlLiteral).join(", ")})
     ORDER BY author_id, post_id`,
  );
  const posts = new Map<string, { postId: string; postedMs: number }[]>();
  for (const row of rows) {
    const author = String(row["author_id"]);
    const own = posts.get(author) ?? [];
    posts.set(author, own);
    if (own.length < MOST_POSTS)
      own.push({ postId: String(row["post_id"]), postedMs: Date.parse(String(row["posted_at"])) });
  }
  return posts;
}

function shuffled(rows: readonly EngineRow[], random: () => number): readonly EngineRow[] {
  const order = [...rows];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}
