import type { Ontology } from "../topics/ontology.ts";
import type { Tagger } from "../topics/tagger.ts";

/** An ontology and what finds its topics in posts. */
export interface TopicKnowledge {
  readonly ontology: Ontology;
  readonly tagger: Tagger;
}
