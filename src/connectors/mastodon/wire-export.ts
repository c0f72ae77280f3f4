import { z } from "zod";

/** What an archive holds, in ActivityPub's words, as far as it is read. Unknown fields pass.
 *  Source: docs.joinmastodon.org/spec/activitypub, w3.org/TR/activitystreams-vocabulary. */
const optional = <T extends z.ZodType>(type: T) => type.nullish().catch(null);
const words = optional(z.string());
const flag = optional(z.boolean());
/** One, or a list of them. */
const addresses = z
  .union([z.string().transform(one => [one]), z.array(z.string())])
  .nullish()
  .catch(null);

/** actor.json */
export const wireOwner = z.looseObject({
  id: z.url({ protocol: /^https?$/ }),
  type: words,
  preferredUsername: words,
  name: words,
  summary: words,
  published: words,
  manuallyApprovesFollowers: flag,
  discoverable: flag,
  indexable: flag,
  attachment: optional(z.array(z.looseObject({ name: words, value: words }))),
});
export type WireOwner = z.infer<typeof wireOwner>;

const note = z.looseObject({
  id: z.string(),
  published: words,
  updated: words,
  content: words,
  contentMap: optional(z.record(z.string(), z.unknown())),
  summary: words,
  inReplyTo: words,
  to: addresses,
  cc: addresses,
  quote: words,
  quoteUri: words,
  quoteUrl: words,
  tag: optional(z.array(z.looseObject({ type: words, name: words, href: words }))),
});
export type WireNote = z.infer<typeof note>;

/** An element of outbox.json: a Create holds the post itself, an Announce (boost) the address of somebody's. */
export const wireActivity = z.looseObject({
  id: z.string(),
  type: z.string(),
  published: words,
  to: addresses,
  cc: addresses,
  object: z.union([z.string(), note]),
});
