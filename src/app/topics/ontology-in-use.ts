import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TopicKnowledge } from "../../pipeline/topic-knowledge.ts";
import { writeFileAtomically } from "../../platform/atomic-file.ts";
import type { Ontology } from "../../topics/ontology.ts";
import { createOntologyTagger } from "../../topics/ontology-tagger.ts";
import { builtInOntology } from "./built-in-ontology.ts";
import { detectLanguage } from "./detect-language.ts";
import { readImportedOntology } from "./imported-ontologies.ts";

/** The word for the ontology that comes with the package. */
export const BUILT_IN = "built-in";

/** Ontologies and taggers take a while to build: each is made once. */
const ontologies = new Map<string, Ontology>();
const taggers = new Map<Ontology, TopicKnowledge>();

/** The ontology `id` of the data folder, or the built-in one.
 *  @throws ConfigProblem when it was not imported or its file is damaged. */
export function ontologyOf(dataDir: string, id: string): Ontology {
  if (id === BUILT_IN) return builtInOntology();
  const key = `${dataDir}\n${id}`;
  const known = ontologies.get(key) ?? readImportedOntology(dataDir, id);
  ontologies.set(key, known);
  return known;
}

/** The ontology that the newest run of the data folder was made with; the built-in one before any other was chosen.
 *  @throws ConfigProblem when it is gone. */
export function ontologyInUse(dataDir: string): Ontology {
  return ontologyOf(dataDir, ontologyIdInUse(dataDir));
}

/** Its id. */
export function ontologyIdInUse(dataDir: string): string {
  const path = pathOf(dataDir);
  return existsSync(path) ? readFileSync(path, "utf8").trim() : BUILT_IN;
}

/** Resolves when commands and pages read `id` as the ontology of the data folder. */
export async function useOntology(dataDir: string, id: string): Promise<void> {
  if (id !== ontologyIdInUse(dataDir)) await writeFileAtomically(pathOf(dataDir), `${id}\n`);
}

/** `ontology` with its tagger. */
export function topicKnowledge(ontology: Ontology): TopicKnowledge {
  const known = taggers.get(ontology) ?? {
    ontology,
    tagger: createOntologyTagger(ontology, detectLanguage),
  };
  taggers.set(ontology, known);
  return known;
}

function pathOf(dataDir: string): string {
  return join(dataDir, "ontologies", "in-use");
}
