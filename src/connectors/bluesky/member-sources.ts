import { ConfigProblem } from "../../domain/errors.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import type { ConnectorConfig, ConnectorEffects, MemberSource } from "../contract.ts";
import { type BlueskyClient, createBlueskyClient } from "./client.ts";
import { PAGE_SIZE } from "./reading-plan.ts";
import { wireFeed, wireList, wireResolvedHandle, wireStarterPack } from "./wire.ts";

type ReadMembers = (client: BlueskyClient, uri: string) => AsyncIterable<readonly string[]>;

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
      for await (const dids of readMembers(client, uri))
        for (const value of dids) {
          if (seen.has(value)) continue;
          seen.add(value);
          yield { network: "bluesky", kind: "id", value } satisfies HandleQuery;
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

async function* listMembers(client: BlueskyClient, list: string): AsyncGenerator<readonly string[]> {
  let cursor: string | undefined;
  do {
    const page = await client.get("app.bsky.graph.getList", { list, limit: PAGE_SIZE, cursor }, wireList);
    yield page.items.map(({ subject }) => subject.did);
    cursor = page.items.length > 0 ? (page.cursor ?? undefined) : undefined;
  } while (cursor !== undefined);
}

async function* feedAuthors(client: BlueskyClient, feed: string): AsyncGenerator<readonly string[]> {
  let cursor: string | undefined;
  for (let pageCount = 0; pageCount < MOST_FEED_PAGES; pageCount++) {
    const page = await client.get("app.bsky.feed.getFeed", { feed, limit: PAGE_SIZE, cursor }, wireFeed);
    yield page.feed.map(({ post }) => post.author.did);
    cursor = page.cursor ?? undefined;
    if (cursor === undefined || page.feed.length === 0) return;
  }
}

async function* starterPackMembers(
  client: BlueskyClient,
  starterPack: string,
): AsyncGenerator<readonly string[]> {
  const query = "app.bsky.graph.getStarterPack";
  const { list } = (await client.get(query, { starterPack }, wireStarterPack)).starterPack;
  if (list != null) yield* listMembers(client, list.uri);
}
