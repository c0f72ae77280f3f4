import { ancestorIds, type Ontology } from "./ontology.ts";
import type { TopicAssignment } from "./tagger.ts";

/** Weight of each assigned topic and of each topic above one: its own or the largest of those below it. */
export function rollUp(
  ontology: Ontology,
  assignments: readonly TopicAssignment[],
): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const { topicId, weight } of assignments)
    for (const id of [topicId, ...ancestorIds(ontology, topicId)])
      weights.set(id, Math.max(weights.get(id) ?? 0, weight));
  return weights;
}
