import type { HandleQuery } from "../../../domain/handle-query.ts";
import { unknownAccount } from "../../config-fields.ts";
import type { AccountReading, ConnectorConfig, ConnectorEffects, Page } from "../../contract.ts";
import { type AccountReader, type Part, readPages, stoppedAt } from "../../reading/read-pages.ts";
import { countsOfDayRows } from "../../reading/spans.ts";
import { BASE_URL, PathRefused, XClient } from "./client.ts";
import { reasonOfProblem, rowsOfUser } from "./normalise.ts";
import { nextTask, type Place, readPlace } from "./place.ts";
import { budgetOf } from "./prices.ts";
import { originOf, takeTask } from "./reading-steps.ts";
import { type WireUser, wireUser } from "./wire.ts";

/** One account as `Connector.readAccount` says: profile and posts, then who spoke to it, then who passed on what drew
 *  most, until the budget or the requests are used up. */
export function readXAccount(
  query: HandleQuery,
  reading: AccountReading,
  config: ConnectorConfig,
  effects: ConnectorEffects,
): AsyncIterable<Page> {
  const client = new XClient(effects.http, config["base_url"] ?? BASE_URL, config["bearer_token"] ?? "");
  const budget = budgetOf(config) ?? 0;
  const next = (place: Place) => takeTask(client, nextTask(place, budget)!, place, reading.from);
  const reader: AccountReader<Place> = {
    async first(seenAt) {
      const profile = await begin(client, query, seenAt);
      if (nextTask(profile.state, budget) === null) return profile;
      const posts = await next(profile.state).catch(stoppedAt(profile.state));
      return { ...posts, records: [...profile.records, ...posts.records] };
    },
    next,
    isOver: place => nextTask(place, budget) === null,
    stateOf: readPlace,
    spentUsd: ({ spent }) => spent / 1e6,
  };
  return readPages(reader, reading, effects);
}

async function begin(client: XClient, query: HandleQuery, seen_at: string): Promise<Part<Place>> {
  const { user, cost } = await readUser(client, query);
  const isClosed = user.protected === true;
  const state: Place = {
    ...{ version: 1, seen_at, account_id: user.id, handle: user.username ?? null },
    ...{ spent: cost, asked_count: 1, posts_count: 0, mentions_count: 0 },
    tasks: isClosed ? [] : [{ kind: "posts", post_id: null, token: null }],
  };
  const counts = isClosed ? [] : countsOfDayRows(originOf(state), seen_at);
  return { state, records: [...rowsOfUser(user, seen_at), ...counts] };
}

async function readUser(
  client: XClient,
  query: HandleQuery,
): Promise<{ readonly user: WireUser; readonly cost: number }> {
  const isAskable = query.kind === "id" ? /^\d{1,19}$/ : /^\w{1,15}$/;
  if (!isAskable.test(query.value)) throw unknown(query, "no account can be called so");
  const path = query.kind === "id" ? `/2/users/${query.value}` : `/2/users/by/username/${query.value}`;
  const answer = await client.ask(path, { kind: "account" }).catch((error: unknown) => {
    throw error instanceof PathRefused && error.status === 404 ? unknown(query, "not found") : error;
  });
  const user = wireUser.safeParse(answer.items[0]).data;
  if (user !== undefined) return { user, cost: answer.cost };
  const problem = answer.problems[0];
  throw unknown(query, problem ? (problem.detail ?? reasonOfProblem(problem)) : "not found");
}

function unknown({ kind, value }: HandleQuery, why: string) {
  const name = kind === "id" ? `id ${value}` : `@${value}`;
  return unknownAccount(`X shows no account ${name}: ${why.slice(0, 200)}. Check the spelling.`);
}
