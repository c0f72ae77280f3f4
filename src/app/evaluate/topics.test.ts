import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import {
  evaluationDataDir,
  evaluationDataReason,
  hasEvaluationData,
} from "../../../test/support/evaluation-data.ts";
import { suiteWhen } from "../../../test/support/suite-when.ts";
import { InputProblem } from "../../domain/errors.ts";
import { LABEL_AREAS, LABELS } from "../../topics/labels.ts";
import { findTopic } from "../../topics/ontology.ts";
import { createOntologyTagger } from "../../topics/ontology-tagger.ts";
import { rollUp } from "../../topics/roll-up.ts";
import { DEFAULT_MODEL_ID, loadModel } from "../load-model.ts";
import { builtInOntology } from "../topics/built-in-ontology.ts";
import { importKloutTopics } from "../topics/import-klout-topics.ts";
import { readImportedOntology } from "../topics/imported-ontologies.ts";
import { labelFigures } from "./label-figures.ts";
import { readLabelledPosts } from "./labelled-posts.ts";
import { evaluateTopics } from "./topics.ts";
import { topicsResultSchema } from "./topics-result.ts";

const options = (dataDir: string) => ({
  dataDir,
  model: loadModel(DEFAULT_MODEL_ID),
  modelId: DEFAULT_MODEL_ID,
  seed: 1,
  splitAt: null,
  progress: () => undefined,
});

const FEW_PEOPLE = {
  topicsCount: 2,
  peopleCount: 60,
  expertsPerTopic: 5,
  jokesCount: 4,
  celebritiesCount: 2,
};

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "renown-topics-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const labels = (...given: readonly string[]) => LABELS.map(label => given.includes(label));

it("precision, recall and F1 by label; a label that no post has is left out of the macro mean", () => {
  const truth = [labels("music", "sports"), labels("music"), labels("sports")];
  const said = [labels("music"), labels("music", "gaming"), labels("music")];
  const figures = labelFigures(truth, said, 1);
  const of = (label: string) => figures.labels.find(found => found.label === label)!;
  // music: 2 of 3 given right, 2 of 2 found; sports: nothing given, 0 of 2 found; gaming: given once, nobody has it.
  expect(of("music")).toMatchObject({ positives: 2, given: 3, precision: 2 / 3, recall: 1, f1: 0.8 });
  expect(of("sports")).toMatchObject({ positives: 2, given: 0, precision: null, recall: 0, f1: 0 });
  expect(of("gaming")).toMatchObject({ positives: 0, given: 1, precision: 0, recall: null, f1: null });
  expect(figures.macro_f1).toBeCloseTo(0.4, 12);
  expect(figures.micro_f1).toBeCloseTo((2 * 2) / (4 + 4), 12);
});

it("labelled posts come as 0/1 columns or as a list, in the language of the file's name", () => {
  const columns = Object.fromEntries(LABELS.map(label => [label, label === "music" ? 1 : 0]));
  const folder = folderWith({
    "gr_10.jsonl": [
      JSON.stringify({ text: "a", ...columns }),
      JSON.stringify({ text: "b", topics: ["Arts & Culture", "Music"], lang: "en" }),
      JSON.stringify({ text: "c" }),
      "{",
    ].join("\n"),
  });
  const [file] = readLabelledPosts(folder);
  expect(file!.posts.map(({ lang }) => lang)).toEqual(["el", "en"]);
  expect(file!.posts.map(post => LABELS.filter((_, at) => post.labels[at]))).toEqual([
    ["music"],
    ["arts_&_culture", "music"],
  ]);
  expect(file!.rejected).toEqual({ no_labels: 1, malformed_line: 1 });
});

