import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ConfigProblem, InputProblem } from "../../domain/errors.ts";
import { findTopic } from "../../topics/ontology.ts";
import { createOntologyTagger } from "../../topics/ontology-tagger.ts";
import { importTopics } from "./import-topics.ts";
import { importedOntologyIds, readImportedOntology } from "./imported-ontologies.ts";

const FILES = {
  "topics.csv": `"topicId","topicSlug","topicDisplayName","wikiItemId","freebaseMachineId"
1,"arts-super","The Arts",,
20,"poetry","Poetry Slams","Q482",""
30,"faith","Faith","Q9174",""
31,"monks","Monks",,
`,
  "edges.csv": `"parentTopicId","parrentTopicSlug","childTopicId","childTopicSlug"
0,"_ROOT_",1,"arts-super"
0,"_ROOT_",30,"faith"
1,"arts-super",20,"poetry"
30,"faith",31,"monks"
77,"gone",31,"monks"
`,
  "display-names.csv": `"topicId","language","topicDisplayName"
20,"es","Noches de poesía"
`,
};

function folderWith(files: Partial<Record<keyof typeof FILES, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "renown-ontology-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

it("an imported ontology is kept in the data folder with its credit, and tags posts in its languages", async () => {
  const dataDir = folderWith({});
  const folder = folderWith(FILES);
  const { inputs } = await importTopics(dataDir, [folder]);
  expect(inputs).toMatchObject([
    {
      ontology: "klout-topics",
      topics: 4,
      edges: 4,
      names: 1,
      isKnown: false,
      rejected: { unknown_topic: 1 },
    },
  ]);
  expect(inputs[0]!.credit).toContain("CC BY 3.0");
  expect((await importTopics(dataDir, [folder])).inputs[0]!.isKnown).toBe(true);
  expect(importedOntologyIds(dataDir)).toEqual(["klout-topics"]);
  const ontology = readImportedOntology(dataDir, "klout-topics");
  expect(findTopic(ontology, "monks")).toMatchObject({ id: "klout:31", isSensitive: true });
  const tagger = createOntologyTagger(ontology, () => null);
  const given = tagger.tag({ text: "Esta noche, noches de poesia", lang: "es", tags: [], links: [] });
  expect(given.map(({ topicId }) => topicId)).toEqual(["klout:20"]);
});

it("a folder that lacks a file or column is refused by name, and so is none", async () => {
  const dataDir = folderWith({});
  const { "edges.csv": _, ...rest } = FILES;
  await expect(importTopics(dataDir, [folderWith(rest)])).rejects.toThrow(/holds no edges.csv/);
  const renamed = { ...FILES, "edges.csv": "a,b\n1,2\n" };
  await expect(importTopics(dataDir, [folderWith(renamed)])).rejects.toThrow(
    /lacks the column parentTopicId/,
  );
  await expect(importTopics(dataDir, [join(dataDir, "nowhere")])).rejects.toThrow(InputProblem);
  await expect(importTopics(dataDir, [])).rejects.toThrow(ConfigProblem);
  expect(importedOntologyIds(dataDir)).toEqual([]);
  expect(() => readImportedOntology(dataDir, "klout-topics")).toThrow(
    /renown import DIR --format klout-topics/,
  );
});
