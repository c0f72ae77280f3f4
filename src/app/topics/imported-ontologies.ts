import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { ConfigProblem } from "../../domain/errors.ts";
import { writeFileAtomically } from "../../platform/atomic-file.ts";
import type { Ontology } from "../../topics/ontology.ts";
import { buildOntology, type OntologyFile, ontologyFileSchema } from "../../topics/parse-ontology.ts";

const FOLDER = "ontologies";

/** Ids of the ontologies that were imported into the data folder `dataDir`, in alphabetical order. */
export function importedOntologyIds(dataDir: string): readonly string[] {
  const folder = join(dataDir, FOLDER);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter(file => file.endsWith(".json"))
    .map(file => file.slice(0, -".json".length))
    .sort();
}

/** The imported ontology `id`.
 *  @throws ConfigProblem when it is not there or its file does not fit. */
export function readImportedOntology(dataDir: string, id: string): Ontology {
  const known = importedOntologyIds(dataDir);
  if (!known.includes(id))
    throw new ConfigProblem(
      `There is no ontology "${id}" in ${dataDir}. Imported: ${known.join(", ") || "none"}. ` +
        "Bring one in: renown import DIR --format klout-topics.",
    );
  const path = pathOf(dataDir, id);
  try {
    const file = ontologyFileSchema.parse(JSON.parse(readFileSync(path, "utf8")));
    return buildOntology(file.about, file.areas);
  } catch (cause) {
    throw new ConfigProblem(`${path} is no ontology: ${(cause as Error).message}`, { cause });
  }
}

/** Resolves when the ontology stands durably in the data folder, whole or not at all; false when the same one was there.
 *  @throws ConfigProblem for an ontology that cannot be built. */
export async function saveOntology(dataDir: string, file: OntologyFile): Promise<boolean> {
  buildOntology(file.about, file.areas);
  const path = pathOf(dataDir, file.about.id);
  const text = `${JSON.stringify(file)}\n`;
  if (existsSync(path) && readFileSync(path, "utf8") === text) return false;
  await mkdir(join(dataDir, FOLDER), { recursive: true });
  await writeFileAtomically(path, text);
  return true;
}

function pathOf(dataDir: string, id: string): string {
  return join(dataDir, FOLDER, `${id}.json`);
}