it("a file that nobody has seen is judged by cues and by the published model, in any language", async () => {
  const posts = [
    { text: "阪神タイガースが優勝！甲子園で試合を観戦した", topics: ["Sports"] },
    { text: "新しいアルバムとライブが楽しみ", topics: ["Music", "Diaries & Daily Life"] },
    { text: "ラーメンを食べた。美味しかった", topics: ["Food & Dining"] },
  ];
  const folder = folderWith({
    "ja_3.jsonl": posts.map(post => JSON.stringify(post)).join("\n"),
    "entity-topic-labels.csv":
      "entityId,entityDisplayName,topicId,topicDisplayName,label\nQ1,Real Madrid,1,Sports,1\nQ2,Real Madrid,2,Music,0\nQ3,_display_unknown_,2,Music,0\n",
  });
  const result = topicsResultSchema.parse(
    await evaluateTopics({ ...options(folder), population: FEW_PEOPLE }),
  );
  expect(result.experts?.joke_people).toBe(FEW_PEOPLE.jokesCount);
  expect(result.posts.map(({ how, lang, posts }) => [how, lang, posts])).toEqual([
    ["no_training", "ja", 3],
    ["frozen", "ja", 3],
  ]);
  expect(result.posts[0]!.macro_f1).toBeGreaterThan(0.6);
  expect(result.entities).toMatchObject([{ ontology: "renown-topics", labels: 2, given: 1, precision: 1 }]);
  expect(result.not_run).toMatchObject([{ name: "klout-topics" }]);
});

it("a folder without posts and entities is refused with what it should hold", async () => {
  await expect(evaluateTopics(options(folderWith({})))).rejects.toThrow(InputProblem);
  await expect(evaluateTopics(options(folderWith({ "a.jsonl": "{}\n" })))).rejects.toThrow(/no_text/);
});

suiteWhen(
  hasEvaluationData("topic-posts/en_1000.jsonl"),
  evaluationDataReason,
  "labelled posts, without training",
  () => {
    it.each([
      ["en_1000.jsonl", 0.4],
      ["es_1000.jsonl", 0.34],
    ])("%s: macro F1 of cues alone is above %f", (name, floor) => {
      const ontology = builtInOntology();
      const tagger = createOntologyTagger(ontology, () => null);
      const [file] = readLabelledPosts(join(evaluationDataDir, "topic-posts", name));
      const said = file!.posts.map(({ text, lang }) => {
        const weights = rollUp(ontology, tagger.tag({ text, lang, tags: [], links: [] }));
        return LABELS.map(label =>
          LABEL_AREAS[label]!.some(slug => (weights.get(`renown:${slug}`) ?? 0) >= 0.3),
        );
      });
      const figures = labelFigures(
        file!.posts.map(post => post.labels),
        said,
        1,
      );
      expect(figures.macro_f1).toBeGreaterThan(floor);
    });
  },
);

suiteWhen(
  hasEvaluationData("klout-topics/topics.csv"),
  evaluationDataReason,
  "the Klout Topic Ontology",
  () => {
    it("comes in whole, a second time as known, its protected branches sensitive", async () => {
      const dataDir = folderWith({});
      const folder = join(evaluationDataDir, "klout-topics");
      const first = await importKloutTopics(dataDir, folder);
      expect(first).toMatchObject({ topics: 8022, edges: 13424, names: 47925, isKnown: false });
      expect(first.rejected).toEqual({ unknown_topic: 26, no_parent: 11 });
      expect(await importKloutTopics(dataDir, folder)).toMatchObject({ isKnown: true });
      const ontology = readImportedOntology(dataDir, "klout-topics");
      expect(ontology.credit).toContain("Klout/Lithium");
      const isSensitive = (slug: string) => findTopic(ontology, slug)?.isSensitive;
      for (const slug of [
        "health-and-wellness-super",
        "cancer",
        "religion",
        "hinduism",
        "politics",
        "us-presidents",
      ])
        expect(isSensitive(slug), slug).toBe(true);
      for (const slug of ["lgbt", "same-sex-marriage", "labor-unions", "democratic-party", "porn"])
        expect(isSensitive(slug), slug).toBe(true);
      for (const slug of ["television", "music", "soccer", "food"])
        expect(isSensitive(slug), slug).toBe(false);
      expect(findTopic(ontology, "zumba")?.id).toBe("klout:2");
    });
  },
);
