import type { Cursor } from "../../connectors/contract.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import type { CursorUpdate, Lake } from "../../lake/contract.ts";

/** Where the reading of one account stands; saved with the rows of each page. */
export interface ReadingState {
  readonly version: 1;
  /** When it began, UTC ISO: the end of the window, and the time of every observation of the reading. */
  readonly startedAt: string;
  /** Start of the window, UTC ISO. */
  readonly from: string;
  /** Permanent id of the account. */
  readonly accountId: string;
  readonly cursor: Cursor;
  /** Everything was read. */
  readonly isLast: boolean;
  /** Requests sent for it so far. */
  readonly requests: number;
  /** What it has cost so far, US dollars; absent where the network does not say. */
  readonly spentUsd?: number;
}

/** For how long a reading may be gone on with, and its rows stand for what the network shows. */
export const READING_KEPT_MS = 24 * 3_600_000;

/** The name under which the reading of `query` is saved in a lake. */
export function streamOf({ network, kind, value }: HandleQuery): string {
  return `on-demand:${network}:${kind}:${kind === "handle" ? value.toLowerCase() : value}`;
}

/** The reading of `query` that was begun less than a day before `now`; null when there is none. */
export function savedReading(lake: Lake, query: HandleQuery, now: Date): ReadingState | null {
  const text = lake.readCursor(streamOf(query));
  const state = text === null ? null : parsed(text);
  if (state === null) return null;
  const age = now.getTime() - Date.parse(state.startedAt);
  return age >= 0 && age < READING_KEPT_MS ? state : null;
}

/** The update that saves `state`. */
export function toCursorUpdate(query: HandleQuery, state: ReadingState): CursorUpdate {
  return { stream: streamOf(query), cursor: JSON.stringify(state) };
}

function parsed(text: string): ReadingState | null {
  try {
    const state = JSON.parse(text) as ReadingState;
    return state.version === 1 ? state : null;
  } catch {
    return null;
  }
}
