import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dossierSubjectCase, HOSTILE_NAME, NOT_ENOUGH_ANSWER } from "../../../test/support/dossier-cases.ts";
import { packagePath } from "../../platform/package-root.ts";
import { cardSvg } from "./card.ts";
import { cardValues } from "./card-values.ts";
import { coveredText } from "./covered-text.ts";

const VALUES = cardValues(dossierSubjectCase().answer);
const textsOf = (svg: string) => [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);

describe("cardSvg", () => {
  it("shows name, handle, the range, what it means, coverage, time and intended use", () => {
    expect(textsOf(cardSvg(VALUES))).toEqual([
      "Renown",
      "Maya Rivers",
      "x:@maya",
      "47 to 58",
      "of 100, 90 % certain",
      "People act on what it posts more than on 81 % of 12,000 drawn",
      "accounts.",
      "coverage 87 %  ·  as of 31 Oct 2026  ·  model renown-2026-12",
      "One signal among many.",
    ]);
  });

  it("shows no number without enough data, but the reason", () => {
    const texts = textsOf(cardSvg(cardValues(NOT_ENOUGH_ANSWER)));
    expect(texts).toContain("Not enough data");
    expect(texts).toContain("Too little evidence: two people acted.");
    expect(texts.join(" ")).not.toMatch(/of 100|\d to \d/);
  });

  it("puts the handle, or else the id, in place of a name that the font cannot draw", () => {
    expect(textsOf(cardSvg({ ...VALUES, name: "مريم" })).slice(1, 3)).toEqual(["x:@maya", "x:@maya"]);
    expect(textsOf(cardSvg({ ...VALUES, name: "田中", handle: "@田中@例え.jp" })).slice(1, 3)).toEqual([
      "x:1",
      "x:1",
    ]);
    expect(textsOf(cardSvg({ ...VALUES, name: "Zoë 🎬 Жук" }))[1]).toBe("Zoë Жук");
  });

  it("cuts long names to its width and is harmless with hostile ones", () => {
    const svg = cardSvg({
      ...VALUES,
      name: "W".repeat(300),
      handle: `<script>${"i".repeat(300)}`,
      meaning: HOSTILE_NAME,
    });
    expect(textsOf(svg)[1]).toMatch(/^W{10,18}…$/);
    expect(svg).not.toContain("<script");
    expect(svg.match(/<text/g)).toHaveLength(svg.match(/<\/text>/g)!.length);
  });

  it("marks a range at the very end inside its scale", () => {
    const [, x, width] = /fill="#2b3947"\/><rect x="([\d.]+)" y="\d+" width="([\d.]+)"/.exec(
      cardSvg({ ...VALUES, range: { low: 99.9, high: 100, level: 0.9 } }),
    )!;
    expect(Number(x) + Number(width)).toBeLessThanOrEqual(1120);
  });
});

describe("coveredText", () => {
  it("takes only letters that both bundled fonts hold", () => {
    for (const font of ["inter-regular.ttf", "inter-bold.ttf"]) {
      const held = lettersOf(readFileSync(packagePath("assets", "fonts", font)));
      const missing: string[] = [];
      for (let code = 0x20; code < 0x3000; code++) {
        const letter = String.fromCodePoint(code);
        const kept = coveredText(`a${letter}a`);
        for (const each of kept ?? "") if (!held.has(each.codePointAt(0)!)) missing.push(code.toString(16));
      }
      expect(missing).toEqual([]);
    }
  });

  it("leaves out emoji and answers null when other letters would be missing", () => {
    expect(coveredText("Ada 👩‍🚀🇳🇴 1️⃣")).toBe("Ada 1");
    for (const text of ["", "🎬", "ada مريم", "\u0000"]) expect(coveredText(text)).toBeNull();
  });
});

/** Code points of a TrueType font, from the format 4 table of its character map. */
function lettersOf(font: Buffer): Set<number> {
  const tables = font.readUInt16BE(4);
  const records = Array.from({ length: tables }, (_, i) => 12 + 16 * i);
  const cmap = font.readUInt32BE(records.find(at => font.toString("latin1", at, at + 4) === "cmap")! + 8);
  const subtables = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, i) => {
    return cmap + font.readUInt32BE(cmap + 8 + 8 * i);
  });
  const table = subtables.find(at => font.readUInt16BE(at) === 4)!;
  const segments = font.readUInt16BE(table + 6) / 2;
  const letters = new Set<number>();
  for (let i = 0; i < segments; i++) {
    const end = font.readUInt16BE(table + 14 + 2 * i);
    const start = font.readUInt16BE(table + 16 + 2 * segments + 2 * i);
    for (let code = start; code <= end && code < 0xffff; code++) letters.add(code);
  }
  return letters;
}
