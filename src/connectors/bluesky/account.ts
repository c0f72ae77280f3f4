import { CliError, EXIT } from "../../domain/errors.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import type {
  AccountReading,
  ConnectorConfig,
  ConnectorEffects,
  ConnectorRecord,
  Page,
  TableRow,
} from "../contract.ts";
import { askTogether } from "../reading/ask-together.ts";
import { withActsOf } from "../reading/people-seen.ts";
import { goneRow } from "../reading/plain-rows.ts";
import { type AccountReader, type Part, readPages, stateIn } from "../reading/read-pages.ts";
import { countsOfDayRows } from "../reading/spans.ts";
import { type BlueskyClient, createBlueskyClient, QueryRefused } from "./client.ts";
import { readFeedPage } from "./feed.ts";
import { accountRow, accountStatsRow } from "./normalise.ts";
import { originOf, REQUESTS_AT_ONCE, settle, withRest } from "./reading-plan.ts";
import type { ReadingState, ReadingStep } from "./reading-state.ts";
import { type StepOutcome, takeStep } from "./reading-steps.ts";
import { wireDetailedProfile, wireResolvedHandle } from "./wire.ts";

/** One account as `Connector.readAccount` says: profile and newest posts with two requests, then older posts, then
 *  those who acted on the posts that drew most, then their profiles. */
export function readBlueskyAccount(
  query: HandleQuery,
  reading: AccountReading,
  config: ConnectorConfig,
  effects: ConnectorEffects,
): AsyncIterable<Page> {
  const client = createBlueskyClient(effects.http, config);
  const reader: AccountReader<ReadingState> = {
    first: observedAt => begin(client, query, reading.from, observedAt),
    next: state => (state.stage === "feed" ? readOn(client, state) : askQueue(client, state)),
    isOver: ({ stage }) => stage === "finished",
    stateOf: cursor => stateIn(cursor, "Bluesky", ({ version, did }) => version === 1 && did !== undefined),
  };
  return readPages(reader, reading, effects);
}

async function begin(
  client: BlueskyClient,
  query: HandleQuery,
  from: string,
  observedAt: string,
): Promise<Part<ReadingState>> {
  const profile = await client
    .get("app.bsky.actor.getProfile", { actor: query.value }, wireDetailedProfile)
    .catch((error: unknown) => {
      if (error instanceof QueryRefused && GONE.has(error.word)) return null;
      throw error instanceof QueryRefused && isAboutTheHandle(error) ? unknownAccount(query) : error;
    });
  const state: ReadingState = {
    version: 1,
    did: profile?.did ?? (await resolve(client, query)),
    observedAt,
    from,
    requestCount: 1,
    stage: "feed",
    feedCursor: null,
    queue: [],
    candidates: [],
    sampledKinds: [],
    people: {},
  };
  if (profile === null) return alone(state, goneRows(state.did, query, observedAt));
  const row = accountRow(profile, observedAt);
  if (row.is_indexable === false) return alone(state, [{ table: "accounts", row }]);
  const feed = await readFeedPage(client, state);
  return toPart(feed.state, [
    { table: "accounts", row },
    accountStatsRow(profile, observedAt),
    ...countsOfDayRows(originOf(feed.state), observedAt),
    ...feed.records,
  ]);
}

/** The server's words for an account that exists and shows nothing. */
const GONE: ReadonlySet<string> = new Set(["AccountDeactivated", "AccountTakedown"]);

function isAboutTheHandle({ word, status }: QueryRefused): boolean {
  return word === "InvalidRequest" || status === 404;
}

function unknownAccount({ value }: HandleQuery): CliError {
  return new CliError(
    `Bluesky knows no account ${value}. Check the spelling; a handle is a whole domain, such as alice.bsky.social.`,
    EXIT.unknownHandle,
  );
}

async function resolve(client: BlueskyClient, query: HandleQuery): Promise<string> {
  if (query.value.startsWith("did:")) return query.value;
  const parameters = { handle: query.value };
  const answer = await client
    .get("com.atproto.identity.resolveHandle", parameters, wireResolvedHandle)
    .catch((error: unknown) => {
      throw error instanceof QueryRefused ? unknownAccount(query) : error;
    });
  return answer.did;
}

/** A deactivated or suspended account: marked, and taken away until a profile is seen again. */
function goneRows(did: string, query: HandleQuery, observedAt: string): readonly TableRow[] {
  const row = accountRow({ did, handle: query.kind === "handle" ? query.value : "" }, observedAt);
  return [
    {
      table: "accounts",
      row: { ...row, handle: row.handle || null, is_indexable: false, is_verified: null },
    },
    goneRow(row),
  ];
}

function alone(state: ReadingState, records: readonly TableRow[]) {
  return toPart({ ...state, stage: "finished" }, records);
}

/** `state` moved on as far as it goes without a request, and the spans that this completes. */
function toPart(state: ReadingState, records: readonly ConnectorRecord[]): Part<ReadingState> {
  const settled = settle(state);
  return { state: settled.state, records: [...records, ...settled.spans] };
}

async function readOn(client: BlueskyClient, state: ReadingState): Promise<Part<ReadingState>> {
  const feed = await readFeedPage(client, state);
  return toPart(feed.state, feed.records);
}

/** Asks for what is queued, a few steps at once; steps for which no request is left stay queued. */
async function askQueue(client: BlueskyClient, state: ReadingState): Promise<Part<ReadingState> | null> {
  const steps = state.queue.slice(0, REQUESTS_AT_ONCE);
  const { answered, waiting } = await askTogether(steps, step => takeStep(client, state, step));
  if (answered.length === 0) return null;
  let next: ReadingState = { ...state, queue: [...waiting, ...state.queue.slice(steps.length)] };
  const records: ConnectorRecord[] = [];
  for (const { step, outcome } of answered) {
    const merged = merge(next, step, outcome);
    next = merged.state;
    records.push(...merged.records);
  }
  return { ...toPart(next, records), isSpent: waiting.length > 0 };
}

function merge(state: ReadingState, step: ReadingStep, { records, rest, isCut }: StepOutcome) {
  let next: ReadingState = { ...state, requestCount: state.requestCount + 1 };
  if (rest !== null) next = withRest(next, rest);
  if (step.ask === "people") return { state: next, records };
  if (isCut) next = { ...next, sampledKinds: [...next.sampledKinds, step.ask] };
  const seen = withActsOf(records, next.people, state.did);
  return { state: { ...next, people: seen.people }, records: seen.records };
}
