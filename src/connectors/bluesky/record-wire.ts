import { z } from "zod";

/** A reference to one version of a record. Source:
 *  https://github.com/bluesky-social/atproto/blob/main/lexicons/com/atproto/repo/strongRef.json */
const wireStrongRef = z.object({ uri: z.string() });

const wireEmbed = z.object({
  $type: z.string().optional(),
  /** embed.record: the reference; embed.recordWithMedia: the reference one deeper. */
  record: z.union([z.object({ record: wireStrongRef }), wireStrongRef]).optional(),
  /** embed.external. */
  external: z.object({ uri: z.string() }).optional(),
  /** embed.recordWithMedia. */
  media: z.object({ external: z.object({ uri: z.string() }).optional() }).optional(),
});

const wireFacet = z.object({
  features: z.array(
    z.object({
      $type: z.string().optional(),
      did: z.string().optional(),
      uri: z.string().optional(),
      tag: z.string().optional(),
    }),
  ),
});

/** A post as its author wrote it. Source:
 *  https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/post.json */
export const wirePost = z.object({
  text: z.string(),
  createdAt: z.string(),
  langs: z.array(z.string()).nullish(),
  tags: z.array(z.string()).nullish(),
  facets: z.array(wireFacet).nullish(),
  reply: z.object({ root: wireStrongRef, parent: wireStrongRef }).nullish(),
  embed: wireEmbed.nullish().catch(null),
});
export type WirePost = z.infer<typeof wirePost>;

/** A like or repost. Source: https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/like.json
 *  and repost.json beside it. */
export const wireSubject = z.object({ subject: wireStrongRef, createdAt: z.string() });

/** A follow. Source: https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/graph/follow.json */
export const wireFollow = z.object({ subject: z.string(), createdAt: z.string() });

/** A list of accounts. Source: https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/graph/list.json */
export const wireListRecord = z.object({
  name: z.string(),
  purpose: z.string(),
  description: z.string().nullish(),
});

/** That somebody stands on a list. Source:
 *  https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/graph/listitem.json */
export const wireListItem = z.object({ subject: z.string(), list: z.string(), createdAt: z.string() });

/** Labels that the owner of a record put on it. Source:
 *  https://github.com/bluesky-social/atproto/blob/main/lexicons/com/atproto/label/defs.json (selfLabels) */
const wireSelfLabels = z.object({ values: z.array(z.object({ val: z.string() })) });

/** A profile as its owner wrote it. Source:
 *  https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/actor/profile.json */
export const wireProfileRecord = z.object({
  displayName: z.string().nullish(),
  description: z.string().nullish(),
  website: z.string().nullish(),
  createdAt: z.string().nullish(),
  labels: wireSelfLabels.nullish().catch(null),
});
export type WireProfileRecord = z.infer<typeof wireProfileRecord>;
