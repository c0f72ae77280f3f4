import { COUNTED_KINDS, type CountedKind, type EngagerReading } from "../pipeline/on-demand/engagers.ts";

const WORDS: Readonly<Record<CountedKind, { readonly one: string; readonly other: string }>> = {
  like: { one: "like", other: "likes" },
  repost: { one: "repost", other: "reposts" },
  reply: { one: "reply", other: "replies" },
  quote: { one: "quote", other: "quotes" },
};

/** What goes with a score on demand about who acted on the account: how many were read, how many of them stand in the newest
 *  run. Empty when everybody was read and stands there. */
export function engagerNotes(reading: EngagerReading): readonly string[] {
  const notes: string[] = [];
  if (reading.is_sample) notes.push(sampleNote(reading));
  if (reading.known_count < reading.people_read) notes.push(standingNote(reading));
  return notes;
}

function sampleNote({ acts, people_read, people_estimated }: EngagerReading): string {
  const parts = COUNTED_KINDS.filter(kind => acts[kind].counted > acts[kind].read).map(kind => {
    const { read, counted } = acts[kind];
    return `${number(read)} of ${counted === 1 ? `1 ${WORDS[kind].one}` : `${number(counted)} ${WORDS[kind].other}`}`;
  });
  return (
    `Who acted was read for ${listed(parts)}: ${people(people_read)} seen, about ${number(people_estimated)} in all. ` +
    "The counts are whole; what rests on people is estimated from this sample, and the range is wider for it."
  );
}

function standingNote({ people_read, known_count, estimated_count, unread_count }: EngagerReading): string {
  const parts = [
    known_count > 0 ? `${number(known_count)} by the newest run` : "",
    estimated_count > 0 ? `${number(estimated_count)} by an estimate from their own profile numbers` : "",
    unread_count > 0 ? `${number(unread_count)} as the mean of such people` : "",
  ];
  return `PeopleRank takes ${people(people_read)} who acted on it: ${listed(parts.filter(part => part !== ""))}.`;
}

function people(count: number): string {
  return count === 1 ? "1 person" : `${number(count)} people`;
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
