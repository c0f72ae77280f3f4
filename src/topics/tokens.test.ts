import { expect, it } from "vitest";
import { foldText } from "./fold-text.ts";
import { segmentsOf } from "./post-segments.ts";
import { tokensOf } from "./tokens.ts";

const words = (text: string) => tokensOf(foldText(text));

it("case, accents, width and final sigma do not tell words apart, voicing marks do", () => {
  expect(words("CANCIÓN")).toEqual(words("cancion"));
  expect(words("Αγώνας")).toEqual(words("αγωνασ"));
  expect(words("ＮＢＡ")).toEqual(["nba"]);
  expect(words("ﾗｲﾌﾞ")).toEqual(words("ライブ"));
  expect(words("ハイク")).not.toEqual(words("バイク"));
});

it("scripts without spaces and emoji give one token a character", () => {
  expect(words("K-POPが好き")).toEqual(["k", "pop", "が", "好", "き"]);
  expect(words("goal⚽️!!👍🏽")).toEqual(["goal", "⚽", "👍"]);
  expect(words("grey's anatomy")).toEqual(["grey", "s", "anatomy"]);
});

it("hashtags split at capitals, addresses leave their host, handles are left out", () => {
  const cut = segmentsOf({
    text: "Hi @foodlover@example.social see https://www.espn.com/x #RealMadrid {@Real Betis@}",
    lang: null,
    tags: ["realmadrid", "F1_2026"],
    links: ["https://m.nba.com/y"],
  });
  expect(cut.segments).toEqual([
    { tokens: ["hi", "see", "real", "betis"], hashtag: null },
    { tokens: ["realmadrid"], hashtag: "realmadrid" },
    { tokens: ["f1", "2026"], hashtag: "f12026" },
  ]);
  expect(cut.hosts).toEqual(["espn.com", "m.nba.com"]);
});
