import { ConfigProblem } from "../../domain/errors.ts";
import type { ConnectorConfig, ConnectorEffects, MemberSource, TableRow } from "../contract.ts";
import { parseAtUri } from "./at-uri.ts";
import { type BlueskyClient, createBlueskyClient } from "./client.ts";
import { listingRows, listRows } from "./list-rows.ts";
import { PAGE_SIZE } from "./lists.ts";
import { isoOfTid } from "./tid.ts";
import { wireFeed, wireList, wireResolvedHandle, wireStarterPack } from "./wire.ts";

/** An account by its DID, and what its standing there says. */
interface FoundMember {
  readonly did: string;
  readonly rows?: readonly TableRow[];
}

type ReadMembers = (
  client: BlueskyClient,
  uri: string,
  observedAt: string,
) => AsyncIterable<readonly FoundMember[]>;

/** A feed has no end: at most so many of its pages are read. */
const MOST_FEED_PAGES = 20;

/** Lists, feeds and starter packs by which a community fills a lake; each is named by its at-uri or its address on
 *  bsky.app. */
export const memberSources: readonly MemberSource[] = [
  source("list", "app.bsky.graph.list", "lists", "the accounts of a list", listMembers),
  source(
    "feed",
    "app.bsky.feed.generator",
    "feed",
    `the authors of the newest ${MOST_FEED_PAGES * PAGE_SIZE} posts of a feed`,
    feedAuthors,
  ),
  source(
    "starter-pack",
    "app.bsky.graph.starterpack",
    "starter-pack",
    "the accounts of a starter pack",
    starterPackMembers,
  ),
];

/** `webWord` is what stands for the collection in addresses on bsky.app. */
function source(
  name: string,
  collection: string,
  webWord: string,
  gives: string,
  readMembers: ReadMembers,
): MemberSource {
  return {
    name,
    gives,
    async *members(text: string, config: ConnectorConfig, effects: ConnectorEffects) {
      const client = createBlueskyClient(effects.http, config);
      const uri = await sourceUri(client, text, collection, webWord);
      const seen = new Set<string>();
      for await (const found of readMembers(client, uri, effects.now().toISOString()))
        for (const { did, rows } of found) {
          if (seen.has(did)) continue;
          seen.add(did);
          yield { network: "bluesky", kind: "id", value: did, ...(rows !== undefined && { rows }) };
        }
    },
  };
}

async function sourceUri(client: BlueskyClient, text: string, collection: string, webWord: string) {
  const place = collection.replaceAll(".", "\\.");
  const [, owner, rkey] =
    new RegExp(`^at://([^/]+)/${place}/([^/]+)$`).exec(text) ??
    new RegExp(`^https://bsky\\.app/profile/([^/]+)/${webWord}/([^/?#]+)`).exec(text) ??
    (webWord === "starter-pack"
      ? /^https:\/\/bsky\.app\/starter-pack\/([^/]+)\/([^/?#]+)/.exec(text)
      : null) ??
    [];
  if (owner === undefined)
    throw new ConfigProblem(
      `${text} is not such a source. Give an at-uri (at://DID/${collection}/KEY) or its address on bsky.app.`,
    );
  if (owner.startsWith("did:")) return `at://${owner}/${collection}/${rkey}`;
  const { did } = await client.get(
    "com.atproto.identity.resolveHandle",
    { handle: owner },
    wireResolvedHandle,
  );
  return `at://${did}/${collection}/${rkey}`;
}

/** The first member of a page carries the list itself. */
async function* listMembers(
  client: BlueskyClient,
  list: string,
  observedAt: string,
): AsyncGenerator<readonly FoundMember[]> {
  let cursor: string | undefined;
  do {
    const page = await client.get("app.bsky.graph.getList", { list, limit: PAGE_SIZE, cursor }, wireList);
    const named =
      page.list == null ? [] : listRows(page.list.uri, page.list.creator.did, page.list, observedAt);
    yield page.items.map(({ uri, subject }, place) => ({
      did: subject.did,
      // Of moderation lists nothing is kept, nor of one without a name who stands on it.
      rows:
        named.length === 0
          ? []
          : [
              ...(place === 0 ? named : []),
              ...listedRows(uri ?? null, page.list!.uri, subject.did, observedAt),
            ],
    }));
    cursor = page.items.length > 0 ? (page.cursor ?? undefined) : undefined;
  } while (cursor !== undefined);
}

/** The record that puts somebody on a list is named by the time at which it was made. */
function listedRows(
  itemUri: string | null,
  listUri: string,
  did: string,
  observedAt: string,
): readonly TableRow[] {
  const addedAt = isoOfTid(parseAtUri(itemUri)?.rkey ?? "");
  return listingRows(itemUri, listUri, did, addedAt !== null && addedAt <= observedAt ? addedAt : null);
}

async function* feedAuthors(client: BlueskyClient, feed: string): AsyncGenerator<readonly FoundMember[]> {
  let cursor: string | undefined;
  for (let pageCount = 0; pageCount < MOST_FEED_PAGES; pageCount++) {
    const page = await client.get("app.bsky.feed.getFeed", { feed, limit: PAGE_SIZE, cursor }, wireFeed);
    yield page.feed.map(({ post }) => ({ did: post.author.did }));
    cursor = page.cursor ?? undefined;
    if (cursor === undefined || page.feed.length === 0) return;
  }
}

async function* starterPackMembers(
  client: BlueskyClient,
  starterPack: string,
  observedAt: string,
): AsyncGenerator<readonly FoundMember[]> {
  const query = "app.bsky.graph.getStarterPack";
  const { list } = (await client.get(query, { starterPack }, wireStarterPack)).starterPack;
  if (list != null) yield* listMembers(client, list.uri, observedAt);
}
