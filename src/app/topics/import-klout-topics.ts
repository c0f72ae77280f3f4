import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { InputProblem } from "../../domain/errors.ts";
import { kloutTopics } from "../../topics/klout-topics.ts";
import { readTable, type TextTable } from "../evaluate/read-table.ts";
import { saveOntology } from "./imported-ontologies.ts";

/** What an import of topics gave. */
export interface TopicsImport {
  readonly format: "klout-topics";
  readonly path: string;
  readonly ontology: string;
  /** To be shown wherever these topics are. */
  readonly credit: string | null;
  /** True when the same ontology was there already. */
  readonly isKnown: boolean;
  readonly topics: number;
  readonly edges: number;
  readonly names: number;
  /** Rows left out, by reason. */
  readonly rejected: Readonly<Record<string, number>>;
}

const FILES = {
  "topics.csv": ["topicId", "topicSlug", "topicDisplayName", "wikiItemId"],
  "edges.csv": ["parentTopicId", "childTopicId"],
  "display-names.csv": ["topicId", "language", "topicDisplayName"],
} as const;

/** Keeps the Klout Topic Ontology of `folder` (topics.csv, edges.csv, display-names.csv) in the data folder.
 *  @throws InputProblem naming the file or column that is missing. */
export async function importKloutTopics(dataDir: string, folder: string): Promise<TopicsImport> {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new InputProblem(
      `${folder} is no folder. Name the one that holds ${Object.keys(FILES).join(", ")}.`,
    );
  const topics = await readFileOf(folder, "topics.csv");
  const edges = await readFileOf(folder, "edges.csv");
  const names = await readFileOf(folder, "display-names.csv");
  const found = kloutTopics({ topics: topics.records, edges: edges.records, names: names.records });
  if (found.topicCount === 0)
    throw new InputProblem(`${folder} gives no topic: its edges.csv names no child of 0.`);
  const malformed = topics.malformedCount + edges.malformedCount + names.malformedCount;
  const isNew = await saveOntology(dataDir, found.ontology);
  return {
    format: "klout-topics",
    path: folder,
    ontology: found.ontology.about.id,
    credit: found.ontology.about.credit,
    isKnown: !isNew,
    topics: found.topicCount,
    edges: found.edgeCount,
    names: found.nameCount,
    rejected: { ...found.rejected, ...(malformed > 0 && { malformed_line: malformed }) },
  };
}

async function readFileOf(folder: string, file: keyof typeof FILES): Promise<TextTable> {
  const path = join(folder, file);
  if (!existsSync(path))
    throw new InputProblem(
      `${folder} holds no ${file}; the format klout-topics is ${Object.keys(FILES).join(", ")}.`,
    );
  const table = await readTable(path);
  const missing = FILES[file].filter(column => !table.columns.includes(column));
  if (missing.length > 0) throw new InputProblem(`${path} lacks the column ${missing.join(", ")}.`);
  return table;
}
