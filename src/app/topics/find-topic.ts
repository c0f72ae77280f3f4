import { ConfigProblem } from "../../domain/errors.ts";
import type { Ontology, Topic } from "../../topics/ontology.ts";

const SUGGESTIONS = 5;

/** `text` without case and accents, words parted by hyphens: "Café culture" and "cafe-culture" are the same. */
export function foldedWords(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Mn}+/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
}

/** The topic that `text` names by slug, id, or name in any language; null when there is none. */
export function findTopic(ontology: Ontology, text: string): Topic | null {
  const byId = ontology.topics.get(text);
  if (byId !== undefined) return byId;
  const folded = foldedWords(text);
  const topics = [...ontology.topics.values()];
  return (
    topics.find(({ slug }) => slug === text || foldedWords(slug) === folded) ??
    topics.find(({ name, names }) =>
      [name, ...Object.values(names)].some(one => foldedWords(one) === folded),
    ) ??
    null
  );
}

/** The same.
 *  @throws ConfigProblem with the nearest names when there is none. */
export function requireTopic(ontology: Ontology, text: string): Topic {
  const found = findTopic(ontology, text);
  if (found !== null) return found;
  const near = topicsMatching(ontology, text).slice(0, SUGGESTIONS);
  const hint =
    near.length > 0
      ? `Did you mean ${near.map(({ slug }) => slug).join(", ")}?`
      : "renown topics lists the areas, renown topics --search WORD finds topics.";
  throw new ConfigProblem(`There is no topic "${text}". ${hint}`);
}

/** Topics whose name, slug or words hold `text`: names that begin with it first, then other names, then words. */
export function topicsMatching(ontology: Ontology, text: string): readonly Topic[] {
  const folded = foldedWords(text);
  if (folded === "") return [];
  const placeOf = (topic: Topic): number => {
    const names = [topic.slug, topic.name, ...Object.values(topic.names)].map(foldedWords);
    if (names.includes(folded)) return 0;
    if (names.some(name => name.startsWith(folded))) return 1;
    if (names.some(name => name.includes(folded))) return 2;
    return topic.cues.some(cue => foldedWords(cue.text).startsWith(folded)) ? 3 : 4;
  };
  return [...ontology.topics.values()]
    .map(topic => ({ topic, place: placeOf(topic) }))
    .filter(({ place }) => place < 4)
    .toSorted((a, b) => a.place - b.place || (a.topic.slug < b.topic.slug ? -1 : 1))
    .map(({ topic }) => topic);
}
