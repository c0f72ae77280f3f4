import type { NetworkName } from "../../src/domain/network.ts";
import { mastodonCase } from "../support/mastodon-case.ts";
import { wikipediaCase } from "../support/wikipedia-case.ts";
import type { ConnectorCase } from "./connector.ts";

/** How the case of each connector is made, by its network. */
export const CONNECTOR_CASES: Readonly<Partial<Record<NetworkName, () => Promise<ConnectorCase>>>> = {
  mastodon: mastodonCase,
  wikipedia: wikipediaCase,
};
