import type { TableName } from "../domain/interchange/schema.ts";
import type { Engine } from "../engines/contract.ts";
import type { LakeContext } from "./context.ts";

/** The relations of a batch without what speaks of forgotten accounts. */
export interface Screened {
  readonly selects: ReadonlyMap<TableName, string>;
  readonly rowsForgotten: number;
  /** Drops the engine tables made for this. */
  readonly drop: () => Promise<void>;
}

/** The selects of a batch as they may be stored. */
export async function withoutForgotten(
  _context: LakeContext,
  _engine: Engine,
  selects: ReadonlyMap<TableName, string>,
): Promise<Screened> {
  return { selects, rowsForgotten: 0, drop: async () => {} };
}
