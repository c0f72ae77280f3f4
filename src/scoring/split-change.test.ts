import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyEvidence, evidenceOf, publishedModel } from "../../test/support/account-evidence.ts";
import { PAID_FEATURE_NAMES } from "../features/registry.ts";
import type { AccountEvidence, FeatureVector } from "./account-evidence.ts";
import type { OthersStates } from "./change-states.ts";
import { scoreAccount } from "./score-account.ts";
import { type ChangePartName, type SplitChange, splitChange } from "./split-change.ts";

const model = publishedModel();

const usual = Object.fromEntries(
  PAID_FEATURE_NAMES.map(name => [name, name === "people_rank" ? 1 : 5]),
) as FeatureVector;

const withFeatures = (changes: Partial<FeatureVector>, share = 1): AccountEvidence =>
  evidenceOf({ ...usual, ...changes }, { share });

function split(before: AccountEvidence, after: AccountEvidence, others: OthersStates = {}): SplitChange {
  return splitChange({ before: { evidence: before, model }, after: { evidence: after, model }, others });
}

function pointsOf(change: SplitChange, part: ChangePartName): number {
  return change.parts.find(one => one.part === part)!.points;
}

const positive = fc.double({ min: 1, max: 1e6, noNaN: true });
const anyStates = fc.record({ before: positive, ownOnly: positive, othersOnly: positive, after: positive });

describe("splitChange", () => {
  it("gives parts that sum to the change, and lines that sum to their part, within 1e-9", () => {
    const anyPublished = fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: undefined });
    fc.assert(
      fc.property(
        anyEvidence(),
        anyEvidence(),
        fc.record({ people_rank: anyStates, notable_engagers_count: anyStates }, { requiredKeys: [] }),
        anyPublished,
        (one, other, others, publishedBefore) => {
          const before = { evidence: one, model };
          const after = {
            evidence: { ...other, network: one.network },
            model: { ...model, bias: model.bias + 0.3 },
          };
          const change = splitChange({
            before,
            after,
            others: others as OthersStates,
            ...(publishedBefore !== undefined && { publishedBefore }),
          });
          const sum = change.parts.reduce((total, part) => total + part.points, 0);
          expect(Math.abs(sum - (change.to - change.from))).toBeLessThan(1e-9);
          for (const { points, lines } of change.parts) {
            const lineSum = lines.reduce((total, line) => total + line.points, 0);
            expect(Math.abs(lineSum - points)).toBeLessThan(1e-9);
          }
          const scored = scoreAccount({ ...after.evidence, hasEnoughEvidence: true }, after.model);
          expect(change.to).toBeCloseTo(scored.score!, 9);
        },
      ),
    );
  });

  it("gives reactions to one's posts to you alone", () => {
    const change = split(withFeatures({}), withFeatures({ reposts_per_original: 9, engaged_people: 20 }));
    expect(pointsOf(change, "you")).toBeCloseTo(change.to - change.from, 9);
    expect(pointsOf(change, "you")).toBeGreaterThan(0);
    expect(change.parts[0]!.lines.map(line => line.feature).toSorted()).toEqual([
      "engaged_people",
      "reposts_per_original",
    ]);
  });

  it("gives a rank that rose with unchanged acts to others alone", () => {
    const others = { people_rank: { before: 10, ownOnly: 10, othersOnly: 100, after: 100 } };
    const change = split(withFeatures({ people_rank: 1 }), withFeatures({ people_rank: 2 }), others);
    expect(pointsOf(change, "others")).toBeCloseTo(change.to - change.from, 9);
    expect(pointsOf(change, "you")).toBeCloseTo(0, 9);
    expect(pointsOf(change, "others")).toBeGreaterThan(0);
  });

  it("shows both sides when acts and standings pull in opposite directions", () => {
    const others = { people_rank: { before: 10, ownOnly: 40, othersOnly: 2.5, after: 10 } };
    const change = split(withFeatures({}), withFeatures({ people_rank: 1.0001 }), others);
    expect(pointsOf(change, "you")).toBeGreaterThan(1);
    expect(pointsOf(change, "others")).toBeLessThan(-1);
  });

  it("gives a value that was not observed then to the data", () => {
    const change = split(withFeatures({ effective_lists: null }), withFeatures({ effective_lists: 500 }));
    expect(pointsOf(change, "data")).toBeCloseTo(change.to - change.from, 9);
    expect(pointsOf(change, "data")).not.toBeCloseTo(0, 1);
  });

  it("gives people who were only seen because more was observed to the data", () => {
    const change = split(withFeatures({ engaged_people: 5 }, 0.25), withFeatures({ engaged_people: 20 }, 1));
    expect(pointsOf(change, "data")).toBeGreaterThan(0);
    expect(pointsOf(change, "you")).toBeLessThan(pointsOf(change, "data") / 10);
  });

  it("gives the data no part in a value that did not move with the coverage", () => {
    const change = split(withFeatures({ engaged_people: 20 }, 0.25), withFeatures({ engaged_people: 19 }, 1));
    expect(pointsOf(change, "data")).toBe(0);
    expect(pointsOf(change, "you")).toBeLessThan(0);
  });

  it("gives the same evidence under another model to the method", () => {
    const evidence = withFeatures({});
    const newer = { ...model, id: "other", bias: model.bias + 0.5 };
    const change = splitChange({
      before: { evidence, model },
      after: { evidence, model: newer },
      others: {},
    });
    expect(pointsOf(change, "method")).toBeCloseTo(change.to - change.from, 9);
    expect(pointsOf(change, "method")).toBeGreaterThan(1);
  });

  it("gives rows that came in after publication to the data", () => {
    const evidence = withFeatures({});
    const change = splitChange({
      before: { evidence, model },
      after: { evidence, model },
      publishedBefore: 10,
      others: {},
    });
    expect(change.from).toBe(10);
    expect(pointsOf(change, "data")).toBeCloseTo(change.to - 10, 9);
  });
});
