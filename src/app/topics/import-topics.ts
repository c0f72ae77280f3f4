import { ConfigProblem } from "../../domain/errors.ts";
import { importKloutTopics, type TopicsImport } from "./import-klout-topics.ts";

/** What importing topics gave, by folder. */
export interface TopicsImports {
  readonly inputs: readonly TopicsImport[];
}

/** Keeps the ontology of each folder in the data folder, in the order given.
 *  @throws ConfigProblem without a folder, InputProblem for one that cannot be used. */
export async function importTopics(dataDir: string, folders: readonly string[]): Promise<TopicsImports> {
  if (folders.length === 0)
    throw new ConfigProblem("Nothing to import: name the folder that holds topics.csv and edges.csv.");
  const inputs: TopicsImport[] = [];
  for (const folder of folders) inputs.push(await importKloutTopics(dataDir, folder));
  return { inputs };
}
