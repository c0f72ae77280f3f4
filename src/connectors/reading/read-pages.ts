import { ConfigProblem } from "../../domain/errors.ts";
import { RequestsSpent } from "../../platform/http/http-client.ts";
import type { AccountReading, ConnectorEffects, ConnectorRecord, Cursor, Page } from "../contract.ts";

/** What a piece of a reading gave, and where the reading stands after it. */
export interface Part<State> {
  readonly records: readonly ConnectorRecord[];
  readonly state: State;
  /** The request budget ended within it: what was answered stands, and nothing more is asked. */
  readonly isSpent?: boolean;
}

/** How one network reads an account. `State` holds all that the rest of the reading depends on and can be written as JSON. */
export interface AccountReader<State> {
  /** Profile, counts and newest posts, dated `observedAt` (UTC ISO). */
  first(observedAt: string): Promise<Part<State>>;
  /** What comes next; null when the request budget ended before anything was answered. */
  next(state: State): Promise<Part<State> | null>;
  isOver(state: State): boolean;
  /** Of a network that costs money: what the reading has cost since its beginning, US dollars. */
  spentUsd?(state: State): number;
  /** The state that a cursor stands for. @throws ConfigProblem when it is none of this reading. */
  stateOf(cursor: Cursor): State;
}

/** The pages of a reading from its cursor on. Ends where everything is read, and without a word where the request budget is
 *  used up: what was read stands. */
export async function* readPages<State>(
  reader: AccountReader<State>,
  { cursor }: Pick<AccountReading, "cursor">,
  { now, signal }: Pick<ConnectorEffects, "now" | "signal">,
): AsyncGenerator<Page> {
  const pageOf = ({ records, state }: Part<State>): Page => ({
    records,
    cursor: JSON.stringify(state),
    isLast: reader.isOver(state),
    ...(reader.spentUsd && { spentUsd: reader.spentUsd(state) }),
  });
  try {
    signal.throwIfAborted();
    let state: State;
    if (cursor === null) {
      const part = await reader.first(now().toISOString());
      yield pageOf(part);
      if (part.isSpent === true) return;
      ({ state } = part);
    } else state = reader.stateOf(cursor);
    while (!reader.isOver(state)) {
      signal.throwIfAborted();
      const part = await reader.next(state);
      if (part === null) return;
      yield pageOf(part);
      if (part.isSpent === true) return;
      ({ state } = part);
    }
  } catch (error) {
    if (!(error instanceof RequestsSpent)) throw error;
  }
}

/** The handler of a failure that ends a reading at `state` when its request budget is used up.
 *  @throws any other failure. */
export function stoppedAt<State>(state: State): (error: unknown) => Part<State> {
  return error => {
    if (error instanceof RequestsSpent) return { state, records: [], isSpent: true };
    throw error;
  };
}

/** The state in `cursor`, when `isState` knows it for one.
 *  @throws ConfigProblem that names the network. */
export function stateIn<State>(
  cursor: Cursor,
  network: string,
  isState: (value: Partial<State>) => boolean,
): State {
  let value: unknown = null;
  try {
    value = JSON.parse(cursor);
  } catch {
    // Told below, as any other text that is no state.
  }
  if (typeof value === "object" && value !== null && isState(value as Partial<State>)) return value as State;
  throw new ConfigProblem(
    `The place where reading ${network} stopped cannot be read; begin it anew with --refresh.`,
  );
}
