import type { NetworkName } from "../../src/domain/network.ts";
import type { ConnectorCase } from "./connector.ts";

/** How the case of each connector is made, by its network. */
export const CONNECTOR_CASES: Readonly<Partial<Record<NetworkName, () => Promise<ConnectorCase>>>> = {};
