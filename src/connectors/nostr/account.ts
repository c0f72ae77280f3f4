import { CliError } from "../../domain/errors.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import { type HttpClient, jsonOf } from "../../platform/http/http-client.ts";
import { unknownAccount } from "../config-fields.ts";
import type {
  AccountReading,
  ConnectorConfig,
  ConnectorEffects,
  ConnectorRecord,
  Cursor,
  Page,
  TableRow,
} from "../contract.ts";
import { mostActive } from "../reading/people-seen.ts";
import { accountStatsRow, goneRow } from "../reading/plain-rows.ts";
import { type AccountReader, type Part, readPages, stateIn } from "../reading/read-pages.ts";
import { spanRows } from "../reading/spans.ts";
import { accountRow, actsOn, claimedName, deletionRows, followingCount, postRow } from "./normalise.ts";
import { isReadingState, keptId, type ReadingState } from "./reading-state.ts";
import { type Answer, RelayPool } from "./relay.ts";
import { KIND, type NostrEvent, wireNames } from "./wire.ts";

/** Relays that many clients use. */
export const DEFAULT_RELAYS = "wss://relay.damus.io,wss://nos.lol,wss://relay.primal.net";

/** Events asked for at once. */
const EVENTS_AT_ONCE = 500;
/** Relays cut answers, the strictest at about a hundred events: from so many on there may be more. */
const CUT_ANSWER = 100;
/** Questions to the relays for one account, whatever its size. */
const MOST_QUESTIONS = 40;
/** Of those, kept for the profiles of people who acted. */
const PEOPLE_QUESTIONS = 5;
const PEOPLE_AT_ONCE = 50;
const POST_KINDS = [KIND.note, KIND.repost, KIND.genericRepost];
const ACT_KINDS = [KIND.note, KIND.repost, KIND.reaction, KIND.genericRepost];
const SOURCE = "nostr-relays";

/** One account as `Connector.readAccount` says: profile and newest posts, then older posts, then acts on it, newest
 *  first, then the profiles of those who acted most. Relays hold what was sent to them: nothing is ever complete. */
export async function* readNostrAccount(
  query: HandleQuery,
  reading: AccountReading,
  config: ConnectorConfig,
  effects: ConnectorEffects,
): AsyncGenerator<Page> {
  const stateOf = (cursor: Cursor) => stateIn<ReadingState>(cursor, "Nostr", isReadingState);
  const begun = reading.cursor === null ? null : stateOf(reading.cursor);
  if (begun?.stage === "finished") return;
  const proven = begun === null && query.kind === "handle" ? query.value.toLowerCase() : null;
  const pubkey = begun?.pubkey ?? (proven === null ? query.value : await keyOfName(effects.http, proven));
  if (pubkey === null) throw unknown(query);
  const relays = (config["relays"] ?? DEFAULT_RELAYS).split(",").map(url => url.trim());
  const pool = await RelayPool.connect(effects.sockets, relays, effects.signal);
  const reader: AccountReader<ReadingState> = {
    first: observedAt => begin(pool, query, pubkey, proven, reading.from, observedAt, effects),
    next: state => readOn(pool, state),
    isOver: ({ stage }) => stage === "finished",
    stateOf,
  };
  try {
    yield* readPages(reader, reading, effects);
  } finally {
    pool.close();
  }
}

type Step = Part<ReadingState>;

async function begin(
  pool: RelayPool,
  query: HandleQuery,
  pubkey: string,
  proven: string | null,
  from: string,
  observedAt: string,
  effects: ConnectorEffects,
): Promise<Step> {
  const until = Math.floor(Date.parse(observedAt) / 1000);
  const known = await pool.query({
    kinds: [KIND.profile, KIND.follows, KIND.vanish],
    ...{ authors: [pubkey], until, limit: 3 },
  });
  const newest = (kind: number) => known.events.find(event => event.kind === kind) ?? null;
  const state: ReadingState = {
    version: 1,
    ...{ pubkey, observedAt, from: Math.ceil(Date.parse(from) / 1000), stage: "posts", until },
    ...{ asked: 1, posts: [], people: {} },
  };
  const profile = newest(KIND.profile);
  if (newest(KIND.vanish) !== null)
    return toStep({ ...state, stage: "finished" }, goneRows(pubkey, observedAt));
  const posts = await postsOf(pool, state);
  if (profile === null && posts.state.posts.length === 0) throw unknown(query);
  const handle = proven ?? (await provenName(effects.http, pubkey, profile));
  const follows = newest(KIND.follows);
  const account = { network: "nostr", account_id: pubkey, observed_at: observedAt } as const;
  return toStep(posts.state, [
    { table: "accounts", row: accountRow(pubkey, profile, handle, observedAt) },
    ...(follows === null ? [] : [accountStatsRow({ ...account, following_count: followingCount(follows) })]),
    ...known.rejections.map(rejection => ({ rejection })),
    ...posts.records,
  ]);
}

const toStep = (state: ReadingState, records: readonly ConnectorRecord[]): Step => ({ state, records });

async function readOn(pool: RelayPool, state: ReadingState): Promise<Step> {
  if (state.stage === "people") return people(pool, state);
  const read = state.stage === "posts" ? await postsOf(pool, state) : await actsOf(pool, state);
  return toStep(read.state, read.records);
}

interface Read {
  readonly state: ReadingState;
  readonly records: readonly ConnectorRecord[];
}

