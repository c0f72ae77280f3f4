import { hasIdForm } from "../../domain/handle.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import type { NetworkName } from "../../domain/network.ts";
import { maybeHandle } from "./screen-name.ts";

/** The two letters by which Klout's paths name a network: tw, gp, ig and fb are Klout's, the others continue them. */
export const NETWORK_CODES: Readonly<Record<NetworkName, string>> = {
  x: "tw",
  instagram: "ig",
  facebook: "fb",
  bluesky: "bs",
  mastodon: "md",
  nostr: "ns",
  github: "gh",
  youtube: "yt",
  wikipedia: "wp",
};

const BY_CODE = new Map(
  Object.entries(NETWORK_CODES).map(([network, code]) => [code, network as NetworkName]),
);

/** The network that `code` names, or null. */
export function networkOfCode(code: string): NetworkName | null {
  return BY_CODE.get(code) ?? null;
}

/** The account that a path such as `tw/1000001` or `bs/did:plc:abc` asks for. On X only ids are meant, as Klout had it;
 *  elsewhere a handle will do. Null when `value` cannot be an account there. */
export function queryOfCode(network: NetworkName, value: string): HandleQuery | null {
  if (hasIdForm(network, value)) return { network, kind: "id", value };
  if (network === "x") return null;
  const query = maybeHandle(`${network}:${value}`);
  return query?.network === network ? query : null;
}
