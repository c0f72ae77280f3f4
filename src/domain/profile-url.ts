import type { HandleQuery } from "./handle-query.ts";
import type { NetworkName } from "./network.ts";

/** Hosts whose profile addresses are `https://host/<name>`. */
const NAME_HOSTS: Readonly<Record<string, NetworkName>> = {
  "x.com": "x",
  "twitter.com": "x",
  "github.com": "github",
  "facebook.com": "facebook",
  "instagram.com": "instagram",
};

/** First path words of those hosts that are pages of the network, not profiles. */
const RESERVED = new Set([
  "home",
  "i",
  "search",
  "explore",
  "settings",
  "hashtag",
  "intent",
  "share",
  "login",
]);

/** The account a profile address points to, or null when the address is not a profile Renown knows.
 *  `https://server/@name` on any other host is a fediverse handle, `https://server/users/name` an actor id. */
export function parseProfileUrl(address: string): HandleQuery | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const host = url.hostname.toLowerCase().replace(/^(www|mobile|m)\./, "");
  const path = url.pathname.split("/").filter(part => part !== "");
  const words = path.map(safeDecode);
  const [first, second] = words;
  if (host.endsWith(".wikipedia.org")) return wikipediaPage(host, first, words.slice(1).join("/"));
  if (first === undefined) return null;
  if (host === "bsky.app") return first === "profile" && second ? blueskyProfile(second) : null;
  if (host === "youtube.com") return youtubeChannel(first, second);
  const network = NAME_HOSTS[host];
  if (network !== undefined) {
    const pageId = url.searchParams.get("id");
    if (first === "profile.php") return pageId ? { network, kind: "id", value: pageId } : null;
    if (network === "x" && first === "i" && second === "user" && words[2])
      return { network, kind: "id", value: words[2] };
    return RESERVED.has(first.toLowerCase())
      ? null
      : { network, kind: "handle", value: first.replace(/^@/, "") };
  }
  if (/^@[\w.-]+$/.test(first))
    return { network: "mastodon", kind: "handle", value: `${first.slice(1)}@${url.host.toLowerCase()}` };
  if (/^@[\w.-]+@[\w.:-]+$/.test(first))
    return { network: "mastodon", kind: "handle", value: first.slice(1) };
  if (first === "users" && second && words.length === 2)
    return { network: "mastodon", kind: "id", value: address };
  return null;
}

function blueskyProfile(name: string): HandleQuery {
  return { network: "bluesky", kind: name.startsWith("did:") ? "id" : "handle", value: name };
}

function youtubeChannel(first: string, second: string | undefined): HandleQuery | null {
  if (first.startsWith("@") && first.length > 1)
    return { network: "youtube", kind: "handle", value: first.slice(1) };
  return first === "channel" && second ? { network: "youtube", kind: "id", value: second } : null;
}

function wikipediaPage(host: string, first: string | undefined, title: string): HandleQuery | null {
  const language = host.slice(0, -".wikipedia.org".length);
  if (first !== "wiki" || title === "") return null;
  return { network: "wikipedia", kind: "handle", value: `${language}:${title}` };
}

function safeDecode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
