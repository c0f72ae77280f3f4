import { verifyEvent } from "nostr-tools/pure";
import { z } from "zod";

const hex64 = z.string().regex(/^[0-9a-f]{64}$/);

/** A signed event. Source: NIP-01. */
export const wireEvent = z.object({
  id: hex64,
  pubkey: hex64,
  /** Seconds since 1970. */
  created_at: z.number().int().nonnegative(),
  kind: z.number().int(),
  tags: z.array(z.array(z.string())),
  content: z.string(),
  sig: z.string(),
});

export type NostrEvent = z.infer<typeof wireEvent>;

/** Kinds that are read. Sources: NIP-01 (0, 1), NIP-02 (3), NIP-09 (5), NIP-18 (6, 16), NIP-25 (7), NIP-62 (62). */
export const KIND = {
  profile: 0,
  note: 1,
  follows: 3,
  deletion: 5,
  repost: 6,
  reaction: 7,
  genericRepost: 16,
  vanish: 62,
} as const;

/** Content of a profile event. Sources: NIP-01, NIP-24 (display_name, website, bot), NIP-05. */
export const wireProfile = z.object({
  name: z.string().nullish().catch(null),
  display_name: z.string().nullish().catch(null),
  about: z.string().nullish().catch(null),
  website: z.string().nullish().catch(null),
  nip05: z.string().nullish().catch(null),
  bot: z.boolean().nullish().catch(null),
});

/** What `/.well-known/nostr.json` says: keys by name. Source: NIP-05. */
export const wireNames = z.object({ names: z.record(z.string(), z.string()) });

/** What a relay asks events for. Source: NIP-01, filters. */
export interface Filter {
  readonly kinds: readonly number[];
  readonly authors?: readonly string[];
  readonly "#p"?: readonly string[];
  /** Seconds since 1970, both inclusive. */
  readonly since?: number;
  readonly until?: number;
  readonly limit: number;
}

/** The event that a relay sent, when its form, its id and its signature hold; a word for what is wrong otherwise. A relay
 *  is nobody's witness: only the signature says who wrote. */
export function readEvent(raw: unknown): NostrEvent | { readonly reason: string } {
  const event = wireEvent.safeParse(raw);
  if (!event.success) return { reason: "bad_event" };
  return verifyEvent({ ...event.data }) ? event.data : { reason: "bad_signature" };
}

/** Values of the tags `name` of an event: `[value, ...]` each. */
export function tagsOf({ tags }: NostrEvent, name: string): readonly (readonly string[])[] {
  return tags.flatMap(([word, ...values]) => (word === name ? [values] : []));
}

/** `seconds` since 1970 as UTC ISO. */
export function timeOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
