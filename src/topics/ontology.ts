/** A word, tag or host that speaks for a topic. */
export interface TopicCue {
  readonly kind: "name" | "alias" | "hashtag" | "host" | "phrase";
  /** As written in the ontology's file; matching folds case, accents and width. */
  readonly text: string;
  /** ISO 639-1 code of the language it belongs to; null where it means the same in every language. */
  readonly lang: string | null;
  /** True where the word has other common meanings: it counts only beside another cue of the same area. */
  readonly isAmbiguous: boolean;
  /** True where it says little by itself, so that three of them are needed. */
  readonly isWeak: boolean;
  /** True where any ending may follow: `athlet` for athlete, athletes, athletics. */
  readonly isStem: boolean;
}

/** One node of an ontology. */
export interface Topic {
  /** Stable for good, unique over all ontologies: `renown:television`, `klout:8623340011665545666`. */
  readonly id: string;
  /** Stable, unique inside its ontology, usable in a URL. */
  readonly slug: string;
  /** English display name. */
  readonly name: string;
  /** Display names by ISO 639-1 code, English included. */
  readonly names: Readonly<Record<string, string>>;
  /** An area has no parent. */
  readonly level: "area" | "topic";
  readonly parentIds: readonly string[];
  /** Shown in aggregate only, never attached to a named person unless that person turns it on. */
  readonly isSensitive: boolean;
  /** `Q…`, or null where none is known. */
  readonly wikidataId: string | null;
  readonly cues: readonly TopicCue[];
}

/** A tree (or a graph without circles) of topics. */
export interface Ontology {
  /** `renown-topics`, `klout-topics`. */
  readonly id: string;
  /** What must be shown wherever its topics are; null for our own. */
  readonly credit: string | null;
  /** By topic id, parents before children, otherwise in the file's order. */
  readonly topics: ReadonlyMap<string, Topic>;
}

/** Ids of every topic above `topicId`, nearest first, each once; empty for an area or an unknown id. */
export function ancestorIds(ontology: Ontology, topicId: string): readonly string[] {
  const found = new Set<string>();
  let level = [...(ontology.topics.get(topicId)?.parentIds ?? [])];
  while (level.length > 0) {
    const next: string[] = [];
    for (const id of level) {
      if (found.has(id) || id === topicId) continue;
      found.add(id);
      next.push(...(ontology.topics.get(id)?.parentIds ?? []));
    }
    level = next;
  }
  return [...found];
}

/** Ids of the areas `topicId` lies in: itself where it is one. */
export function areaIds(ontology: Ontology, topicId: string): readonly string[] {
  return [topicId, ...ancestorIds(ontology, topicId)].filter(id => ontology.topics.get(id)?.level === "area");
}

/** The topic with that slug or id, null where there is none. */
export function findTopic(ontology: Ontology, slugOrId: string): Topic | null {
  const byId = ontology.topics.get(slugOrId);
  if (byId !== undefined) return byId;
  for (const topic of ontology.topics.values()) if (topic.slug === slugOrId) return topic;
  return null;
}
