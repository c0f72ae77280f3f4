import type { Lake } from "../../lake/contract.ts";
import type { RunTopics } from "../../pipeline/topic-tables.ts";
import type { Ontology } from "../../topics/ontology.ts";
import type { Tagger } from "../../topics/tagger.ts";

let held: { readonly ontology: Ontology; readonly tagger: Tagger } | null = null;

/** The ontology that commands know topics by. */
export function knownOntology(): Ontology {
  return builtInTopics().ontology;
}

/** Ontology, tagger and everybody's choices, for a run of `lake`. */
export function runTopics(lake: Lake): RunTopics {
  return { ...builtInTopics(), choices: lake.topicChoices() };
}

/** The built-in ontology and its tagger. */
export function builtInTopics(): { readonly ontology: Ontology; readonly tagger: Tagger } {
  held ??= PROVISIONAL;
  return held;
}

const NAMES = [
  "Television",
  "Music",
  "Football",
  "Cooking",
  "Travel",
  "Programming",
  "Science",
  "Gardening",
  "Books",
  "Design",
  "Careers",
  "Cycling",
];
const area = {
  id: "renown:life",
  slug: "life",
  name: "Life",
  names: {},
  level: "area" as const,
  parentIds: [],
  isSensitive: false,
  wikidataId: null,
  cues: [],
};
const PROVISIONAL = {
  ontology: {
    id: "provisional",
    credit: null,
    topics: new Map(
      [
        area,
        ...NAMES.map(name => ({
          ...area,
          id: `renown:${name.toLowerCase()}`,
          slug: name.toLowerCase(),
          name,
          level: "topic" as const,
          parentIds: [area.id],
        })),
      ].map(topic => [topic.id as string, topic]),
    ),
  },
  tagger: {
    id: "provisional",
    tag: ({ tags }: { readonly tags: readonly string[] }) =>
      tags
        .filter(tag => NAMES.some(name => name.toLowerCase() === tag))
        .map(tag => ({
          topicId: `renown:${tag}`,
          weight: 1,
          evidence: [{ kind: "hashtag" as const, matched: tag, weight: 1 }],
        })),
  },
};
