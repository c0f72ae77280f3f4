import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyEvidence, evidenceOf, publishedModel } from "../../test/support/account-evidence.ts";
import { PAID_FEATURE_NAMES } from "../features/registry.ts";
import type { FeatureVector } from "../scoring/account-evidence.ts";
import { combineNetworks } from "../scoring/combine-networks.ts";
import { scoreAccount } from "../scoring/score-account.ts";
import { type LinkedMember, linkedGain } from "./linked-gain.ts";

const model = publishedModel();
const anyMembers = fc
  .array(
    anyEvidence().map(evidence => scoreAccount(evidence, model)),
    { minLength: 1, maxLength: 6 },
  )
  .map(scores => scores.map((score, i): LinkedMember => ({ key: `x:${i}`, score })));

function uniform(value: number) {
  const features = Object.fromEntries(PAID_FEATURE_NAMES.map(name => [name, value])) as FeatureVector;
  return scoreAccount(evidenceOf(features), model);
}

describe("linkedGain", () => {
  it("sums with the strongest account's score to the identity's, and takes nothing away", () => {
    fc.assert(
      fc.property(anyMembers, members => {
        const gain = linkedGain(members, model);
        const combined = combineNetworks(
          members.map(member => member.score),
          model,
        );
        const bases = members.filter(({ key, score }) => gain.get(key) === null && score.score !== null);
        expect(bases).toHaveLength(combined.score === null ? 0 : 1);
        if (combined.score === null) return;
        const base = bases[0]!.score.score!;
        const added = members.map(({ key }) => gain.get(key) ?? 0);
        expect(base + added.reduce((sum, points) => sum + points, 0)).toBeCloseTo(combined.score, 9);
        for (const points of added) expect(points).toBeGreaterThanOrEqual(0);
        for (const { score } of members) expect(base).toBeGreaterThanOrEqual(score.score ?? 0);
      }),
    );
  });

  it("gives each account the same in any order, twins too", () => {
    const shuffled = anyMembers.chain(members =>
      fc.tuple(
        fc.constant([...members, { ...members[0]!, key: "x:twin" }]),
        fc.shuffledSubarray([...members, { ...members[0]!, key: "x:twin" }], {
          minLength: members.length + 1,
        }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([members, again]) => {
        const [first, second] = [linkedGain(members, model), linkedGain(again, model)];
        for (const { key } of members) expect(second.get(key)).toBe(first.get(key));
      }),
    );
  });

  it("says that a dormant account and one without enough data add nothing", () => {
    const unknown = { ...uniform(9), status: "not_enough_data" as const, score: null, interval: null };
    const members = [
      { key: "x:dormant", score: uniform(0) },
      { key: "x:strong", score: uniform(3) },
      { key: "x:unknown", score: unknown },
    ];
    expect([...linkedGain(members, model)]).toEqual([
      ["x:dormant", 0],
      ["x:strong", null],
      ["x:unknown", 0],
    ]);
    expect([...linkedGain(members.slice(2), model)]).toEqual([["x:unknown", null]]);
  });
});
