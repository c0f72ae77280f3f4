import { z } from "zod";
import { InputProblem } from "../../domain/errors.ts";
import type { Cursor } from "../contract.ts";

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

/** `state` as the text of a cursor. */
export function toCursor(state: ReadingState): Cursor {
  return JSON.stringify(state);
}

/** The state that `cursor` stands for.
 *  @throws InputProblem when it is none of this version. */
export function parseCursor(cursor: Cursor): ReadingState {
  try {
    return readingState.parse(JSON.parse(cursor));
  } catch (cause) {
    throw new InputProblem(
      "The place where reading Nostr stopped cannot be read; begin anew with --refresh.",
      {
        cause,
      },
    );
  }
}

/** What the state keeps of a post's id. */
export function keptId(id: string): string {
  return id.slice(0, ID_LETTERS);
}
