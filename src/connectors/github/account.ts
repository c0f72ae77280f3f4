import type { HandleQuery } from "../../domain/handle-query.ts";
import { HttpFailure } from "../../platform/http/http-client.ts";
import { unknownAccount } from "../config-fields.ts";
import type { AccountReading, ConnectorConfig, ConnectorEffects, Page } from "../contract.ts";
import { listState } from "../reading/list-plan.ts";
import { type ListReader, readLists } from "../reading/read-lists.ts";
import type { Part } from "../reading/read-pages.ts";
import type { WatchedKinds } from "../reading/spans.ts";
import { createGithubClient, type GithubClient } from "./client.ts";
import { profileRows } from "./normalise.ts";
import {
  accountSteps,
  githubLists,
  PAGE_SIZE,
  PEOPLE_REQUESTS,
  publishedSteps,
  REQUESTS,
} from "./reading-plan.ts";
import type { ListStep, ReadingState } from "./reading-state.ts";
import { takeStep } from "./reading-steps.ts";
import { type WireProfile, wireProfile } from "./wire.ts";

/** Of replies some are never seen, comments on code and in discussions: they are a sample from the beginning. */
const WATCHED: WatchedKinds = {
  ...{ network: "github", source: "github-api" },
  ...{ posts: ["original"], postStats: ["like", "repost"], acts: ["like", "repost", "reply"] },
};

/** One account as `Connector.readAccount` says: profile, repositories, issues and pull requests with up to five
 *  requests, then those who acted, the most telling lists first, then their profiles. */
export function readGithubAccount(
  query: HandleQuery,
  reading: AccountReading,
  config: ConnectorConfig,
  effects: ConnectorEffects,
): AsyncIterable<Page> {
  const client = createGithubClient(effects.http, config);
  const limits = config["token"] ? "withToken" : "withoutToken";
  const reader: ListReader<ReadingState, ListStep> = {
    ...githubLists,
    networkName: "GitHub",
    begin: async observedAt =>
      begun(await profileOf(client, query), { from: reading.from, observedAt, limits }),
    take: (step, state) => takeStep(client, state, step),
    watched: WATCHED,
  };
  return readLists(reader, reading, effects);
}

async function profileOf(client: GithubClient, query: HandleQuery): Promise<WireProfile> {
  const answer = await (query.kind === "id"
    ? client.get("GET /user/{account_id}", { account_id: query.value })
    : client.get("GET /users/{login}", { login: query.value }));
  if (answer === null)
    throw unknownAccount(`GitHub knows no account ${query.value}, or has suspended it. Check the spelling.`);
  const read = wireProfile.safeParse(answer);
  if (!read.success)
    throw new HttpFailure(`GitHub describes ${query.value} in a shape that is not known.`, 200, "");
  return read.data;
}

function begun(
  profile: WireProfile,
  reading: { readonly from: string; readonly observedAt: string; readonly limits: keyof typeof REQUESTS },
): Part<ReadingState> {
  const { from, observedAt, limits } = reading;
  const requests = { requestsLeft: REQUESTS[limits] - 1, peopleRequests: PEOPLE_REQUESTS[limits] };
  const account = { accountId: String(profile.id), observedAt, from, ...requests };
  const state: ReadingState = {
    ...listState(account, publishedSteps(profile)),
    login: profile.login,
    candidates: accountSteps(profile),
    stars: "untried",
    // Older repositories beyond the hundred with most stars are never looked at.
    sampled: (profile.public_repos ?? PAGE_SIZE + 1) > PAGE_SIZE ? ["like", "reply", "repost"] : ["reply"],
  };
  return { state, records: profileRows(profile, observedAt) };
}
