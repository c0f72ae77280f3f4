import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { main } from "../../src/cli/main.ts";
import type { Connector } from "../../src/connectors/contract.ts";
import { capturedTerminal } from "../support/captured-terminal.ts";
import { type FakeConnectorOptions, fakeConnector } from "../support/fake-connector.ts";
import { type FakeServer, type FakeServerOptions, startFakeNetwork } from "../support/fake-network-server.ts";
import { type FakeWorld, fakeWorld } from "../support/fake-network-world.ts";
import { linesOf, temporaryFolders } from "../support/renown-cli.ts";

const connectors: Connector[] = [];
vi.mock("../../src/connectors/registry.ts", async original => ({
  ...(await original<typeof import("../../src/connectors/registry.ts")>()),
  get CONNECTORS() {
    return connectors;
  },
}));

const newFolder = temporaryFolders();
/** Time of captured terminals. */
const NOW = "2026-11-01T01:00:00.000Z";
const servers: FakeServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

/** A network, a lake that does not exist yet, and the command line over both. */
async function network(
  world: FakeWorld,
  options: FakeServerOptions & { readonly connector?: FakeConnectorOptions } = {},
) {
  const server = await startFakeNetwork(world, options);
  servers.push(server);
  connectors.splice(0, connectors.length, fakeConnector(options.connector));
  const data = join(await newFolder(), "lake");
  const renown = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const { terminal, written } = capturedTerminal({
      ...{ RENOWN_OFFLINE: "", RENOWN_ALLOW_LOOPBACK: "1", RENOWN_BLUESKY_SERVICE: server.url, HOME: data },
      ...env,
    });
    const exitCode = await main([...args, "--quiet", "--data", data], terminal);
    const json = () => linesOf(written.out).map(line => JSON.parse(line) as Record<string, unknown>);
    return { exitCode, ...written, json };
  };
  return { server, data, renown };
}

const small = () => fakeWorld({ stars: 2, postsEach: 6, fans: 30, now: NOW });

describe("the score of a handle that no lake holds", () => {
  it("is fetched, computed on demand, kept in the lake, and compared with nobody", async () => {
    const { renown, server } = await network(small());
    const { exitCode, err, json } = await renown(["score", "star0.fake.test", "--json"]);
    expect(err).toBe("");
    expect(exitCode).toBe(0);
    const [answer] = json();
    expect(answer).toMatchObject({ basis: "on_demand", account_id: "did:fake:star0", network: "bluesky" });
    expect(answer!["score"]).toBeGreaterThan(0);
    expect(answer!["percentiles"]).toMatchObject([
      { population: "reference" },
      { population: "lake", size: 0, percentile: null },
      { population: "similar_audience", size: 0 },
    ]);
    const asked = server.requestCount;
    const again = await renown(["score", "star0.fake.test", "--json", "--offline"]);
    expect(again.exitCode).toBe(0);
    expect(server.requestCount).toBe(asked);
    expect((await renown(["top", "--json"])).out).not.toContain("star0");
  });
});
