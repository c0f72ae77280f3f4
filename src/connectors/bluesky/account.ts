import type { CliError } from "../../domain/errors.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import { unknownAccount } from "../config-fields.ts";
import type { AccountReading, ConnectorConfig, ConnectorEffects, Page, TableRow } from "../contract.ts";
import { listState } from "../reading/list-plan.ts";
import { goneRow } from "../reading/plain-rows.ts";
import { type ListReader, readLists } from "../reading/read-lists.ts";
import type { Part } from "../reading/read-pages.ts";
import type { WatchedKinds } from "../reading/spans.ts";
import { type BlueskyClient, createBlueskyClient, QueryRefused } from "./client.ts";
import {
  type ActStep,
  blueskyLists,
  type FeedStep,
  LISTED_KINDS,
  MOST_PEOPLE_REQUESTS,
  MOST_REQUESTS,
  type ReadingState,
} from "./lists.ts";
import { accountRow, accountStatsRow } from "./normalise.ts";
import { takeStep } from "./reading-steps.ts";
import { wireDetailedProfile, wireResolvedHandle } from "./wire.ts";

const WATCHED: WatchedKinds = {
  ...{ network: "bluesky", source: "bluesky" },
  ...{ posts: ["*"], postStats: LISTED_KINDS, acts: LISTED_KINDS },
};

/** One account as `Connector.readAccount` says: profile and newest posts with two requests, then older posts, then
 *  those who acted on the posts that drew most, then their profiles. */
export function readBlueskyAccount(
  query: HandleQuery,
  reading: AccountReading,
  config: ConnectorConfig,
  effects: ConnectorEffects,
): AsyncIterable<Page> {
  const client = createBlueskyClient(effects.http, config);
  const reader: ListReader<ReadingState, FeedStep | ActStep> = {
    ...blueskyLists,
    networkName: "Bluesky",
    begin: observedAt => begin(client, query, reading.from, observedAt),
    take: (step, state) => takeStep(client, state, step),
    watched: WATCHED,
  };
  return readLists(reader, reading, effects);
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
      throw error instanceof QueryRefused && isAboutTheHandle(error) ? unknown(query) : error;
    });
  const accountId = profile?.did ?? (await resolve(client, query));
  const requests = { requestsLeft: MOST_REQUESTS - 1, peopleRequests: MOST_PEOPLE_REQUESTS };
  const state: ReadingState = listState({ accountId, observedAt, from, ...requests }, [
    { ask: "feed", page: 1, cursor: null },
  ]);
  const finished: ReadingState = { ...state, stage: "finished", queue: [] };
  if (profile === null) return { state: finished, records: goneRows(accountId, query, observedAt) };
  const row = accountRow(profile, observedAt);
  if (row.is_indexable === false) return { state: finished, records: [{ table: "accounts", row }] };
  return { state, records: [{ table: "accounts", row }, accountStatsRow(profile, observedAt)] };
}

/** The server's words for an account that exists and shows nothing. */
const GONE: ReadonlySet<string> = new Set(["AccountDeactivated", "AccountTakedown"]);

function isAboutTheHandle({ word, status }: QueryRefused): boolean {
  return word === "InvalidRequest" || status === 404;
}

function unknown({ value }: HandleQuery): CliError {
  return unknownAccount(
    `Bluesky knows no account ${value}. Check the spelling; a handle is a whole domain, such as alice.bsky.social.`,
  );
}

async function resolve(client: BlueskyClient, query: HandleQuery): Promise<string> {
  if (query.value.startsWith("did:")) return query.value;
  const parameters = { handle: query.value };
  const answer = await client
    .get("com.atproto.identity.resolveHandle", parameters, wireResolvedHandle)
    .catch((error: unknown) => {
      throw error instanceof QueryRefused ? unknown(query) : error;
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