async function postsOf(pool: RelayPool, state: ReadingState): Promise<Read> {
  const { pubkey, from: since, until } = state;
  const answer = await pool.query({
    kinds: [...POST_KINDS, KIND.deletion],
    ...{ authors: [pubkey], since, until, limit: EVENTS_AT_ONCE },
  });
  const rows = answer.events.flatMap(event => {
    if (event.kind === KIND.deletion) return deletionRows(event);
    const row = postRow(event);
    return row === null ? [] : [{ table: "posts" as const, row }];
  });
  const notes = answer.events.filter(({ kind }) => kind === KIND.note).map(({ id }) => keptId(id));
  const posts = [...new Set([...state.posts, ...notes])];
  return moved({ ...state, posts }, answer, rows, "acts");
}

async function actsOf(pool: RelayPool, state: ReadingState): Promise<Read> {
  const { pubkey, from: since, until } = state;
  const own = new Set(state.posts);
  const answer = await pool.query({
    ...{ kinds: ACT_KINDS, "#p": [pubkey], since, until, limit: EVENTS_AT_ONCE },
  });
  const rows = answer.events.flatMap(event => actsOn(pubkey, event, id => own.has(keptId(id))));
  const counts = { ...state.people };
  for (const { table, row } of rows)
    if (table === "interactions") counts[row.actor_id!] = (counts[row.actor_id!] ?? 0) + 1;
  return moved({ ...state, people: counts }, answer, rows, "people");
}

/** The state after an answer: on to older events while the relays have more, else to the stage `then`. */
function moved(
  state: ReadingState,
  answer: Answer,
  rows: readonly TableRow[],
  then: ReadingState["stage"],
): Read {
  const records = [...rows, ...answer.rejections.map(rejection => ({ rejection }))];
  const asked = state.asked + 1;
  const oldest = answer.events.at(-1)?.created_at ?? state.from;
  const hasMore = answer.fullestCount >= CUT_ANSWER && asked < MOST_QUESTIONS - PEOPLE_QUESTIONS;
  // Seconds are coarse: the last one is read again, unless it filled the whole answer.
  const until = oldest < state.until ? oldest : state.until - 1;
  if (hasMore && until > state.from) return { state: { ...state, asked, until }, records };
  const end = Math.floor(Date.parse(state.observedAt) / 1000);
  const isEmpty = then === "people" && Object.keys(state.people).length === 0;
  const stage = isEmpty ? "finished" : then;
  const watched = then === "acts" ? spans(state, "posts", ["post"]) : spans(state, "interactions", ACT_WORDS);
  return { state: { ...state, asked, until: end, stage }, records: [...records, ...watched] };
}

const ACT_WORDS = ["like", "repost", "reply", "quote", "mention"] as const;

function spans(
  { pubkey, from, observedAt: to }: ReadingState,
  table: "posts" | "interactions",
  kinds: readonly string[],
): readonly TableRow[] {
  const origin = { network: "nostr", accountId: pubkey, source: SOURCE } as const;
  const times = { from: new Date(from * 1000).toISOString(), to };
  return kinds.flatMap(kind => spanRows(origin, { table, kind, isComplete: false, ...times }));
}

async function people(pool: RelayPool, state: ReadingState): Promise<Step> {
  const most = mostActive(state.people, PEOPLE_QUESTIONS * PEOPLE_AT_ONCE);
  const records: ConnectorRecord[] = [];
  for (let at = 0; at < most.length; at += PEOPLE_AT_ONCE) {
    const authors = most.slice(at, at + PEOPLE_AT_ONCE);
    const answer = await pool.query({ kinds: [KIND.profile], authors, limit: 2 * PEOPLE_AT_ONCE });
    const newest = new Map(answer.events.toReversed().map(event => [event.pubkey, event]));
    for (const [key, event] of [...newest].sort(([a], [b]) => (a < b ? -1 : 1)))
      records.push({ table: "accounts", row: accountRow(key, event, null, state.observedAt) });
    records.push(...answer.rejections.map(rejection => ({ rejection })));
  }
  return toStep({ ...state, stage: "finished", people: {}, posts: [] }, records);
}

/** Source: NIP-62. Who asked to vanish is taken away, and nothing is read. */
function goneRows(pubkey: string, observedAt: string): readonly TableRow[] {
  const row = { ...accountRow(pubkey, null, null, observedAt), is_indexable: false };
  return [{ table: "accounts", row }, goneRow(row)];
}

/** The key that a domain gives for `name@domain`; null when it gives none. Source: NIP-05. */
async function keyOfName(http: HttpClient, name: string): Promise<string | null> {
  const [local, domain] = name.includes("@") ? name.split("@") : ["_", name];
  if (!local || !domain || !/^[\w.-]+(:\d+)?$/.test(domain)) return null;
  const url = `https://${domain}/.well-known/nostr.json?name=${encodeURIComponent(local)}`;
  const answer = await http.request(url, { accept: [404] });
  if (answer.status === 404) return null;
  const key = wireNames.safeParse(jsonOf(answer)).data?.names[local];
  return key !== undefined && /^[0-9a-f]{64}$/.test(key) ? key : null;
}

/** The name that the profile claims, when its domain says so too; a domain that cannot be asked proves nothing. */
async function provenName(
  http: HttpClient,
  pubkey: string,
  profile: NostrEvent | null,
): Promise<string | null> {
  const claimed = claimedName(profile)?.toLowerCase() ?? null;
  if (claimed === null) return null;
  try {
    return (await keyOfName(http, claimed)) === pubkey ? claimed : null;
  } catch (error) {
    if (error instanceof CliError) return null;
    throw error;
  }
}

function unknown({ value }: HandleQuery): CliError {
  return unknownAccount(
    `No relay that was asked knows ${value}. Check the key, or name the account's relays: RENOWN_NOSTR_RELAYS=wss://...`,
  );
}
