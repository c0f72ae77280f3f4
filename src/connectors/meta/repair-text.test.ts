import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { repairText, repairTexts } from "./repair-text.ts";

const SEED = { seed: 5, numRuns: 500 };
/** Any text without halves of characters. */
const text = fc.string({ unit: "grapheme" }).filter(value => !/[\ud800-\udfff]/u.test(value));
/** `value` with each byte of its UTF-8 as a character of its own. */
const faulty = (value: string) => Buffer.from(value, "utf8").toString("latin1");

describe("text of an export of Meta's", () => {
  it("comes back as it was written, whatever it was", () => {
    fc.assert(
      fc.property(text, value => {
        expect(repairText(faulty(value))).toBe(value);
      }),
      SEED,
    );
  });

  it("is left alone where it is correct: beyond Latin-1, or no UTF-8 as bytes", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const correct = `${before}→${after}`;
        expect(repairText(correct)).toBe(correct);
      }),
      SEED,
    );
    const letters = fc.string({ unit: fc.constantFrom("é", "ü", "ß", "a", " ") });
    fc.assert(
      fc.property(letters, value => {
        expect(repairText(value)).toBe(value);
      }),
      SEED,
    );
  });

  it("is repaired at every depth, names of fields too, and nothing else is touched", () => {
    const value = { [faulty("Prénom")]: [faulty("Åda"), 7, null, true, { inner: faulty("blåbær 🫐") }] };
    expect(repairTexts(value)).toEqual({ Prénom: ["Åda", 7, null, true, { inner: "blåbær 🫐" }] });
  });
});
