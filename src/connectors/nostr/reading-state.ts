import { z } from "zod";

/** Letters of an id that the state keeps: enough to know a post of the account again. */
const ID_LETTERS = 16;

const readingState = z.object({
  version: z.literal(1),
  pubkey: z.string(),
  observedAt: z.string(),
  /** Seconds since 1970. */
  from: z.number().int(),
  stage: z.enum(["posts", "acts", "people", "finished"]),
  /** Seconds since 1970: events after it were read in this stage. */
  until: z.number().int(),
  asked: z.number().int(),
  /** Beginnings of the ids of the posts that were read. */
  posts: z.array(z.string()),
  /** Acts of each person read. */
  people: z.record(z.string(), z.number()),
});

/** Where the reading of a Nostr account stands. */
export type ReadingState = Readonly<z.infer<typeof readingState>>;

/** Whether `value` is the state of a reading of this version. */
export function isReadingState(value: unknown): boolean {
  return readingState.safeParse(value).success;
}

/** What the state keeps of a post's id. */
export function keptId(id: string): string {
  return id.slice(0, ID_LETTERS);
}
