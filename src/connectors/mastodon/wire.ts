import { z } from "zod";

/** Mastodon's own words, as far as they are read. Unknown fields pass; what a server of other make leaves out or
 *  writes otherwise is undefined or null. Source: docs.joinmastodon.org/entities. */
const optional = <T extends z.ZodType>(type: T) => type.nullish().catch(null);
const count = optional(z.number());
const flag = optional(z.boolean());
const words = optional(z.string());

/** Source: docs.joinmastodon.org/entities/Account. */
export const wireAccount = z.looseObject({
  id: z.string(),
  username: z.string(),
  acct: z.string(),
  url: words,
  /** Since 4.2; elsewhere often absent. */
  uri: words,
  display_name: words,
  note: words,
  locked: flag,
  bot: flag,
  group: flag,
  discoverable: flag,
  indexable: flag,
  noindex: flag,
  suspended: flag,
  created_at: words,
  followers_count: count,
  following_count: count,
  statuses_count: count,
  fields: optional(z.array(z.looseObject({ name: words, value: words, verified_at: words }))),
});
export type WireAccount = z.infer<typeof wireAccount>;

const statusBase = z.looseObject({
  id: z.string(),
  uri: z.string(),
  created_at: z.string(),
  edited_at: words,
  visibility: z.string(),
  account: wireAccount,
  content: words,
  spoiler_text: words,
  language: words,
  in_reply_to_id: words,
  in_reply_to_account_id: words,
  replies_count: count,
  reblogs_count: count,
  favourites_count: count,
  /** Since 4.5. */
  quotes_count: count,
  mentions: optional(z.array(z.looseObject({ id: z.string() }))),
  tags: optional(z.array(z.looseObject({ name: z.string() }))),
});

/** Source: docs.joinmastodon.org/entities/Status, /entities/Quote. */
export const wireStatus = statusBase.extend({
  reblog: optional(statusBase),
  quote: optional(z.looseObject({ state: words, quoted_status: optional(statusBase) })),
});
export type WireStatus = z.infer<typeof wireStatus>;

/** Source: docs.joinmastodon.org/entities/Context. */
export const wireContext = z.looseObject({ descendants: z.array(z.unknown()) });

/** Source: docs.joinmastodon.org/entities/Instance, and /entities/V1_Instance for what older servers answer. */
export const wireInstance = z.looseObject({
  domain: words,
  /** Where version 1 names the domain. */
  uri: words,
  version: words,
  configuration: optional(z.looseObject({ urls: optional(z.looseObject({ streaming: words })) })),
  urls: optional(z.looseObject({ streaming_api: words })),
});

/** Source: docs.joinmastodon.org/entities/Search. */
export const wireSearch = z.looseObject({ accounts: z.array(z.unknown()) });

/** Source: nodeinfo.diaspora.software/protocol. */
export const wireNodeinfoLinks = z.looseObject({
  links: z.array(z.looseObject({ rel: words, href: words })),
});
export const wireNodeinfo = z.looseObject({
  software: optional(z.looseObject({ name: words, version: words })),
});

/** Source: docs.joinmastodon.org/spec/webfinger. */
export const wireWebfinger = z.looseObject({
  links: z.array(z.looseObject({ rel: words, type: words, href: words })),
});

/** Source: docs.joinmastodon.org/spec/activitypub. */
export const wireActor = z.looseObject({ id: z.string(), preferredUsername: z.string() });

/** A message of a stream; the payload of a status is JSON in a string, that of a delete an id.
 *  Source: docs.joinmastodon.org/methods/streaming. */
export const wireStreamEvent = z.looseObject({ event: z.string(), payload: words });
