import { blueskyConnector } from "../../src/connectors/bluesky/connector.ts";
import { facebookConnector } from "../../src/connectors/facebook/connector.ts";
import { githubConnector } from "../../src/connectors/github/connector.ts";
import { instagramConnector } from "../../src/connectors/instagram/connector.ts";
import { xConnector } from "../../src/connectors/x/api/connector.ts";
import type { NetworkName } from "../../src/domain/network.ts";
import { startFakeBluesky } from "../support/fake-bluesky-server.ts";
import { fakeBlueskyWorld } from "../support/fake-bluesky-world.ts";
import { startFakeGithub } from "../support/fake-github.ts";
import { fakeGithubWorld } from "../support/fake-github-world.ts";
import { startFakeGraph } from "../support/fake-graph.ts";
import { startFakeXApi } from "../support/fake-x-api.ts";
import { fakeXWorld } from "../support/fake-x-world.ts";
import { mastodonCase } from "../support/mastodon-case.ts";
import { nostrCase } from "../support/nostr-case.ts";
import { wikipediaCase } from "../support/wikipedia-case.ts";
import type { ConnectorCase } from "./connector.ts";

/** How the case of each connector is made, by its network. */
export const CONNECTOR_CASES: Readonly<Partial<Record<NetworkName, () => Promise<ConnectorCase>>>> = {
  bluesky: blueskyCase,
  mastodon: mastodonCase,
  nostr: nostrCase,
  wikipedia: wikipediaCase,
  facebook: facebookCase,
  instagram: instagramCase,
  x: xCase,
  github: githubCase,
};

async function blueskyCase(): Promise<ConnectorCase> {
  const world = fakeBlueskyWorld({
    ...{ postCount: 9, newestAt: "2026-02-20T12:00:00Z", hoursApart: 50, peopleCount: 30 },
    likesOf: index => index,
  });
  const { url, faults, stop } = await startFakeBluesky(world, { pageSize: 4 });
  return {
    connector: blueskyConnector,
    query: { network: "bluesky", kind: "handle", value: "star.fake.test" },
    config: { service: url },
    server: {
      url,
      get requestCount() {
        return faults.requestCount;
      },
      failRequest: n => faults.failRequest(n),
      limitNext: seconds => faults.limitNext(seconds),
      addUnknownFields: () => faults.addUnknownFields(),
      stop,
    },
    gives: { tables: ["accounts", "account_stats", "posts", "post_stats", "interactions", "observations"] },
    unknownQuery: { network: "bluesky", kind: "handle", value: "nobody.fake.test" },
    protectedQuery: { network: "bluesky", kind: "handle", value: "shy.fake.test" },
  };
}

async function xCase(): Promise<ConnectorCase> {
  const server = await startFakeXApi(fakeXWorld({ ownPosts: 8, fans: 5 }), {
    pageSize: 5,
    token: "SECRET-token",
  });
  return {
    connector: xConnector,
    query: { network: "x", kind: "handle", value: "ada_x" },
    config: { base_url: server.url, bearer_token: "SECRET-token", budget_usd: "50" },
    server,
    gives: { tables: ["accounts", "account_stats", "posts", "post_stats", "interactions", "observations"] },
    unknownQuery: { network: "x", kind: "handle", value: "nobody_x" },
    protectedQuery: { network: "x", kind: "handle", value: "shy_x" },
  };
}

async function facebookCase(): Promise<ConnectorCase> {
  const server = await startFakeGraph({ pageSize: 3, token: "SECRET-token", postCount: 5 });
  return {
    connector: facebookConnector,
    query: { network: "facebook", kind: "handle", value: "tea.house" },
    config: { base_url: server.url, access_token: "SECRET-token" },
    server,
    gives: { tables: ["accounts", "account_stats", "posts", "post_stats", "observations"] },
    unknownQuery: { network: "facebook", kind: "handle", value: "ada.person" },
    protectedQuery: { network: "facebook", kind: "handle", value: "dark.house" },
  };
}

async function instagramCase(): Promise<ConnectorCase> {
  const server = await startFakeGraph({ pageSize: 5, token: "SECRET-token" });
  return {
    connector: instagramConnector,
    query: { network: "instagram", kind: "handle", value: "cup_makers" },
    config: { base_url: server.url, access_token: "SECRET-token", account_id: "3001" },
    server,
    gives: { tables: ["accounts", "account_stats", "posts", "post_stats", "observations"] },
    unknownQuery: { network: "instagram", kind: "handle", value: "a_person" },
    protectedQuery: null,
  };
}

async function githubCase(): Promise<ConnectorCase> {
  const server = await startFakeGithub(fakeGithubWorld(), { token: "SECRET-token" });
  return {
    connector: githubConnector,
    query: { network: "github", kind: "handle", value: "ada" },
    config: { base_url: server.url, token: "SECRET-token" },
    server,
    gives: { tables: ["accounts", "account_stats", "posts", "post_stats", "interactions", "observations"] },
    unknownQuery: { network: "github", kind: "handle", value: "nobody" },
    protectedQuery: null,
  };
}
