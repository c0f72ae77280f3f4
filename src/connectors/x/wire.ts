import { z } from "zod";

/** X's own words as they stand in an archive. Unknown fields pass; a missing optional one is undefined. */
const id = z.string().regex(/^\d{1,20}$/);
const optional = <T extends z.ZodType>(type: T) => type.nullish().catch(null);

/** Counts are strings in every archive seen; a number means the same. */
const countText = z.union([z.string(), z.number().transform(String)]);

const mention = z.looseObject({ id_str: optional(z.string()), screen_name: optional(z.string()) });

const editControl = z.looseObject({ editTweetIds: optional(z.array(z.string())) });

export const wireTweet = z.looseObject({
  id_str: optional(id),
  id: optional(id),
  created_at: z.string(),
  full_text: optional(z.string()),
  text: optional(z.string()),
  favorite_count: optional(countText),
  retweet_count: optional(countText),
  lang: optional(z.string()),
  in_reply_to_status_id_str: optional(id),
  in_reply_to_status_id: optional(id),
  in_reply_to_user_id_str: optional(id),
  in_reply_to_user_id: optional(id),
  entities: optional(
    z.looseObject({
      hashtags: optional(z.array(z.looseObject({ text: z.string() }))),
      user_mentions: optional(z.array(mention)),
      urls: optional(z.array(z.looseObject({ expanded_url: optional(z.string()) }))),
    }),
  ),
  edit_info: optional(
    z.looseObject({
      initial: optional(editControl),
      edit: optional(z.looseObject({ editControlInitial: optional(editControl) })),
    }),
  ),
  deleted_at: optional(z.string()),
});

export const wireNoteTweet = z.looseObject({
  noteTweetId: z.string(),
  createdAt: z.string(),
  core: z.looseObject({ text: z.string() }),
});

export const wireAccount = z.looseObject({
  accountId: id,
  username: optional(z.string()),
  accountDisplayName: optional(z.string()),
  createdAt: optional(z.string()),
});

export const wireProfile = z.looseObject({
  description: optional(z.looseObject({ bio: optional(z.string()), website: optional(z.string()) })),
});

export const wireVerified = z.looseObject({ accountId: optional(id), verified: optional(z.boolean()) });

export const wireProtectedHistory = z.looseObject({ protectedAt: z.string(), action: z.string() });

export const wireFollow = z.looseObject({ accountId: id });

const manifestFile = z.looseObject({ fileName: z.string(), count: optional(countText) });

export const wireManifest = z.looseObject({
  userInfo: optional(
    z.looseObject({
      accountId: optional(id),
      userName: optional(z.string()),
      displayName: optional(z.string()),
    }),
  ),
  archiveInfo: optional(
    z.looseObject({
      generationDate: optional(z.string()),
      isPartialArchive: optional(z.boolean()),
    }),
  ),
  dataTypes: z.record(z.string(), z.looseObject({ files: optional(z.array(manifestFile)) })).catch({}),
});

/** `var user_details = {...}` beside the old `tweets.csv`. */
export const wireUserDetails = z.looseObject({
  id: id,
  screen_name: optional(z.string()),
  full_name: optional(z.string()),
  bio: optional(z.string()),
  url: optional(z.string()),
  created_at: optional(z.string()),
});

export type WireTweet = z.infer<typeof wireTweet>;
export type WireNoteTweet = z.infer<typeof wireNoteTweet>;
