import { ConfigProblem } from "../../domain/errors.ts";
import type { Lake } from "../../lake/contract.ts";
import type { RunTopics } from "../../pipeline/topic-tables.ts";
import { loadTopicTagger, TOPIC_TAGGER_ID } from "./load-topic-tagger.ts";
import { BUILT_IN, ontologyIdInUse, ontologyOf, topicKnowledge } from "./ontology-in-use.ts";

/** By the words, hashtags and hosts of the ontology. */
const CUES = "cues";

/** Ontology, tagger and everybody's choices, for a run of `lake`: with the ontology `ontologyId`, else the one in use, and
 *  the tagger `taggerId`, else cues.
 *  @throws ConfigProblem for a tagger that there is not, or that was fitted on another ontology. */
export function runTopics(
  lake: Lake,
  ontologyId: string = ontologyIdInUse(lake.dir),
  taggerId: string = CUES,
): RunTopics {
  const choices = lake.topicChoices();
  if (taggerId === CUES) return { load: () => topicKnowledge(ontologyOf(lake.dir, ontologyId)), choices };
  if (taggerId !== TOPIC_TAGGER_ID)
    throw new ConfigProblem(`There is no tagger "${taggerId}". Taggers: ${CUES}, ${TOPIC_TAGGER_ID}.`);
  if (ontologyId !== BUILT_IN)
    throw new ConfigProblem(
      `${TOPIC_TAGGER_ID} knows the built-in topics only: add --ontology ${BUILT_IN}, or take --tagger ${CUES}.`,
    );
  const ontology = ontologyOf(lake.dir, BUILT_IN);
  return { load: () => ({ ontology, tagger: loadTopicTagger() }), choices };
}
