import type { NetworkName } from "../domain/network.ts";
import type { Connector } from "./contract.ts";
import { CONNECTORS } from "./registry.ts";

/** The connector of `network` among `connectors`, all that are known when absent; null when it can only be imported. */
export function connectorFor(
  network: NetworkName,
  connectors: readonly Connector[] = CONNECTORS,
): Connector | null {
  return connectors.find(connector => connector.network === network) ?? null;
}
