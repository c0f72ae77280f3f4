import { describe, expect, it } from "vitest";
import { VOCABULARY_INPUT_NAMES, VOCABULARY_INPUTS } from "../vocabularies/inputs.ts";
import { briefVocabularies } from "./brief-vocabulary.ts";
import { vocabularyAnswers } from "./vocabulary-answer.ts";
import { vocabularyText } from "./vocabulary-text.ts";

/** Numbers in 0..1 that are the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe("the text of the older vocabularies", () => {
  it("is that of the object, whatever was observed and however large it is", () => {
    const random = seeded(7);
    const sizes = [0, 1, 2.5, 40, 999, 123_456, 1e9, 1e300, Number.MAX_VALUE];
    for (let round = 0; round < 400; round++) {
      const observedShare = random();
      const rows = { account_features: {}, account_style: {} } as Record<string, Record<string, unknown>>;
      for (const name of VOCABULARY_INPUT_NAMES) {
        const { mart } = VOCABULARY_INPUTS[name];
        const value = Math.floor(random() * sizes[Math.floor(random() * sizes.length)]!);
        if (mart !== null) rows[mart]![name] = random() < observedShare ? value : null;
      }
      const features = rows["account_features"]!;
      const style = random() < 0.1 ? null : rows["account_style"]!;
      const score = random() < 0.3 ? null : 100 * random();
      expect(vocabularyText({ features } as never, style, score)).toBe(
        JSON.stringify(briefVocabularies(vocabularyAnswers({ features } as never, style, score))),
      );
    }
  });
});
