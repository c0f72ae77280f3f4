import type { HandleQuery } from "../../domain/handle-query.ts";
import type { AccountReading, ConnectorConfig, ConnectorEffects, Page } from "../contract.ts";
import { listState } from "../reading/list-plan.ts";
import { goneRow } from "../reading/plain-rows.ts";
import { type ListReader, readLists } from "../reading/read-lists.ts";
import type { Part } from "../reading/read-pages.ts";
import { rejection } from "../reading/rejections.ts";
import type { WatchedKinds } from "../reading/spans.ts";
import { MastodonClient } from "./client.ts";
import { findAccount } from "./find-account.ts";
import { type ListStep, MOST_REQUESTS, mastodonLists, type ReadingState, STATUSES_A_PAGE } from "./lists.ts";
import { accountIdOf, accountRows, isLocal, isReadable } from "./normalise.ts";
import { takeStep } from "./reading-steps.ts";

const WATCHED: WatchedKinds = {
  ...{ network: "mastodon", source: "mastodon-api", posts: ["original", "reply", "quote"] },
  ...{ postStats: ["like", "repost", "reply"], acts: ["like", "repost"] },
};

/** One account as `Connector.readAccount` says: profile and newest posts, then older posts, then who liked, boosted and
 *  answered those that drew most, with their profiles. */
export function readAccount(
  query: HandleQuery,
  reading: AccountReading,
  config: ConnectorConfig,
  effects: ConnectorEffects,
): AsyncIterable<Page> {
  const client = new MastodonClient(effects.http, config);
  const reader: ListReader<ReadingState, ListStep> = {
    ...mastodonLists,
    networkName: "Mastodon",
    begin: observedAt => begin(client, query, reading.from, observedAt),
    take: (step, state) => takeStep(client, state, step),
    watched: WATCHED,
  };
  return readLists(reader, reading, effects);
}

async function begin(
  client: MastodonClient,
  query: HandleQuery,
  from: string,
  observedAt: string,
): Promise<Part<ReadingState>> {
  const { server, account } = await findAccount(client, query);
  const { origin, domain, isMastodon } = server;
  const accountId = accountIdOf(account);
  const statuses = new URL(`/api/v1/accounts/${encodeURIComponent(account.id)}/statuses`, origin);
  statuses.searchParams.set("exclude_reblogs", "true");
  statuses.searchParams.set("limit", String(STATUSES_A_PAGE));
  const requests = { requestsLeft: MOST_REQUESTS, peopleRequests: 0 };
  // Its own server sees every public post and its reactions, as long as it runs Mastodon; any other one a part.
  const isWhole = isMastodon && isLocal(account);
  const state: ReadingState = {
    ...listState<ListStep>({ accountId: accountId ?? "", observedAt, from, ...requests }, [
      { ask: "statuses", page: 1, url: statuses.href },
    ]),
    ...{ origin, domain, isMastodon, localId: account.id },
    sampled: isWhole ? [] : ["account_stats", "posts"],
  };
  const finished: ReadingState = { ...state, stage: "finished", queue: [] };
  if (accountId === null) return { records: [rejection(domain, "missing_id")], state: finished };
  const profile = accountRows(account, state);
  if (account.suspended === true) {
    const gone = { network: "mastodon", account_id: accountId, observed_at: observedAt } as const;
    return { records: [profile[0]!, goneRow(gone)], state: finished };
  }
  return { records: profile, state: isReadable(account) ? state : finished };
}
