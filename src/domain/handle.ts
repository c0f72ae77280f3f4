import { ConfigProblem } from "./errors.ts";
import type { HandleQuery } from "./handle-query.ts";
import { isNetworkName, NETWORKS, type NetworkName } from "./network.ts";
import { nostrKeyOf } from "./nostr-key.ts";
import { parseProfileUrl } from "./profile-url.ts";

const ID_FORMS: Readonly<Record<NetworkName, RegExp>> = {
  bluesky: /^did:[a-z]+:.+$/,
  mastodon: /^https?:\/\/.+$/,
  x: /^\d+$/,
  nostr: /^[0-9a-f]{64}$/,
  github: /^\d+$/,
  youtube: /^UC[\w-]{22}$/,
  facebook: /^\d+$/,
  instagram: /^\d+$/,
  wikipedia: /^[a-z-]+:\d+$/,
};

const FEDIVERSE_HANDLE = /^@?([\w.-]+@[\w-]+(?:\.[\w-]+)*(?::\d+)?)$/;
const DOMAIN_NAME = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

/** Whether `value` has the form of a permanent id on `network`. */
export function hasIdForm(network: NetworkName, value: string): boolean {
  return ID_FORMS[network].test(value);
}

/** The account that `text` asks for. Explicit forms (a `network:` prefix, a profile address, a DID, an npub,
 *  `@name@server`) win over `defaultNetwork`; bare names need it, but for domain names, which are Bluesky's.
 *  @throws ConfigProblem when the text is empty, malformed or could mean several networks; it lists the choices.
 *  @example parseHandle("x:@alice") // { network: "x", kind: "handle", value: "alice" } */
export function parseHandle(text: string, defaultNetwork?: NetworkName): HandleQuery {
  const handle = text.trim();
  if (handle === "" || /\s/.test(handle) || hasControlCharacter(handle))
    throw new ConfigProblem(`"${text}" is not a handle. ${FORMS}`);
  if (/^https?:\/\//i.test(handle)) return fromAddress(handle);
  if (/^acct:/i.test(handle)) return onNetwork("mastodon", handle.slice(5), text);
  if (/^at:\/\//i.test(handle)) return onNetwork("bluesky", handle.slice(5).split("/")[0] ?? "", text);
  if (/^did:/.test(handle)) return onNetwork("bluesky", handle, text);
  if (/^(nostr:)?npub1/i.test(handle)) return onNetwork("nostr", handle.replace(/^nostr:/i, ""), text);
  const colon = handle.indexOf(":");
  const prefix = handle.slice(0, Math.max(colon, 0)).toLowerCase();
  if (isNetworkName(prefix)) return onNetwork(prefix, handle.slice(colon + 1), text);
  if (FEDIVERSE_HANDLE.test(handle)) return onNetwork("mastodon", handle, text);
  if (defaultNetwork !== undefined) return onNetwork(defaultNetwork, handle, text);
  if (DOMAIN_NAME.test(handle)) return { network: "bluesky", kind: "handle", value: handle };
  if (prefix !== "")
    throw new ConfigProblem(`"${prefix}" in "${text}" is not a network. Networks: ${NETWORKS.join(", ")}.`);
  throw ambiguous(handle.replace(/^@/, ""), text);
}

/** The shortest text that `parseHandle` reads back as this account: `x:@alice`, `alice.bsky.social`,
 *  `@alice@mastodon.social`, else `network:id`. A null handle gives the id form. */
export function formatHandle(network: NetworkName, handle: string | null, accountId: string): string {
  if (handle === null || handle === "" || /\s/.test(handle)) return `${network}:${accountId}`;
  if (network === "mastodon") {
    if (FEDIVERSE_HANDLE.test(handle)) return `@${handle.replace(/^@/, "")}`;
    return URL.canParse(accountId) && /^[\w.-]+$/.test(handle)
      ? `@${handle}@${new URL(accountId).host}`
      : `mastodon:${accountId}`;
  }
  if (network === "bluesky") return DOMAIN_NAME.test(handle) ? handle : `bluesky:@${handle}`;
  if (network === "facebook" || network === "github" || network === "wikipedia" || network === "nostr")
    return hasIdForm(network, handle) ? `${network}:@${handle}` : `${network}:${handle}`;
  return `${network}:@${handle}`;
}

const FORMS =
  "Forms: alice.bsky.social, @alice@mastodon.social, x:@alice, x:123 (an id), facebook:page, a profile address, " +
  "or a name where the network is given.";

function fromAddress(address: string): HandleQuery {
  const query = parseProfileUrl(address);
  if (query !== null) return query;
  throw new ConfigProblem(
    `"${address}" is not a profile address Renown knows. ${FORMS} For an ActivityPub actor id write mastodon:${address}.`,
  );
}

function onNetwork(network: NetworkName, rest: string, text: string): HandleQuery {
  if (/^https?:\/\//i.test(rest)) {
    const query = parseProfileUrl(rest);
    if (query?.network === network) return query;
    if (network === "mastodon") return { network, kind: "id", value: rest };
    throw new ConfigProblem(`"${rest}" in "${text}" is not a profile address on ${network}.`);
  }
  if (network === "nostr" && /^npub1/i.test(rest)) {
    const key = nostrKeyOf(rest);
    if (key === null) throw new ConfigProblem(`"${rest}" is not a whole npub key. Copy it again.`);
    return { network, kind: "id", value: key };
  }
  const isMarked = rest.startsWith("@");
  const value = isMarked ? rest.slice(1) : rest;
  if (value === "" || value.startsWith("@"))
    throw new ConfigProblem(`"${text}" names no account on ${network}. ${FORMS}`);
  if (!isMarked && hasIdForm(network, value)) return { network, kind: "id", value };
  if (network === "bluesky" && value.startsWith("did:"))
    throw new ConfigProblem(`"${value}" is not a whole DID (did:plc:... or did:web:...).`);
  if (network === "mastodon" && !value.includes("@"))
    throw new ConfigProblem(
      `"${text}" does not say which server. Write @${value}@SERVER, for example @${value}@mastodon.social.`,
    );
  return { network, kind: "handle", value };
}

function ambiguous(name: string, text: string): ConfigProblem {
  const choices = [
    `x:@${name}`,
    `${name}.bsky.social`,
    `@${name}@mastodon.social`,
    `github:${name}`,
    `youtube:@${name}`,
    `facebook:${name}`,
    `instagram:@${name}`,
  ];
  return new ConfigProblem(
    `"${text}" could be on several networks: ${choices.join(", ")}. Write one of these, or give the network too.`,
  );
}

function hasControlCharacter(text: string): boolean {
  return [...text].some(letter => letter < " " || letter === "\u007f");
}
