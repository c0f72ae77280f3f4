import { wikipediaConnector } from "../../src/connectors/wikipedia/connector.ts";
import type { ConnectorCase } from "../contracts/connector.ts";
import { startFakeWikipedia } from "./fake-wikipedia.ts";

/** Wikipedia by a fake. */
export async function wikipediaCase(): Promise<ConnectorCase> {
  const server = await startFakeWikipedia();
  return {
    connector: wikipediaConnector,
    query: { network: "wikipedia", kind: "handle", value: "en:Ada_Example" },
    config: { endpoint: server.url },
    server,
    gives: { tables: ["accounts", "account_stats", "posts", "post_stats", "interactions", "observations"] },
    unknownQuery: { network: "wikipedia", kind: "handle", value: "en:Nobody" },
    protectedQuery: { network: "wikipedia", kind: "handle", value: "en:Quiet" },
  };
}
