import { expect, it } from "vitest";
import { createFittedTagger } from "../../topics/fitted-tagger.ts";
import { toLabelModel } from "../../topics/label-model.ts";
import { LABELS } from "../../topics/labels.ts";
import { builtInOntology } from "./built-in-ontology.ts";
import { crossValidated, fitLabelModel } from "./fit-label-model.ts";

const SUBJECTS = {
  music: ["the new album", "a guitar concert", "this playlist of songs", "the drummer of the band"],
  sports: ["the playoffs", "a great touchdown", "the stadium and the coach", "the champions league"],
} as const;

const posts = Object.entries(SUBJECTS).flatMap(([label, subjects]) =>
  subjects.flatMap((subject, at) =>
    ["Thinking about", "Nothing beats", "All day long:", "Again", "I missed"].map(opening => ({
      text: `${opening} ${subject} number ${at}`,
      lang: "en",
      labels: LABELS.map(name => name === label),
    })),
  ),
);
const ontology = builtInOntology();

it("a model fitted on posts tags a post that it has not seen, in another language too", () => {
  const { file, bytes } = fitLabelModel("tiny-tagger", posts, ontology);
  const tagger = createFittedTagger(toLabelModel(file, bytes), ontology, () => null);
  expect(tagger.id).toBe("tiny-tagger+renown-topics");
  const areas = (text: string, lang: string) =>
    tagger
      .tag({ text, lang, tags: [], links: [] })
      .filter(({ evidence }) => evidence[0]!.kind === "model")
      .map(({ topicId }) => topicId);
  expect(areas("Two albums by one singer", "en")).toEqual(["renown:music"]);
  expect(areas("新しいアルバムとライブ", "ja")).toEqual(["renown:music"]);
  expect(areas("甲子園で優勝した選手", "ja")).toEqual(["renown:sports"]);
});

it("a model that was fitted on another ontology is refused", () => {
  const { file, bytes } = fitLabelModel("tiny-tagger", posts, ontology);
  const other = { ...file, ontology_fingerprint: "0" };
  expect(() => createFittedTagger(toLabelModel(other, bytes), ontology, () => null)).toThrow(
    /another version of renown-topics/,
  );
  expect(() => toLabelModel(file, bytes.subarray(1))).toThrow(/weights.bin/);
});

it("cross-validation judges every post once, by a fit that has not seen it", () => {
  const folds: number[] = [];
  const said = crossValidated(posts, ontology, done => folds.push(done));
  expect(folds).toEqual([1, 2, 3, 4, 5]);
  const right = posts.filter(({ labels }, at) => labels.every((label, l) => label === said[at]![l]));
  expect(right.length).toBeGreaterThan(0.9 * posts.length);
});
