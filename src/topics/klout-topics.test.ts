import { expect, it } from "vitest";
import { kloutTopics } from "./klout-topics.ts";
import { ancestorIds, findTopic } from "./ontology.ts";
import { buildOntology } from "./parse-ontology.ts";

const topic = (topicId: string, topicSlug: string, wikiItemId = "") => ({
  topicId,
  topicSlug,
  topicDisplayName: topicSlug.toUpperCase(),
  wikiItemId,
});
const edge = (parentTopicId: string, childTopicId: string) => ({ parentTopicId, childTopicId });

it("children of the root become areas, ids keep their numbers, and every parent counts", () => {
  const found = kloutTopics({
    topics: [
      topic("18446744073709551615", "art"),
      topic("2", "well-being", "Q12147"),
      topic("3", "Yoga!"),
      topic("4", "hatha"),
    ],
    edges: [
      edge("0", "0"),
      edge("0", "18446744073709551615"),
      edge("0", "2"),
      edge("18446744073709551615", "3"),
      edge("2", "3"),
      edge("3", "4"),
    ],
    names: [
      { topicId: "3", language: "es", topicDisplayName: "Yoga en casa" },
      { topicId: "3", language: "en", topicDisplayName: "Yoga" },
    ],
  });
  const ontology = buildOntology(found.ontology.about, found.ontology.areas);
  expect(ontology.credit).toMatch(/Klout Topic Ontology, Klout\/Lithium/);
  const yoga = findTopic(ontology, "yoga")!;
  expect(yoga).toMatchObject({
    id: "klout:3",
    parentIds: ["klout:18446744073709551615", "klout:2"],
    names: { en: "YOGA!", es: "Yoga en casa" },
    isSensitive: true,
  });
  expect(ancestorIds(ontology, "klout:4")).toContain("klout:2");
  expect(findTopic(ontology, "hatha")!.isSensitive).toBe(true);
  expect(findTopic(ontology, "art")!.isSensitive).toBe(false);
  expect(yoga.cues.find(({ lang }) => lang === "en")).toMatchObject({ text: "YOGA!", isAmbiguous: true });
  expect(found).toMatchObject({ topicCount: 4, edgeCount: 5, nameCount: 2, rejected: {} });
});

it("rows that fit nothing are counted by reason", () => {
  const found = kloutTopics({
    topics: [
      topic("1", "art"),
      topic("1", "art"),
      topic("2", "lost"),
      { ...topic("3", "x"), topicDisplayName: "" },
    ],
    edges: [edge("0", "1"), edge("1", "9")],
    names: [{ topicId: "9", language: "es", topicDisplayName: "nada" }],
  });
  expect(found.rejected).toEqual({ duplicate_topic: 1, no_name: 1, unknown_topic: 2, no_parent: 1 });
  expect(found.topicCount).toBe(1);
});
