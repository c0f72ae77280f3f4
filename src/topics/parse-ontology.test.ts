import { expect, it } from "vitest";
import { ConfigProblem } from "../domain/errors.ts";
import { ancestorIds, areaIds, findTopic } from "./ontology.ts";
import { aboutFileSchema, areaFileSchema, buildOntology } from "./parse-ontology.ts";
import { isSensitiveSubject } from "./sensitive-subjects.ts";

const about = aboutFileSchema.parse({ id: "tiny-topics", version: 1, credit: null });
const area = (file: object) => areaFileSchema.parse(file);
const build = (...files: object[]) => buildOntology(about, files.map(area));

it("ids follow from slugs, and an id that the file gives stays", () => {
  const ontology = build({ area: "art", name: "Art", topics: { film: { name: "Film", id: "other:7" } } });
  expect([...ontology.topics.keys()]).toEqual(["tiny:art", "other:7"]);
  expect(findTopic(ontology, "film")?.id).toBe("other:7");
  expect(areaIds(ontology, "other:7")).toEqual(["tiny:art"]);
});

it("what lies below a sensitive topic is sensitive, through any of its parents", () => {
  const ontology = build(
    { area: "wellbeing", name: "Wellbeing", sensitive: true, topics: {} },
    {
      area: "sport",
      name: "Sport",
      topics: {
        spinning: { name: "Spinning", parents: ["gym"] },
        gym: { name: "Gym", parents: ["sport", "wellbeing"] },
        judo: { name: "Judo" },
      },
    },
  );
  const sensitive = [...ontology.topics.values()].filter(topic => topic.isSensitive);
  expect(sensitive.map(topic => topic.slug)).toEqual(["wellbeing", "gym", "spinning"]);
  expect(ancestorIds(ontology, "tiny:spinning")).toEqual(["tiny:gym", "tiny:sport", "tiny:wellbeing"]);
});

it.each([
  ["health", "Q1"],
  ["gay-rights", null],
  ["anything", "Q9174"],
  ["labor-unions", null],
  ["catholicism", null],
  ["us-elections", null],
  ["hispanic-culture", null],
])("%s (%s) is sensitive by itself", (slug, wikidataId) => {
  expect(isSensitiveSubject({ slug, name: slug, wikidataId })).toBe(true);
});

it.each(["music", "credit-union", "sussex", "jewelry", "christopher-nolan", "race-walking", "western-union"])(
  "%s is not",
  slug => {
    expect(isSensitiveSubject({ slug, name: slug, wikidataId: "Q1" })).toBe(false);
  },
);

it("a slug that stands twice, a parent that is missing and a circle are refused by name", () => {
  const twice = { area: "a", name: "A", topics: { b: { name: "B" } } };
  expect(() => build(twice, { area: "b", name: "B" })).toThrow(/"b" stands twice/);
  const lost = { area: "a", name: "A", topics: { b: { name: "B", parents: ["c"] } } };
  expect(() => build(lost)).toThrow(/"b" names the parent "c"/);
  const circle = {
    area: "a",
    name: "A",
    topics: { b: { name: "B", parents: ["c"] }, c: { name: "C", parents: ["b"] } },
  };
  expect(() => build(circle)).toThrow(ConfigProblem);
});

it("marks behind a word say how it counts", () => {
  const ontology = build({ area: "a", name: "Ay", words: { en: ["goal?", "athlet*", "team~", "big win"] } });
  const cues = findTopic(ontology, "a")!.cues;
  expect(cues.map(cue => [cue.kind, cue.text, cue.isAmbiguous, cue.isStem, cue.isWeak])).toEqual([
    ["alias", "goal", true, false, false],
    ["alias", "athlet", false, true, false],
    ["alias", "team", false, false, true],
    ["phrase", "big win", false, false, false],
    ["name", "Ay", false, false, false],
  ]);
});
