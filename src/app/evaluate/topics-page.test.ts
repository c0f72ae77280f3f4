import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { packagePath } from "../../platform/package-root.ts";
import { LABEL_AREAS } from "../../topics/labels.ts";
import { TOPIC_TAGGER_ID } from "../topics/load-topic-tagger.ts";
import { topicsPage, withLabelTables } from "./topics-page.ts";
import { topicsResultSchema } from "./topics-result.ts";

const read = (...parts: readonly string[]) => readFileSync(packagePath(...parts), "utf8");
const published = topicsResultSchema.parse(JSON.parse(read("weights", TOPIC_TAGGER_ID, "evaluation.json")));

it("docs/topics-evaluation.md is what the script writes from evaluation.json", () => {
  expect(topicsPage(published)).toBe(read("docs", "topics-evaluation.md"));
});

it("the model card holds the figures of each label", () => {
  const card = read("MODEL_CARD.md");
  expect(withLabelTables(card, published)).toBe(card);
  expect(() => withLabelTables("no place", published)).toThrow(RangeError);
});

it("the published figures meet their floors: 0.30 without training and 0.45 fitted, in English", () => {
  const english = published.posts.filter(({ lang }) => lang === "en");
  expect(english.find(({ how }) => how === "no_training")!.macro_f1).toBeGreaterThan(0.3);
  expect(english.find(({ how }) => how === "five_fold")!.macro_f1).toBeGreaterThan(0.45);
});

it("docs/topics.md maps labels to areas as the code does", () => {
  const rows = [
    ...read("docs", "topics.md")
      .split("## Labels")[1]!
      .matchAll(/^\| `([a-z_&]+)` +\| ([a-z, -]+?) +\|$/gm),
  ];
  expect(Object.fromEntries(rows.map(([, label, areas]) => [label!, areas!.split(", ")]))).toEqual(
    LABEL_AREAS,
  );
});
