import { ConfigProblem } from "../domain/errors.ts";
import { indexCues } from "./cue-index.ts";
import { type LabelModel, labelProbabilities } from "./label-model.ts";
import { LABEL_AREAS } from "./labels.ts";
import { areaIds, findTopic, type Ontology } from "./ontology.ts";
import { ontologyFingerprint } from "./ontology-fingerprint.ts";
import { assignmentsOf, type DetectLanguage, supportedMatches } from "./ontology-tagger.ts";
import { postFeatures } from "./post-features.ts";
import type { Tagger, TopicAssignment } from "./tagger.ts";

/** Assignments of cues below this weight are left out. */
const MINIMUM_CUE_WEIGHT = 0.3;
/** Cues this strong keep their topic where the model says no to its area. */
const SURE_CUE_WEIGHT = 0.6;

/** A tagger that lets a fitted model decide on the areas that it has labels for, and cues on everything else: a topic
 *  below such an area needs the model's yes or a clear cue. A label of several areas gives the one with the strongest
 *  cues, without any the first that is not sensitive.
 *  @throws ConfigProblem when the model was fitted on another ontology. */
export function createFittedTagger(
  model: LabelModel,
  ontology: Ontology,
  detectLanguage: DetectLanguage,
): Tagger {
  const fingerprint = ontologyFingerprint(ontology);
  if (model.file.ontology_fingerprint !== fingerprint)
    throw new ConfigProblem(
      `Topic tagger ${model.file.id} was fitted on another version of ${model.file.ontology}. Fit it anew: scripts/fit-topic-tagger.mjs.`,
    );
  const index = indexCues(ontology);
  const labelled = model.file.labels.map(({ label }) =>
    (LABEL_AREAS[label] ?? []).flatMap(slug => findTopic(ontology, slug) ?? []),
  );
  const areasOf = new Map([...ontology.topics.keys()].map(id => [id, areaIds(ontology, id)]));
  const judgedAreas = new Set(labelled.flatMap(areas => areas.map(({ id }) => id)));

  return {
    id: `${model.file.id}+${ontology.id}`,
    tag(post) {
      const known = post.lang?.slice(0, 2).toLowerCase();
      const lang = known === undefined || known === "un" ? detectLanguage(post.text ?? "") : known;
      const features = postFeatures(post, lang, index, model.file.area_ids, model.file.hash_scale);
      const cues = assignmentsOf(supportedMatches(features.matches), 0);
      const byTopic = new Map(cues.map(assignment => [assignment.topicId, assignment]));
      const cueWeightOf = (areaId: string) =>
        cues.reduce(
          (most, { topicId, weight }) =>
            weight > most && areasOf.get(topicId)!.includes(areaId) ? weight : most,
          0,
        );
      const accepted = new Map<string, TopicAssignment>();
      labelProbabilities(model, features).forEach((probability, at) => {
        const { threshold } = model.file.labels[at]!;
        const areas = labelled[at]!;
        if (probability < threshold || areas.length === 0) return;
        const ranked = areas
          .map(area => ({ area, cue: cueWeightOf(area.id) }))
          .sort((a, b) => b.cue - a.cue || Number(a.area.isSensitive) - Number(b.area.isSensitive));
        const { id } = ranked[0]!.area;
        const weight = 0.5 + (0.5 * (probability - threshold)) / (1 - threshold);
        accepted.set(id, {
          topicId: id,
          weight,
          evidence: [{ kind: "model", matched: model.file.id, weight }, ...(byTopic.get(id)?.evidence ?? [])],
        });
      });
      for (const assignment of cues) {
        if (accepted.has(assignment.topicId) || assignment.weight < MINIMUM_CUE_WEIGHT) continue;
        const areas = areasOf.get(assignment.topicId)!;
        const isJudged = areas.every(area => judgedAreas.has(area));
        const isArea = areas.includes(assignment.topicId);
        const isKept = !isJudged || areas.some(area => accepted.has(area));
        if (isArea ? !isJudged : isKept || assignment.weight >= SURE_CUE_WEIGHT)
          accepted.set(assignment.topicId, assignment);
      }
      return [...accepted.values()].sort(
        (a, b) => b.weight - a.weight || (a.topicId < b.topicId ? -1 : a.topicId > b.topicId ? 1 : 0),
      );
    },
  };
}
