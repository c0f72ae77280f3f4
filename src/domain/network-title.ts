import type { NetworkName } from "./network.ts";

const NETWORK_TITLES: Readonly<Record<NetworkName, string>> = {
  bluesky: "Bluesky",
  mastodon: "Fediverse",
  x: "X",
  nostr: "Nostr",
  github: "GitHub",
  youtube: "YouTube",
  facebook: "Facebook",
  instagram: "Instagram",
  wikipedia: "Wikipedia",
};

/** The name of a network as people write it; a word that names none is given back. */
export function networkTitle(network: string): string {
  return NETWORK_TITLES[network as NetworkName] ?? network;
}
