import { describe, expect, it } from "vitest";
import { createOntologyTagger } from "./ontology-tagger.ts";
import { aboutFileSchema, areaFileSchema, buildOntology } from "./parse-ontology.ts";
import { rollUp } from "./roll-up.ts";

const ontology = buildOntology(aboutFileSchema.parse({ id: "tiny-topics", version: 1, credit: null }), [
  areaFileSchema.parse({
    area: "sports",
    name: "Sports",
    words: {
      en: ["goal?", "match?", "athlet*", "team~", "fans~", "squad~"],
      es: ["partido"],
      ja: ["試合", "服"],
    },
    emoji: ["⚽"],
    hosts: ["espn.com"],
    topics: {
      football: { name: "Football", words: ["world cup", "real madrid"], tags: ["mufc"] },
      tennis: { name: "Tennis", names: { es: "Tenis" }, words: ["grand slam"] },
    },
  }),
  areaFileSchema.parse({
    area: "food",
    name: "Food",
    words: { en: ["cup?", "pan"], fr: ["pain"] },
    topics: { drinks: { name: "Drinks", words: ["cup of tea", "tea?"] } },
  }),
]);
const tagger = createOntologyTagger(ontology, () => null);

function tag(text: string, lang: string | null = "en", tags: string[] = [], links: string[] = []) {
  return tagger.tag({ text, lang, tags, links });
}
function slugs(text: string, lang: string | null = "en") {
  return tag(text, lang).map(({ topicId }) => topicId.replace("tiny:", ""));
}

describe("cues", () => {
  it("give the topic with the words that matched as evidence", () => {
    expect(tag("The FOOTBALL is back")).toEqual([
      {
        topicId: "tiny:football",
        weight: expect.closeTo(0.7, 12),
        evidence: [{ kind: "name", matched: "football", weight: 0.7 }],
      },
    ]);
  });

  it("are whole words, with any ending only where the ontology says so", () => {
    expect(slugs("footballing")).toEqual([]);
    expect(slugs("athletics and athletes")).toEqual(["sports"]);
    expect(slugs("triathlete")).toEqual([]);
  });

  it("take the longest phrase, so that its words do not speak for something else", () => {
    expect(slugs("a cup of tea")).toEqual(["drinks"]);
    expect(slugs("world cup tea")).toEqual(["football"]);
  });

  it("that are ambiguous need another cue of their area", () => {
    expect(slugs("a match")).toEqual([]);
    expect(slugs("a goal in the match")).toEqual(["sports"]);
    expect(slugs("a goal, football!")).toEqual(["football", "sports"]);
    expect(slugs("a goal and some pan")).toEqual(["food"]);
  });

  it("that are weak need to be three", () => {
    expect(slugs("team fans")).toEqual([]);
    expect(slugs("team squad fans")).toEqual(["sports"]);
    expect(slugs("team team team")).toEqual([]);
  });

  it("are read in the post's language, and anywhere when it is unknown", () => {
    expect(slugs("el partido", "es")).toEqual(["sports"]);
    expect(slugs("el partido", "en")).toEqual([]);
    expect(slugs("le pain", "fr")).toEqual(["food"]);
    expect(slugs("pain", "en")).toEqual([]);
    expect(slugs("el partido", null)).toEqual(["sports"]);
  });

  it("are found in Japanese without spaces, single characters only as words", () => {
    expect(slugs("昨日の試合は最高", "ja")).toEqual(["sports"]);
    expect(slugs("克服した", "ja")).toEqual([]);
    expect(slugs("この服が好き", "ja")).toEqual(["sports"]);
  });

  it("come from hashtags, whole or split, from hosts below a site, and from emoji", () => {
    expect(tag("", "en", ["RealMadrid"])[0]).toMatchObject({
      topicId: "tiny:football",
      evidence: [{ kind: "hashtag", matched: "#realmadrid" }],
    });
    expect(tag("#GrandSlamNight")[0]).toMatchObject({ topicId: "tiny:tennis" });
    expect(tag("#MUFC")[0]).toMatchObject({ topicId: "tiny:football", weight: 0.8 });
    expect(tag("", "en", [], ["https://www.africa.espn.com/a"])[0]).toMatchObject({
      topicId: "tiny:sports",
      evidence: [{ kind: "host", matched: "africa.espn.com" }],
    });
    expect(tag("", "en", [], ["https://notespn.com/a"])).toEqual([]);
    expect(slugs("⚽️")).toEqual(["sports"]);
  });

  it("join as independent reasons, heaviest topic first", () => {
    const [first, second] = tag("football at the world cup, athletes");
    expect(first).toMatchObject({ topicId: "tiny:football", weight: expect.closeTo(0.91, 12) });
    expect(second).toMatchObject({ topicId: "tiny:sports", weight: expect.closeTo(0.6, 12) });
  });
});

it("rolled up, an area weighs as much as the strongest topic below it", () => {
  const weights = rollUp(ontology, tag("football and tennis with athletes"));
  expect(weights.get("tiny:sports")).toBeCloseTo(0.7, 12);
  expect(weights.get("tiny:food")).toBeUndefined();
});
