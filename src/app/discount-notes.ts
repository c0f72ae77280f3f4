import type { EngineRow } from "../engines/contract.ts";

/** A sentence for each discount that moved the evidence of an account; none where nothing was discounted. */
export function discountNotes(features: EngineRow): readonly string[] {
  const count = (name: string) => (typeof features[name] === "number" ? features[name] : 0);
  const [people, unvouched, circle] = [
    count("discounted_people_count"),
    count("unvouched_people_count"),
    count("circle_people_count"),
  ];
  const all = count("engaged_people_count");
  const notes: string[] = [];
  if (Math.round(people) >= 1)
    notes.push(
      `Of ${shown(all)} people who acted, ${shown(unvouched)} are known to nobody established and ${shown(circle)} belong to a circle with others of them: ` +
        `all together count as ${shown(all - people)}.`,
    );
  const reactions = count("discounted_reactions_count");
  if (Math.round(reactions) >= 1)
    notes.push(`${shown(reactions)} reactions do not count, since such people gave them.`);
  const followers = count("discounted_followers_count");
  if (Math.round(followers) >= 1)
    notes.push(`${shown(followers)} followers do not count: they were seen to do nothing at all.`);
  return notes;
}

function shown(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}
