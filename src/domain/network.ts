/** The networks Renown knows, by the word that stands in every file, column and command. `mastodon` covers
 *  every ActivityPub server. */
export const NETWORKS = [
  "bluesky",
  "mastodon",
  "x",
  "nostr",
  "github",
  "youtube",
  "facebook",
  "instagram",
  "wikipedia",
] as const;

export type NetworkName = (typeof NETWORKS)[number];

/** Whether `word` is the name of a network. */
export function isNetworkName(word: string): word is NetworkName {
  return (NETWORKS as readonly string[]).includes(word);
}
