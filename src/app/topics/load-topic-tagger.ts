import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigProblem } from "../../domain/errors.ts";
import { packagePath } from "../../platform/package-root.ts";
import { createFittedTagger } from "../../topics/fitted-tagger.ts";
import { type LabelModel, toLabelModel } from "../../topics/label-model.ts";
import type { Tagger } from "../../topics/tagger.ts";
import { builtInOntology } from "./built-in-ontology.ts";
import { detectLanguage } from "./detect-language.ts";

/** The fitted tagger that comes with the package. */
export const TOPIC_TAGGER_ID = "topic-tagger-1";

/** The published model of the topic tagger `id`.
 *  @throws ConfigProblem when it is not there or does not fit. */
export function loadLabelModel(id: string = TOPIC_TAGGER_ID): LabelModel {
  const folder = packagePath("weights", id);
  if (!existsSync(join(folder, "tagger.json")))
    throw new ConfigProblem(`There is no topic tagger "${id}" in ${packagePath("weights")}.`);
  return toLabelModel(
    JSON.parse(readFileSync(join(folder, "tagger.json"), "utf8")),
    readFileSync(join(folder, "weights.bin")),
  );
}

/** The published fitted tagger over the built-in ontology. */
export function loadTopicTagger(id: string = TOPIC_TAGGER_ID): Tagger {
  return createFittedTagger(loadLabelModel(id), builtInOntology(), detectLanguage);
}
