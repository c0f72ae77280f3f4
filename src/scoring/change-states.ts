import type { PaidFeatureName } from "../features/registry.ts";
import type { AccountEvidence } from "./account-evidence.ts";
import { featureCoverage } from "./coverage.ts";

/** A positive amount at the four mixtures of own acts and others' standing, by one and the same formula. */
export interface FourStates {
  readonly before: number;
  /** Acts toward the account as of now, the people who act as of then. */
  readonly ownOnly: number;
  /** Acts toward the account as of then, the people who act as of now. */
  readonly othersOnly: number;
  readonly after: number;
}

/** By feature: what others' standing moves. people_rank as standing (1 and more), counts as count + 1/2. */
export type OthersStates = Partial<Readonly<Record<PaidFeatureName, FourStates>>>;

/** How a feature went from one value to another: before × others × seen × the rest, which is the account's own. */
export type FeatureAmount =
  | {
      readonly kind: "whole";
      readonly group: "data" | "you";
      readonly before: number | null;
      readonly after: number | null;
    }
  | {
      readonly kind: "factors";
      readonly name: PaidFeatureName;
      readonly before: number;
      readonly after: number;
      readonly others: number;
      readonly seen: number;
      readonly you: number;
    };

/** Features that are larger when a larger share of the acts could be seen; the others are rates or capped. */
const SEEN_IN_FULL: ReadonlySet<PaidFeatureName> = new Set([
  "engaged_people",
  "mentions_per_day",
  "people_rank",
  "notable_engagers_count",
]);

/** The factors between two values of feature `name`. A value that one end lacks is wholly the data's; one that starts
 *  from or ends at nothing has no factors and is wholly the account's own. */
export function featureAmount(
  name: PaidFeatureName,
  old: AccountEvidence,
  now: AccountEvidence,
  others: OthersStates,
): FeatureAmount {
  const [before, after] = [old.features[name], now.features[name]];
  if (before === null || after === null) return { kind: "whole", group: "data", before, after };
  const [start, end] = [toAmount(name, before), toAmount(name, after)];
  if (start <= 0 || end <= 0 || before === after) return { kind: "whole", group: "you", before, after };
  const states = others[name];
  const byOthers =
    states === undefined
      ? 1
      : Math.sqrt((states.othersOnly / states.before) * (states.after / states.ownOnly));
  // Coverage explains at most what is left to explain, and never pulls against it.
  const left = end / (start * byOthers);
  const asked = SEEN_IN_FULL.has(name) ? seenFactor(name, start, end, old, now) : 1;
  const seen = Math.min(Math.max(asked, Math.min(1, left)), Math.max(1, left));
  return {
    kind: "factors",
    name,
    before,
    after,
    others: byOthers,
    seen,
    you: end / (start * byOthers * seen),
  };
}

/** The value of a feature with each group as of now (true) or then (false); exact at both ends. */
export function valueAt(amount: FeatureAmount, you: boolean, others: boolean, data: boolean): number | null {
  if (amount.kind === "whole") return (amount.group === "data" ? data : you) ? amount.after : amount.before;
  if (you && others && data) return amount.after;
  if (!you && !others && !data) return amount.before;
  const factor = (you ? amount.you : 1) * (others ? amount.others : 1) * (data ? amount.seen : 1);
  return toValue(amount.name, toAmount(amount.name, amount.before) * factor);
}

/** The share of acts that could be seen, now over then, as it bears on the feature; 1 where either is unknown. */
function seenFactor(
  name: PaidFeatureName,
  start: number,
  end: number,
  old: AccountEvidence,
  now: AccountEvidence,
): number {
  const [then, today] = [featureCoverage(old, name), featureCoverage(now, name)];
  if (then <= 0 || today <= 0) return 1;
  const ratio = today / then;
  const floor = floorOf(name);
  const forward = (floor + Math.max(0, start - floor) * ratio) / start;
  const backward = end / (floor + Math.max(0, end - floor) / ratio);
  return Math.sqrt(forward * backward);
}

/** Amount of an account on which nobody acted. */
function floorOf(name: PaidFeatureName): number {
  if (name === "people_rank") return 1;
  return name === "notable_engagers_count" ? 0.5 : 0;
}

function toAmount(name: PaidFeatureName, value: number): number {
  return name === "people_rank" ? 10 ** value : value + floorOf(name);
}

function toValue(name: PaidFeatureName, amount: number): number {
  return Math.max(0, name === "people_rank" ? Math.log10(amount) : amount - floorOf(name));
}
