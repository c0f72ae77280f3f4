import { CliError, EXIT } from "../../domain/errors.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import { RequestsSpent } from "../../platform/http/http-client.ts";
import type {
  AccountReading,
  ConnectorConfig,
  ConnectorEffects,
  ConnectorRecord,
  Page,
  TableRow,
} from "../contract.ts";
import { type BlueskyClient, createBlueskyClient, QueryRefused } from "./client.ts";
import { readFeedPage } from "./feed.ts";
import { accountRow, accountStatsRow } from "./normalise.ts";
import { countsOfDayRows } from "./observations.ts";
import { REQUESTS_AT_ONCE, SOURCE, settle, withRest } from "./reading-plan.ts";
import { parseCursor, type ReadingState, type ReadingStep, toCursor } from "./reading-state.ts";
import { type StepOutcome, takeStep } from "./reading-steps.ts";
import { wireDetailedProfile, wireResolvedHandle } from "./wire.ts";

/** One account as `Connector.readAccount` says: profile and newest posts with two requests, then older posts, then
 *  those who acted on the posts that drew most, then their profiles. */
export async function* readBlueskyAccount(
  query: HandleQuery,
  reading: AccountReading,
  config: ConnectorConfig,
  effects: ConnectorEffects,
): AsyncGenerator<Page> {
  const client = createBlueskyClient(effects.http, config);
  try {
    let state: ReadingState;
    if (reading.cursor === null) {
      const begun = await begin(client, query, reading.from, effects.now().toISOString());
      yield begun.page;
      state = begun.state;
    } else state = parseCursor(reading.cursor);
    while (state.stage !== "finished") {
      effects.signal.throwIfAborted();
      const moved = state.stage === "feed" ? await readOn(client, state) : await askQueue(client, state);
      if (moved.page !== null) yield moved.page;
      if (moved.isSpent) return;
      state = moved.state;
    }
  } catch (error) {
    if (!(error instanceof RequestsSpent)) throw error;
  }
}

interface Moved {
  readonly state: ReadingState;
  readonly page: Page | null;
  readonly isSpent: boolean;
}

async function begin(
  client: BlueskyClient,
  query: HandleQuery,
  from: string,
  observedAt: string,
): Promise<{ readonly state: ReadingState; readonly page: Page }> {
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
  return toPage(feed.state, [
    { table: "accounts", row },
    { table: "account_stats", row: accountStatsRow(profile, observedAt) },
    ...countsOfDayRows(profile.did, observedAt, SOURCE),
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
    {
      table: "removals",
      row: {
        network: "bluesky",
        subject: "account",
        subject_id: did,
        removed_at: observedAt,
        reason: "deactivated",
      },
    },
  ];
}

function alone(state: ReadingState, records: readonly TableRow[]) {
  return toPage({ ...state, stage: "finished" }, records);
}

/** `state` moved on as far as it goes without a request, and the page that ends there. */
function toPage(state: ReadingState, records: readonly ConnectorRecord[]) {
  const settled = settle(state);
  const page: Page = {
    records: [...records, ...settled.spans],
    cursor: toCursor(settled.state),
    isLast: settled.state.stage === "finished",
  };
  return { state: settled.state, page };
}

async function readOn(client: BlueskyClient, state: ReadingState): Promise<Moved> {
  const feed = await readFeedPage(client, state);
  return { ...toPage(feed.state, feed.records), isSpent: false };
}

/** Asks for what is queued, a few steps at once. When the request budget ends among them, those that were answered
 *  stand and the others stay queued. */
async function askQueue(client: BlueskyClient, state: ReadingState): Promise<Moved> {
  const steps = state.queue.slice(0, REQUESTS_AT_ONCE);
  const answers = await Promise.allSettled(steps.map(step => takeStep(client, state, step)));
  const failed = answers.flatMap(answer => (answer.status === "rejected" ? [answer.reason] : []));
  const broken = failed.find(reason => !(reason instanceof RequestsSpent));
  if (broken !== undefined) throw broken;
  const waiting = steps.filter((_, at) => answers[at]!.status === "rejected");
  let next: ReadingState = { ...state, queue: [...waiting, ...state.queue.slice(steps.length)] };
  const records: ConnectorRecord[] = [];
  for (const [at, answer] of answers.entries())
    if (answer.status === "fulfilled") {
      const merged = merge(next, steps[at]!, answer.value);
      next = merged.state;
      records.push(...merged.records);
    }
  const isSpent = failed.length > 0;
  if (waiting.length === steps.length) return { state, page: null, isSpent };
  return { ...toPage(next, records), isSpent };
}

/** `state` after a step, and its records; somebody seen before is not described again by another list. */
function merge(state: ReadingState, step: ReadingStep, { records, rest, isCut }: StepOutcome) {
  let next: ReadingState = { ...state, requestCount: state.requestCount + 1 };
  if (rest !== null) next = withRest(next, rest);
  if (step.ask === "people") return { state: next, records };
  if (isCut) next = { ...next, sampledKinds: [...next.sampledKinds, step.ask] };
  const people = { ...next.people };
  const kept = records.filter(record => {
    if (!("row" in record)) return true;
    const { table, row } = record;
    if (table === "interactions") people[row.actor_id!] = (people[row.actor_id!] ?? 0) + 1;
    return table !== "accounts" || state.people[row.account_id!] === undefined;
  });
  return { state: { ...next, people }, records: kept };
}
