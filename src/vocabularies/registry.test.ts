import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { VOCABULARY_INPUT_NAMES, VOCABULARY_INPUTS, type VocabularyInputs } from "./inputs.ts";
import type { MeasureDefinition } from "./measure.ts";
import { VOCABULARIES, VOCABULARY_NAMES, vocabularyClass, vocabularyMeasures } from "./registry.ts";

const anyValue = fc.oneof(
  fc.constantFrom(null, undefined, 0, 1, -3, Number.NaN, Number.POSITIVE_INFINITY),
  fc.double({ min: 0, max: 1e15, noNaN: true }),
  fc.nat({ max: 200 }),
);
const anyInputs = fc
  .record(Object.fromEntries(VOCABULARY_INPUT_NAMES.map(name => [name, anyValue])), { requiredKeys: [] })
  .map(inputs => inputs as VocabularyInputs);

const document = readFileSync(new URL("../../docs/vocabularies.md", import.meta.url), "utf8").replaceAll(
  / +\|/g,
  " |",
);
const definitions = VOCABULARY_NAMES.flatMap(vocabulary =>
  VOCABULARIES[vocabulary].measures.map(definition => ({ vocabulary, definition })),
);

/** The line of the documentation for a measure. */
function documentedRow({
  name,
  label,
  unit,
  range,
  meaning,
  ours,
  requires,
  optional,
}: MeasureDefinition): string {
  const needs = requires.map(group => group.map(input => `\`${input}\``).join(" or ")).join("; ");
  const also =
    optional.length === 0 ? "" : `; where known ${optional.map(input => `\`${input}\``).join(", ")}`;
  const limits = `${range.min} to ${range.max ?? "no limit"}`;
  return `| ${label} | \`${name}\` | ${limits} | ${unit} | ${meaning} | ${ours ?? "nothing"} | ${needs}${also} |`;
}

describe("every older vocabulary", () => {
  it("keeps its ranges whatever the inputs, and gives either a value or a reason", () => {
    fc.assert(
      fc.property(anyInputs, inputs => {
        for (const name of VOCABULARY_NAMES) {
          for (const { value, reason, range } of vocabularyMeasures(name, inputs)) {
            expect((value === null) === (reason !== null)).toBe(true);
            if (value === null) continue;
            expect(value).toBeGreaterThanOrEqual(range.min);
            expect(value).toBeLessThanOrEqual(range.max ?? Number.MAX_VALUE);
          }
          const found = vocabularyClass(name, inputs);
          expect((found.name === null) === (found.reason !== null)).toBe(true);
          if (found.name !== null) expect(VOCABULARIES[name].classNames).toContain(found.name);
          for (const { value } of found.axes) if (value !== null) expect(value >= 0 && value <= 1).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each(definitions)(
    "$vocabulary: $definition.name is null with the reason when a required input is missing, never 0",
    ({ vocabulary, definition }) => {
      const everything = Object.fromEntries(VOCABULARY_INPUT_NAMES.map(input => [input, 5]));
      const measureOf = (inputs: VocabularyInputs) =>
        vocabularyMeasures(vocabulary, inputs).find(measure => measure.name === definition.name)!;
      expect(measureOf(everything)).toMatchObject({ value: expect.any(Number), reason: null });
      for (const group of definition.requires) {
        const missing = Object.fromEntries(group.map(input => [input, null]));
        const { value, reason, evidence } = measureOf({ ...everything, ...missing });
        expect(value).toBeNull();
        expect(reason).toMatch(/Not observed|not enough data/);
        for (const input of group) expect(evidence).not.toContain(input);
      }
    },
  );

  it("reads no input that it does not name: others change nothing", () => {
    const known = Object.fromEntries(VOCABULARY_INPUT_NAMES.map(input => [input, 40]));
    for (const { vocabulary, definition } of definitions) {
      const { name, requires, optional } = definition;
      const named = new Set<string>([...requires.flat(), ...optional]);
      const alone = Object.fromEntries(Object.entries(known).filter(([input]) => named.has(input)));
      const value = (inputs: VocabularyInputs) =>
        vocabularyMeasures(vocabulary, inputs).find(measure => measure.name === name)!.value;
      expect(value(alone)).toBe(value(known));
    }
  });

  it("is documented, measure by measure, with every input and class", () => {
    for (const { definition } of definitions) expect(document).toContain(documentedRow(definition));
    for (const [name, { unit, says, mart }] of Object.entries(VOCABULARY_INPUTS))
      expect(document).toContain(
        `| \`${name}\` | ${unit} | ${says} | ${mart === null ? "the answer" : `\`${mart}\``} |`,
      );
    for (const name of VOCABULARY_NAMES)
      for (const found of VOCABULARIES[name].classNames) expect(document).toContain(found);
  });
});
