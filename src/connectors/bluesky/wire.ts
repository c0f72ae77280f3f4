import { z } from "zod";

const wireLabel = z.object({ src: z.string().optional(), val: z.string(), neg: z.boolean().nullish() });

/** An account as lists of people show it. Source: profileView of
 *  https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/actor/defs.json */
export const wireProfile = z.object({
  did: z.string().startsWith("did:"),
  handle: z.string(),
  displayName: z.string().nullish(),
  description: z.string().nullish(),
  createdAt: z.string().nullish(),
  labels: z.array(wireLabel).nullish(),
  verification: z
    .object({ verifiedStatus: z.string().nullish(), trustedVerifierStatus: z.string().nullish() })
    .nullish(),
});
export type WireProfile = z.infer<typeof wireProfile>;

/** An account with its counts. Source: profileViewDetailed, same file. */
export const wireDetailedProfile = wireProfile.extend({
  website: z.string().nullish(),
  followersCount: z.number().int().nullish(),
  followsCount: z.number().int().nullish(),
  postsCount: z.number().int().nullish(),
});
export type WireDetailedProfile = z.infer<typeof wireDetailedProfile>;

/** A post with its counts. Source: postView of
 *  https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/defs.json */
export const wirePostView = z.object({
  uri: z.string(),
  author: wireProfile,
  /** As its author wrote it; read with `record-wire.ts`. */
  record: z.unknown(),
  likeCount: z.number().int().nullish(),
  repostCount: z.number().int().nullish(),
  replyCount: z.number().int().nullish(),
  quoteCount: z.number().int().nullish(),
  indexedAt: z.string(),
});
export type WirePostView = z.infer<typeof wirePostView>;

/** One entry of an author's feed. Source: feedViewPost, same file. */
export const wireFeedItem = z.object({
  post: wirePostView,
  reason: z
    .object({
      $type: z.string().optional(),
      by: wireProfile.optional(),
      /** at-uri of the repost; older servers leave it out. */
      uri: z.string().nullish(),
      indexedAt: z.string().optional(),
    })
    .nullish(),
});
export type WireFeedItem = z.infer<typeof wireFeedItem>;

/** A like as lists of likes show it; its at-uri is not told. Source:
 *  https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/getLikes.json */
export const wireLike = z.object({ actor: wireProfile, createdAt: z.string(), indexedAt: z.string() });

const cursor = z.string().nullish();

/** Answers, their entries unread so that a bad one is refused alone. Each is the output of the query of its name under
 *  https://github.com/bluesky-social/atproto/tree/main/lexicons/app/bsky */
export const wireAuthorFeed = z.object({ feed: z.array(z.unknown()), cursor });
export const wireLikes = z.object({ likes: z.array(z.unknown()), cursor });
export const wireRepostedBy = z.object({ repostedBy: z.array(z.unknown()), cursor });
export const wireQuotes = z.object({ posts: z.array(z.unknown()), cursor });
export const wireProfiles = z.object({ profiles: z.array(z.unknown()) });
/** Replies that are blocked or gone are entries without `post`. */
export const wireThread = z.object({
  thread: z.object({ replies: z.array(z.object({ post: z.unknown().optional() })).nullish() }),
});
export const wireList = z.object({
  list: z
    .object({
      uri: z.string(),
      creator: z.object({ did: z.string() }),
      name: z.string(),
      purpose: z.string(),
      description: z.string().nullish(),
    })
    .nullish()
    .catch(null),
  items: z.array(z.object({ uri: z.string().nullish(), subject: z.object({ did: z.string() }) })),
  cursor,
});
export const wireFeed = z.object({
  feed: z.array(z.object({ post: z.object({ author: z.object({ did: z.string() }) }) })),
  cursor,
});
export const wireStarterPack = z.object({
  starterPack: z.object({ list: z.object({ uri: z.string() }).nullish() }),
});
export const wireResolvedHandle = z.object({ did: z.string().startsWith("did:") });

/** How a query is refused. Source: https://atproto.com/specs/xrpc#error-responses */
export const wireRefusal = z.object({ error: z.string(), message: z.string().nullish() });
