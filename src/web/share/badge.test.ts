import { describe, expect, it } from "vitest";
import { HOSTILE_NAME } from "../../../test/support/dossier-cases.ts";
import { type BadgeValues, badgeSvg, unknownBadgeSvg } from "./badge.ts";
import { scoreWithGive } from "./score-words.ts";

const VALUES: BadgeValues = {
  handle: "x:@ines",
  score: 41.2,
  interval: { low: 37.2, high: 45.1, level: 0.9 },
  coverage: 0.874,
  as_of: "2026-10-31T00:00:00.000Z",
  model: "renown-2026-12",
  intended_use: "One signal among many.",
};
const textsOf = (svg: string) => [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);

describe("badgeSvg", () => {
  it("says the score with its range, never alone, and the rest in its title", () => {
    const svg = badgeSvg(VALUES);
    expect(textsOf(svg)).toEqual(["Renown", "41 ± 4"]);
    expect(svg).toContain(
      "<title>Renown of x:@ines: 37.2 to 45.1 with 90 % certainty, coverage 87 %, as of 31 Oct 2026, " +
        "model renown-2026-12. One signal among many.</title>",
    );
  });

  it("says so without enough data, and for who is unknown", () => {
    expect(textsOf(badgeSvg({ ...VALUES, score: null, interval: null }))).toEqual([
      "Renown",
      "not enough data",
    ]);
    expect(textsOf(unknownBadgeSvg())).toEqual(["Renown", "unknown"]);
  });

  it("is small, whole and harmless with a hostile handle", () => {
    const svg = badgeSvg({ ...VALUES, handle: HOSTILE_NAME });
    expect(svg.length).toBeLessThan(1800);
    expect(svg).not.toMatch(/<script|\u202e|<\/title><\/style>/);
    expect(svg.match(/<title>[^<]*<\/title>/g)).toHaveLength(1);
  });

  it("has text that stands out from its ground by more than 4.5 to 1", () => {
    const grounds = [badgeSvg(VALUES), unknownBadgeSvg()].flatMap(svg =>
      [...svg.matchAll(/<path [^>]*fill="(#\w{6})"/g)].map(([, fill]) => fill!),
    );
    expect(grounds).toHaveLength(4);
    for (const ground of grounds) expect(contrastWithWhite(ground)).toBeGreaterThan(4.5);
  });
});

describe("scoreWithGive", () => {
  it.each([
    [41.2, 37.2, 45.1, "41 ± 4"],
    [58.55, 58.2, 59, "58.5 ± 0.4"],
    [95, 95, 95, "95.0 ± 0.1"],
    [0, 0, 3, "0 ± 2"],
  ])("of %d within %d to %d is %s", (score, low, high, text) => {
    expect(scoreWithGive(score, { low, high })).toBe(text);
  });
});

/** Contrast of white on a colour, after WCAG 2.2. */
function contrastWithWhite(colour: string): number {
  const [r, g, b] = [1, 3, 5]
    .map(at => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 1.05 / (0.2126 * r! + 0.7152 * g! + 0.0722 * b! + 0.05);
}
