import { describe, expect, it } from "vitest";
import { CONNECTORS } from "../../src/connectors/registry.ts";
import { fakeConnector } from "../support/fake-connector.ts";
import { startFakeNetwork } from "../support/fake-network-server.ts";
import { fakeWorld } from "../support/fake-network-world.ts";
import { connectorContract } from "./connector.ts";
import { CONNECTOR_CASES } from "./connector-cases.ts";

describe("connectors", () => {
  it("have a case each, and no case is left over", () => {
    const networks = CONNECTORS.map(({ network }) => network);
    expect(new Set(networks).size).toBe(networks.length);
    expect(Object.keys(CONNECTOR_CASES).sort()).toEqual([...networks].sort());
  });
});

connectorContract("of the fake network", async () => {
  const server = await startFakeNetwork(fakeWorld({ stars: 2, postsEach: 7, fans: 12 }), {
    ...{ pageSize: 4, token: "SECRET-token" },
  });
  return {
    connector: fakeConnector({ needsToken: true }),
    query: { network: "bluesky", kind: "handle", value: "star0.fake.test" },
    config: { service: server.url, token: "SECRET-token" },
    server,
    gives: { tables: ["accounts", "account_stats", "posts", "post_stats", "interactions", "observations"] },
    unknownQuery: { network: "bluesky", kind: "handle", value: "nobody.fake.test" },
    protectedQuery: { network: "bluesky", kind: "handle", value: "shy.fake.test" },
  };
});

for (const { network } of CONNECTORS) {
  const makeCase = CONNECTOR_CASES[network];
  if (makeCase !== undefined) connectorContract(`of ${network}`, makeCase);
}
