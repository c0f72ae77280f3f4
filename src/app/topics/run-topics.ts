import type { Lake } from "../../lake/contract.ts";
import type { RunTopics } from "../../pipeline/topic-tables.ts";
import { ontologyIdInUse, ontologyOf, topicKnowledge } from "./ontology-in-use.ts";

/** Ontology, tagger and everybody's choices, for a run of `lake`: with the ontology `ontologyId`, else the one in use. */
export function runTopics(lake: Lake, ontologyId: string = ontologyIdInUse(lake.dir)): RunTopics {
  return { load: () => topicKnowledge(ontologyOf(lake.dir, ontologyId)), choices: lake.topicChoices() };
}
