import { type WireNoteTweet, wireNoteTweet } from "./wire.ts";

/** Characters that the cut and the whole text must share; X cuts far behind it, at about 275. */
const SHARED_LENGTH = 100;
/** A long text has an id and a time of its own, at most a few seconds from those of its post. */
const MAX_DISTANCE_SECONDS = 5;

/** Whole texts of long posts, found again by id, else by their beginning and time. */
export class LongTexts {
  private readonly byId = new Map<string, WireNoteTweet>();
  private readonly byBeginning = new Map<string, WireNoteTweet[]>();

  /** Takes one entry of note-tweet.js; false when it cannot be read. */
  add(raw: unknown): boolean {
    const parsed = wireNoteTweet.safeParse(raw);
    if (!parsed.success) return false;
    const note = parsed.data;
    this.byId.set(note.noteTweetId, note);
    const beginning = note.core.text.slice(0, SHARED_LENGTH);
    this.byBeginning.set(beginning, [...(this.byBeginning.get(beginning) ?? []), note]);
    return true;
  }

  /** As `ArchiveContext.longTextOf`. */
  find(postId: string, postedAt: string, shortText: string): string | null {
    const sameId = this.byId.get(postId);
    if (sameId !== undefined) return sameId.core.text;
    if (shortText.length <= SHARED_LENGTH) return null;
    const near = (this.byBeginning.get(shortText.slice(0, SHARED_LENGTH)) ?? []).find(
      ({ createdAt }) =>
        Math.abs(Date.parse(createdAt) - Date.parse(postedAt)) <= MAX_DISTANCE_SECONDS * 1000,
    );
    return near?.core.text ?? null;
  }
}
