import { mastodonConnector } from "../../src/connectors/mastodon/connector.ts";
import type { ConnectorCase } from "../contracts/connector.ts";
import { startFakeMastodon } from "./fake-mastodon.ts";
import { fakeVillage } from "./fake-mastodon-world.ts";

/** The fediverse by one fake server, which wants a token and gives five items a page. */
export async function mastodonCase(): Promise<ConnectorCase> {
  const server = await startFakeMastodon(fakeVillage(), { pageSize: 5, token: "SECRET-token" });
  return {
    connector: mastodonConnector,
    query: { network: "mastodon", kind: "handle", value: "ada@home.test" },
    config: { instance: server.url, access_token: "SECRET-token" },
    server,
    gives: { tables: ["accounts", "account_stats", "posts", "post_stats", "interactions", "observations"] },
    unknownQuery: { network: "mastodon", kind: "handle", value: "nobody@home.test" },
    protectedQuery: { network: "mastodon", kind: "handle", value: "shy@home.test" },
  };
}
