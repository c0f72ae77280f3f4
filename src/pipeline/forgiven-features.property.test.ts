import { describe, expect, it } from "vitest";
import { OWN_POSTS, RECEIPTS } from "../../test/support/feature-changes.ts";
import { type FeatureCase, featureCases, featuresOf, HERO } from "../../test/support/paid-feature-cases.ts";
import { PAID_FEATURE_NAMES } from "../features/registry.ts";

const CASES = 60;
/** Between two solutions, each within the kernel's tolerance of 1e-9. */
const SLACK = 1e-7;
const FORGIVING = { forgiven_silent_days: 30, forgiven_standing_share: 0.5, earlier_people_share: 1.1 };
const UNFORGIVING = { forgiven_silent_days: 30, forgiven_standing_share: 0, earlier_people_share: 0 };

/** The account does something to somebody, or answers, when it is changed. */
const OWN_ACTS = Object.fromEntries(
  ["like", "repost", "reply", "quote", "mention"].map(kind => [
    kind,
    (one: FeatureCase): FeatureCase => {
      const { second } = one.newcomer;
      const act = { kind, actor_id: HERO, target_id: "somebody else", post: -1, second };
      return { ...one, acts: [...one.acts, act] };
    },
  ]),
);

const cases = featureCases(CASES);
const changes = Object.entries({
  ...RECEIPTS,
  ...Object.fromEntries(Object.entries(OWN_POSTS).map(([kind, change]) => [`own ${kind}`, change])),
  ...Object.fromEntries(Object.entries(OWN_ACTS).map(([kind, change]) => [`own act: ${kind}`, change])),
});
const rows = await featuresOf(
  [...cases, ...changes.flatMap(([, change]) => cases.map(one => change(one)))],
  FORGIVING,
);
const unforgiven = await featuresOf(cases, UNFORGIVING);

/** Every case before and after the change called `name`. */
function pairsOf(name: string) {
  const start = CASES * (1 + changes.findIndex(([other]) => other === name));
  return cases.map((one, i) => ({ one, before: rows[i]!, after: rows[start + i]! }));
}

/** Whether `holds` of every paid feature that was observed, before and after the change called `name`. */
function holdsFor(name: string, holds: (is: number, was: number, feature: string) => boolean): void {
  for (const { one, before, after } of pairsOf(name))
    for (const feature of PAID_FEATURE_NAMES)
      if (before[feature] !== null) {
        const [was, is] = [Number(before[feature]), Number(after[feature] ?? Number.NaN)];
        expect(holds(is, was, feature), `${feature} ${was} -> ${is} ${JSON.stringify(one)}`).toBe(true);
      }
}

describe("where a silence is forgiven", () => {
  it.each(Object.keys(RECEIPTS))("no paid feature falls by %s", name => {
    holdsFor(name, (is, was) => is >= was - SLACK);
  });

  it.each(Object.keys(OWN_POSTS))("no paid feature rises by posting one more %s", name => {
    holdsFor(`own ${name}`, (is, was) => is <= was + SLACK);
  });

  // In graphs of six accounts, longer cycles move people_rank, whatever is forgiven (docs/decisions/0002-own-return.md).
  it.each(Object.keys(OWN_ACTS))("coming back to %s somebody costs nothing", name => {
    holdsFor(`own act: ${name}`, (is, was, feature) => feature === "people_rank" || is >= was - SLACK);
    for (const { before, after } of pairsOf(`own act: ${name}`))
      expect(after["forgiven_silent_days"]).toBe(before["forgiven_silent_days"]);
  });

  it("standing rises with the break, and people of a month ago count only where no post is known", () => {
    const isHigher = (i: number, feature: string) =>
      Number(rows[i]![feature]) > Number(unforgiven[i]![feature]) + SLACK;
    const raised = (feature: string) => cases.map((_, i) => i).filter(i => isHigher(i, feature));
    expect(raised("people_rank").length).toBeGreaterThan(5);
    for (const i of raised("people_rank"))
      expect(Number(rows[i]!["forgiven_silent_days"])).toBeGreaterThan(0);
    expect(raised("engaged_people").length).toBeGreaterThan(2);
    for (const i of raised("engaged_people")) expect(rows[i]!["originals_count"]).toBeNull();
  });
});
