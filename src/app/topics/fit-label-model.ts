import { indexCues } from "../../topics/cue-index.ts";
import { fitLabels, foldsOf } from "../../topics/fit/fit-labels.ts";
import {
  type LabelModelFile,
  labelProbabilities,
  quantised,
  toLabelModel,
} from "../../topics/label-model.ts";
import { LABELS } from "../../topics/labels.ts";
import type { Ontology } from "../../topics/ontology.ts";
import { ontologyFingerprint } from "../../topics/ontology-fingerprint.ts";
import { featureCount, type PostFeatures, postFeatures } from "../../topics/post-features.ts";
import { detectLanguage } from "./detect-language.ts";

/** What a fit of the topic tagger depends on besides posts and ontology; recorded in its training manifest. */
export const FIT_SETTINGS = { cost: 1, innerFolds: 3, hashScale: 0.6, folds: 5, seed: 1 } as const;

interface Labelled {
  readonly text: string;
  readonly lang: string | null;
  readonly labels: readonly boolean[];
}

/** A model file and the bytes beside it, fitted on all of `posts`. */
export function fitLabelModel(
  id: string,
  posts: readonly Labelled[],
  ontology: Ontology,
): { readonly file: LabelModelFile; readonly bytes: Uint8Array } {
  return fitOn(id, ontology, featuresOf(posts, ontology), posts);
}

/** Labels of each post as a model says that was fitted without the post's fold, in the order of LABELS. Everything
 *  that is chosen, thresholds too, is chosen inside the other folds. */
export function crossValidated(
  posts: readonly Labelled[],
  ontology: Ontology,
  onFold: (done: number) => void,
): readonly (readonly boolean[])[] {
  const features = featuresOf(posts, ontology);
  const folds = foldsOf(posts.length, FIT_SETTINGS.folds, FIT_SETTINGS.seed);
  const said: (readonly boolean[])[] = posts.map(() => []);
  for (let fold = 0; fold < FIT_SETTINGS.folds; fold++) {
    const kept = posts.flatMap((_, at) => (folds[at] === fold ? [] : [at]));
    const { file, bytes } = fitOn(
      `fold-${fold}`,
      ontology,
      kept.map(at => features[at]!),
      kept.map(at => posts[at]!),
    );
    const model = toLabelModel(file, bytes);
    posts.forEach((_, at) => {
      if (folds[at] !== fold) return;
      const probabilities = labelProbabilities(model, features[at]!);
      said[at] = file.labels.map(({ threshold }, label) => probabilities[label]! >= threshold);
    });
    onFold(fold + 1);
  }
  return said;
}

function featuresOf(posts: readonly Labelled[], ontology: Ontology): readonly PostFeatures[] {
  const index = indexCues(ontology);
  const areas = areaIdsOf(ontology);
  return posts.map(({ text, lang }) =>
    postFeatures(
      { text, lang, tags: [], links: [] },
      lang ?? detectLanguage(text),
      index,
      areas,
      FIT_SETTINGS.hashScale,
    ),
  );
}

function fitOn(
  id: string,
  ontology: Ontology,
  features: readonly PostFeatures[],
  posts: readonly Labelled[],
): { readonly file: LabelModelFile; readonly bytes: Uint8Array } {
  const areas = areaIdsOf(ontology);
  const fitted = fitLabels(
    features,
    LABELS.map((_, label) => posts.map(({ labels }) => labels[label]!)),
    { ...FIT_SETTINGS, featureCount: featureCount(areas.length) },
  );
  return quantised(
    {
      id,
      ontology: ontology.id,
      ontology_fingerprint: ontologyFingerprint(ontology),
      area_ids: [...areas],
      hash_scale: FIT_SETTINGS.hashScale,
    },
    fitted,
  );
}

function areaIdsOf(ontology: Ontology): readonly string[] {
  return [...ontology.topics.values()].filter(({ level }) => level === "area").map(({ id }) => id);
}
