import { describe, expect, it } from "vitest";
import { QUALITIES } from "../qualities/registry.ts";
import type { StoredAccount } from "../snapshot/contract.ts";
import { qualityAnswer } from "./answer-qualities.ts";
import { briefQuality } from "./quality-answer.ts";
import { qualityTerms } from "./quality-terms.ts";

const account = { network: "x", accountId: "1", handle: "maya", features: {} } as unknown as StoredAccount;

describe("what the qualities are called and mean", () => {
  it.each(QUALITIES)("$name has in its terms all that a brief answer leaves out", quality => {
    const row = Object.fromEntries([quality, ...quality.parts].map(({ name }, place) => [name, place / 8]));
    for (const of of [row, {}]) {
      const whole = qualityAnswer(quality, account, { row: of, standings: {}, posts: [] });
      const { label, comparative, unit, parts } = qualityTerms()[quality.name];
      const brief = briefQuality(whole);
      expect(Object.keys(brief)).not.toContain("label");
      expect(brief.unit).toBe(unit);
      expect({
        ...brief,
        ...{ label, comparative },
        parts: brief.parts.map((part, place) => ({ ...part, ...parts[place] })),
      }).toEqual(whole);
    }
  });
});
