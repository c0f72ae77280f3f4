import type { Lake } from "../../lake/contract.ts";
import type { RunTopics, TopicKnowledge } from "../../pipeline/topic-tables.ts";
import type { Ontology } from "../../topics/ontology.ts";
import { createOntologyTagger } from "../../topics/ontology-tagger.ts";
import type { Tagger } from "../../topics/tagger.ts";
import { builtInOntology } from "./built-in-ontology.ts";
import { detectLanguage } from "./detect-language.ts";

let tagger: Tagger | null = null;

/** The ontology that commands know topics by. */
export function knownOntology(): Ontology {
  return builtInOntology();
}

/** The built-in ontology and its tagger, made once. */
export function builtInTopics(): TopicKnowledge {
  const ontology = builtInOntology();
  tagger ??= createOntologyTagger(ontology, detectLanguage);
  return { ontology, tagger };
}

/** Ontology, tagger and everybody's choices, for a run of `lake`. */
export function runTopics(lake: Lake): RunTopics {
  return { load: builtInTopics, choices: lake.topicChoices() };
}
