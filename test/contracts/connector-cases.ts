import { xConnector } from "../../src/connectors/x/api/connector.ts";
import type { NetworkName } from "../../src/domain/network.ts";
import { startFakeXApi } from "../support/fake-x-api.ts";
import { fakeXWorld } from "../support/fake-x-world.ts";
import type { ConnectorCase } from "./connector.ts";

/** How the case of each connector is made, by its network. */
export const CONNECTOR_CASES: Readonly<Partial<Record<NetworkName, () => Promise<ConnectorCase>>>> = {
  x: xCase,
};

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
