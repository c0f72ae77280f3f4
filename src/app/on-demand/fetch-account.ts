import type { Connector, ConnectorConfig, TableRow } from "../../connectors/contract.ts";
import { CliError, EXIT } from "../../domain/errors.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import type { RowOf, TableName } from "../../domain/interchange/schema.ts";
import type { Lake } from "../../lake/contract.ts";
import { HttpFailure } from "../../platform/http/http-client.ts";
import { howToGet } from "../how-to-get.ts";
import type { OpenEffects } from "../networks/open-effects.ts";
import { FetchedRows } from "./fetched-rows.ts";
import { type ReadingState, toCursorUpdate } from "./reading-state.ts";
import { isClosed, screenPage } from "./screen-rows.ts";

/** One account as it was read so far. */
export interface FetchedAccount {
  /** Its newest profile as the network shows it; of a closed account only this is held. */
  readonly profile: RowOf<"accounts">;
  readonly isClosed: boolean;
  readonly rows: FetchedRows;
  readonly state: ReadingState;
  readonly rejectedCount: number;
  /** Why reading ended before its end: "requests" when all allowed ones were sent, else what failed; null when
   *  everything was read. */
  readonly stopped:
    | { readonly reason: "requests" }
    | { readonly reason: "failure"; readonly message: string }
    | null;
}

/** A reading that was begun earlier, with the rows it gave. */
export interface BegunReading {
  readonly state: ReadingState;
  readonly rows: FetchedRows;
}

export interface FetchOptions {
  readonly lake: Lake;
  readonly connector: Connector;
  readonly config: ConnectorConfig;
  readonly open: (now: () => Date) => OpenEffects;
  /** Begin of the window and of the reading, for one that begins now. */
  readonly from: string;
  readonly startedAt: string;
  readonly begun: BegunReading | null;
  /** Called after each page, when its rows are durable. */
  readonly onPage: (fetched: FetchedAccount, requestsNow: number) => Promise<void>;
}

/** The account as the network shows it. Each page is durable in the lake, with the place to read on from, before the
 *  next is asked for. A failure after the first page ends the reading and is told; before it, it is thrown.
 *  @throws CliError (unknown handle) when there is no such account, or it was forgotten here. */
export async function fetchAccount(query: HandleQuery, options: FetchOptions): Promise<FetchedAccount> {
  const { lake, connector, config, begun } = options;
  const startedAt = begun?.state.startedAt ?? options.startedAt;
  const from = begun?.state.from ?? options.from;
  const opened = options.open(() => new Date(startedAt));
  const { effects } = opened;
  let fetched = begun === null ? null : toFetched(begun);
  const sentBefore = begun?.state.requests ?? 0;
  try {
    const reading = { from, cursor: begun?.state.cursor ?? null };
    for await (const page of connector.readAccount(query, reading, config, effects)) {
      const screened = screenPage(lake, page.records);
      const profile = fetched?.profile ?? profileOf(query, screened.rows);
      const accountId = String(profile?.account_id);
      if (profile === null || lake.isForgotten(query.network, accountId)) throw unknown(query);
      const rows = isClosed(profile) ? onlyProfile(screened.rows, profile) : screened.rows;
      const state: ReadingState = {
        ...{ version: 1, startedAt, from, accountId, cursor: page.cursor },
        ...{ isLast: page.isLast || isClosed(profile), requests: sentBefore + effects.http.sentCount },
        ...(page.spentUsd !== undefined && { spentUsd: page.spentUsd }),
      };
      await store(lake, query, rows, state);
      const held = fetched?.rows ?? new FetchedRows();
      held.add(rows);
      const rejectedCount = (fetched?.rejectedCount ?? 0) + screened.rejectedCount;
      fetched = { profile, isClosed: isClosed(profile), rows: held, state, rejectedCount, stopped: null };
      await options.onPage(fetched, effects.http.sentCount);
      if (state.isLast) break;
    }
  } catch (error) {
    if (fetched === null || !(error instanceof HttpFailure) || effects.signal.aborted) throw error;
    return { ...fetched, stopped: { reason: "failure", message: error.message } };
  } finally {
    await opened.close();
  }
  if (fetched === null)
    throw new CliError(
      `The requests that were allowed did not suffice to find ${query.value}. Allow more with --requests N.`,
    );
  return fetched.state.isLast ? fetched : { ...fetched, stopped: { reason: "requests" } };
}

/** A reading as it was left, without asking anybody.
 *  @throws TypeError when its profile is not among its rows. */
export function toFetched({ rows, state }: BegunReading): FetchedAccount {
  const profile = rows
    .rowsOf("accounts")
    .filter(row => row["account_id"] === state.accountId)
    .at(-1) as unknown as RowOf<"accounts"> | undefined;
  if (profile === undefined)
    throw new TypeError("A reading without its account's profile cannot be gone on with.");
  const stopped = state.isLast ? null : ({ reason: "requests" } as const);
  return { profile, isClosed: isClosed(profile), rows, state, rejectedCount: 0, stopped };
}

/** The profile of who was asked for: by id or handle, else the first, which a network names in its own way. */
function profileOf(query: HandleQuery, rows: readonly TableRow[]): RowOf<"accounts"> | null {
  const profiles = rows.flatMap(({ table, row }) => (table === "accounts" ? [row as RowOf<"accounts">] : []));
  const wanted = query.value.toLowerCase();
  const isAsked = ({ account_id, handle }: RowOf<"accounts">) =>
    query.kind === "id" ? account_id === query.value : handle?.toLowerCase() === wanted;
  return profiles.find(isAsked) ?? profiles[0] ?? null;
}

function onlyProfile(rows: readonly TableRow[], profile: RowOf<"accounts">): readonly TableRow[] {
  return rows.filter(({ table, row }) => table === "accounts" && row === profile);
}

/** Makes a page durable: its rows and the place to read on from, together. */
async function store(
  lake: Lake,
  query: HandleQuery,
  rows: readonly TableRow[],
  state: ReadingState,
): Promise<void> {
  const byTable = new Map<TableName, object[]>([["accounts", []]]);
  for (const { table, row } of rows) {
    const held = byTable.get(table) ?? [];
    byTable.set(table, held);
    held.push(row);
  }
  const update = toCursorUpdate(query, state);
  // Appends of one turn are one durable step; the cursor is in it.
  await Promise.all(
    [...byTable].map(([table, of], place) => lake.append(table, of, place === 0 ? update : undefined)),
  );
}

function unknown(query: HandleQuery): CliError {
  return new CliError(howToGet(query), EXIT.unknownHandle);
}
