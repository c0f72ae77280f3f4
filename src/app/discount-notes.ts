import type { EngineRow } from "../engines/contract.ts";

const REACTION_REASONS =
  " (of people known to nobody established, of a circle, or told of by counts where all acts were watched)";

/** Below so many, whether strangers count says little. */
const STRANGERS_TO_NAME = 10;

/** A sentence for each discount that moved the evidence of an account, with its reasons, and one where strangers make up
 *  most of the people who count; none where there is neither. Nobody is named, and no count tells how many were doubted
 *  one by one. */
export function discountNotes(features: EngineRow): readonly string[] {
  const count = (name: string) => (typeof features[name] === "number" ? Math.max(0, features[name]) : 0);
  const people = count("discounted_people_count");
  const strangers = count("unvouched_people_count");
  const notes: string[] = [];
  if (Math.round(people) >= 1) {
    const all = count("engaged_people_count");
    const reasons = [
      ...(strangers > 0 ? [`${shown(strangers)} are known to nobody established`] : []),
      ...(count("circle_people_count") > 0
        ? [`${shown(count("circle_people_count"))} belong to a circle with others of them`]
        : []),
      "who trades acts with many or looks less than genuine counts in part",
    ];
    notes.push(
      `Discounted: the ${shown(all)} people who acted count as ${shown(all - people)}, in PeopleRank too (${reasons.join("; ")}).`,
    );
  }
  const strangersCounted = strangers - people;
  // A cap in full leaves fewer strangers than known people, but for the first few.
  if (strangersCounted >= STRANGERS_TO_NAME && strangersCounted > count("engaged_people_count") - strangers)
    notes.push(
      `Not discounted: ${shown(strangersCounted)} people who are known to nobody established count too. Too few days were watched whole to tell strangers from bought accounts.`,
    );
  const reactions = count("discounted_reactions_count");
  if (Math.round(reactions) >= 1)
    notes.push(
      `Discounted: ${shown(reactions)} reactions do not count${Math.round(people) >= 1 ? ", for the same reasons" : REACTION_REASONS}.`,
    );
  const followers = count("discounted_followers_count");
  if (Math.round(followers) >= 1)
    notes.push(
      `Discounted: ${shown(followers)} followers do not count (seen to do nothing at all, or less than genuine by their profiles).`,
    );
  return notes;
}

function shown(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}
