import { blueskyConnector } from "../../src/connectors/bluesky/connector.ts";
import type { NetworkName } from "../../src/domain/network.ts";
import { startFakeBluesky } from "../support/fake-bluesky-server.ts";
import { fakeBlueskyWorld } from "../support/fake-bluesky-world.ts";
import { mastodonCase } from "../support/mastodon-case.ts";
import { wikipediaCase } from "../support/wikipedia-case.ts";
import type { ConnectorCase } from "./connector.ts";

/** How the case of each connector is made, by its network. */
export const CONNECTOR_CASES: Readonly<Partial<Record<NetworkName, () => Promise<ConnectorCase>>>> = {
  bluesky: blueskyCase,
  mastodon: mastodonCase,
  wikipedia: wikipediaCase,
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
