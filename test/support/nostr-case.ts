import { nostrConnector } from "../../src/connectors/nostr/connector.ts";
import type { ConnectorCase } from "../contracts/connector.ts";
import { startNostrRelay } from "./nostr-relay.ts";
import { nostrVillage } from "./nostr-village.ts";

/** Nostr by one real relay. */
export async function nostrCase(): Promise<ConnectorCase> {
  const { ada, events } = nostrVillage();
  const server = await startNostrRelay(events);
  return {
    connector: nostrConnector,
    query: { network: "nostr", kind: "id", value: ada.key },
    config: { relays: server.url },
    server,
    gives: { tables: ["accounts", "account_stats", "posts", "interactions", "removals", "observations"] },
    unknownQuery: { network: "nostr", kind: "id", value: "0".repeat(64) },
    protectedQuery: null,
    transport: "socket",
  };
}
