import type { Engine } from "../../engines/contract.ts";

/** What the SQL passes need to know of the graph and the model. */
export interface RankSettings {
  readonly nodeCount: number;
  readonly damping: number;
  readonly kappa: number;
  readonly tolerance: number;
  readonly maxPasses: number;
  /** Whether acts pass standing on as far as int_vouched lets them and nodes restart with what int_vouching says. */
  readonly isDiscounted: boolean;
  /** Sum of what nodes have by themselves; `nodeCount` where nothing is discounted. */
  readonly restartSum: number;
  /** Standing under which relative differences no longer count, as `negligibleStanding` of the kernels. */
  readonly negligible: number;
}

/** Each edge that passes standing on, with the share of its actor's standing that it passes, damping included, and
 *  what the actor has by itself; and for each target an edge to itself that passes nothing. */
export const SHARES = "rank_shares";
/** Where acts are discounted: every node with its solved standing and what it is counted from. */
export const SOLVED = "rank_solved";

/** The table of pass `pass`: two names in turn, since no engine writes a table that it reads. */
export function passTable(stem: string, pass: number): string {
  return `${stem}_${pass % 2}`;
}

/** Drops the tables of the passes. */
export async function dropTables(engine: Engine, names: readonly string[]): Promise<void> {
  for (const name of names) await engine.dropTable(name);
}

/** The only number of a SELECT of one row and one column called `value`; null where that is null. */
export async function numberOf(engine: Engine, sql: string): Promise<number | null> {
  const [row] = await engine.rows(sql);
  const value = row?.["value"] ?? null;
  return value === null ? null : Number(value);
}
