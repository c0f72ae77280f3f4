import { join } from "node:path";
import { afterEach, vi } from "vitest";
import { main } from "../../src/cli/main.ts";
import type { Connector } from "../../src/connectors/contract.ts";
import { capturedTerminal } from "./captured-terminal.ts";
import { type FakeConnectorOptions, fakeConnector } from "./fake-connector.ts";
import { type FakeServer, type FakeServerOptions, startFakeNetwork } from "./fake-network-server.ts";
import type { FakeWorld } from "./fake-network-world.ts";
import { linesOf, temporaryFolders } from "./renown-cli.ts";

const connectors: Connector[] = [];
vi.mock("../../src/connectors/registry.ts", async original => ({
  ...(await original<typeof import("../../src/connectors/registry.ts")>()),
  get CONNECTORS() {
    return connectors;
  },
}));

const newFolder = temporaryFolders();
const servers: FakeServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

/** Time of captured terminals. */
export const CLI_NOW = "2026-11-01T01:00:00.000Z";

/** A fake network, a lake that does not exist yet, and the command line, in this process, over both. */
export async function fakeNetworkCli(
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
