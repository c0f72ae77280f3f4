import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyEvidence, evidenceOf, publishedModel } from "../../test/support/account-evidence.ts";
import { PAID_FEATURE_NAMES } from "../features/registry.ts";
import type { FeatureVector } from "./account-evidence.ts";
import { scoreAccount } from "./score-account.ts";
import { type ForeseenAct, whatIf, whatIfActed } from "./what-if.ts";

const model = publishedModel();
const usual = Object.fromEntries(
  PAID_FEATURE_NAMES.map(name => [name, name === "people_rank" ? 1 : 5]),
) as FeatureVector;
const account = { evidence: evidenceOf(usual), followersCount: 1000 };

const anyAct: fc.Arbitrary<ForeseenAct> = fc.record({
  who: fc.constant("x:@someone"),
  standingGain: fc.double({ min: 0, max: 1000, noNaN: true }),
  peopleGain: fc.double({ min: 0, max: 1, noNaN: true }),
  isNewNotable: fc.boolean(),
});
const strong: ForeseenAct = {
  who: "x:@someone",
  standingGain: 40,
  peopleGain: 1,
  isNewNotable: true,
};

describe("whatIf", () => {
  it("never takes points away, lists the largest first, and keeps to its limit", () => {
    const anyFollowers = fc.option(fc.integer({ min: 0, max: 1e7 }));
    fc.assert(
      fc.property(anyEvidence(), anyFollowers, fc.option(anyAct), (drawn, followersCount, alike) => {
        const evidence = { ...drawn, hasEnoughEvidence: true };
        const steps = whatIf({ evidence, followersCount }, model, { alike, limit: 20 });
        expect(whatIf({ evidence, followersCount }, model, { alike, limit: 3 })).toEqual(steps.slice(0, 3));
        for (const [i, step] of steps.entries()) {
          expect(step.points).toBeGreaterThan(0);
          expect(step.to).toBeGreaterThanOrEqual(step.from);
          expect(step.points).toBeLessThanOrEqual(steps[i - 1]?.points ?? 100);
        }
        const act = alike === null ? null : whatIfActed({ evidence, followersCount }, model, alike);
        if (act !== null) expect(act.points).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("gives no advice to post more or to gain followers", () => {
    const steps = whatIf(account, model, { alike: strong, limit: 20 });
    expect(steps.length).toBeGreaterThan(6);
    for (const { sentence, feature } of steps) {
      expect(sentence).toMatch(/^If /);
      expect(sentence).not.toMatch(
        /\b(post|tweet|write|reply|publish) (more|again|often)|more posts|follower|buy|you/i,
      );
      expect(feature).not.toBe("effective_reach");
    }
  });

  it("foresees exactly what the model would give", () => {
    // In the first model lists count as they are, so the step moves nothing else.
    const first = publishedModel("renown-2026-11");
    const [step] = whatIf(account, first, { alike: null, limit: 20 }).filter(
      one => one.feature === "listed_count",
    );
    const after = { ...account.evidence, features: { ...usual, listed_count: 10 } };
    const gained = scoreAccount(after, first).score! - scoreAccount(account.evidence, first).score!;
    expect(step).toMatchObject({ from: 5, to: 10 });
    expect(step!.points).toBeCloseTo(gained, 9);
  });

  it("moves the reach with the reactions, as far as there are followers", () => {
    const gained = (followersCount: number | null) =>
      whatIfActed({ ...account, followersCount }, model, { ...strong, standingGain: 0 })!.points;
    expect(gained(1000)).toBeGreaterThan(gained(5));
    expect(gained(1e6)).toBe(gained(1000));
    expect(gained(null)).toBe(gained(5));
  });

  it("says nothing of what was not observed", () => {
    const evidence = evidenceOf({ ...usual, listed_count: null, mentions_per_day: null });
    const steps = whatIf({ ...account, evidence }, model, { alike: null, limit: 20 });
    const named = steps.map(step => step.feature);
    expect(named).not.toContain("listed_count");
    expect(named).not.toContain("mentions_per_day");
    expect(named).toContain("engaged_people");
  });

  it("is empty without enough evidence for a score", () => {
    const evidence = { ...account.evidence, hasEnoughEvidence: false };
    expect(whatIf({ ...account, evidence }, model, { alike: strong, limit: 3 })).toEqual([]);
  });
});
