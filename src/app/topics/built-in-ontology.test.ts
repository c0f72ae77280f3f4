import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { LABEL_AREAS, LABELS } from "../../topics/labels.ts";
import { areaIds, findTopic } from "../../topics/ontology.ts";
import { ontologyFingerprint } from "../../topics/ontology-fingerprint.ts";
import { builtInOntology } from "./built-in-ontology.ts";
import { loadLabelModel, loadTopicTagger } from "./load-topic-tagger.ts";

const ontology = builtInOntology();
const topics = [...ontology.topics.values()];
const areas = topics.filter(({ level }) => level === "area");

describe("the built-in ontology", () => {
  it("has its areas and topics under ids and slugs that stay", () => {
    expect(areas).toHaveLength(25);
    expect(topics.length - areas.length).toBe(255);
    const ids = topics.map(({ id, slug }) => `${id} ${slug}`).sort();
    // Ids stand in lakes and links. A topic may be added, and then this hash; none may be renamed or dropped.
    expect(createHash("sha256").update(ids.join("\n")).digest("hex")).toBe(
      "34b1f19b448f5cf223af833248924310c48764f0dedff74c225be7110467fa25",
    );
  });

  it("gives every area words in eight languages and a name in seven more than English", () => {
    for (const { slug, cues, names } of areas) {
      const langs = new Set(cues.filter(({ kind }) => kind !== "name").map(({ lang }) => lang));
      const wanted =
        slug === "politics" || slug === "religion"
          ? ["en", "es", "ja", "el"]
          : ["en", "es", "ja", "el", "fr", "de", "pt", "it"];
      for (const lang of wanted) expect(langs, `${slug} ${lang}`).toContain(lang);
      expect(Object.keys(names), slug).toEqual(
        expect.arrayContaining(["es", "fr", "de", "pt", "it", "ja", "el"]),
      );
    }
  });

  it.each(["mental-health", "christianity", "lgbtq", "race-and-ethnicity", "labour-unions", "us-politics"])(
    "marks %s as sensitive",
    slug => {
      expect(findTopic(ontology, slug)).toMatchObject({ isSensitive: true });
    },
  );

  it.each(["television", "fitness", "news-and-society", "food-and-drink", "running"])(
    "leaves %s open",
    slug => {
      expect(findTopic(ontology, slug)).toMatchObject({ isSensitive: false });
    },
  );

  it("has areas for every label of the evaluation, each for one label only", () => {
    const slugs = LABELS.flatMap(label => LABEL_AREAS[label]!);
    for (const slug of slugs) expect(findTopic(ontology, slug)?.level).toBe("area");
    expect(new Set(slugs).size).toBe(slugs.length);
  });
});

describe("the fitted tagger", () => {
  it("was fitted on this ontology: other cues need a new fit and a new id", () => {
    expect(loadLabelModel().file.ontology_fingerprint).toBe(ontologyFingerprint(ontology));
  });

  it("keeps no word of a post: its weights are figures of areas and of hash buckets", () => {
    const { file, hashed } = loadLabelModel();
    expect(file.labels.map(({ label }) => label)).toEqual(LABELS);
    expect(hashed.length).toBe(LABELS.length * file.hash_buckets);
    expect(file.labels.every(({ weights }) => weights.length === areas.length * 3 + 7)).toBe(true);
  });

  it("gives areas by the model and topics below them with their words", () => {
    const tagger = loadTopicTagger();
    const given = tagger.tag({
      text: "What a goal by Messi, this world cup final is the best football match ever",
      lang: "en",
      tags: [],
      links: [],
    });
    expect(given[0]).toMatchObject({ topicId: "renown:sports" });
    expect(given[0]!.evidence[0]).toMatchObject({ kind: "model", matched: "topic-tagger-1" });
    const football = given.find(({ topicId }) => topicId === "renown:football");
    expect(football?.evidence.map(({ matched }) => matched)).toContain("messi");
    expect(areaIds(ontology, "renown:football")).toEqual(["renown:sports"]);
    expect(given.every(({ weight }) => weight > 0 && weight <= 1)).toBe(true);
  });
});
