import type { NetworkName } from "../domain/network.ts";
import { PAID_FEATURE_NAMES, type PaidFeatureName } from "../features/registry.ts";
import { slopeAt } from "../lib/piecewise-curve.ts";
import type { AccountEvidence, FeatureVector } from "./account-evidence.ts";
import { calibrate } from "./calibrate.ts";
import { featureAmount, type OthersStates, valueAt } from "./change-states.ts";
import { contributions } from "./contributions.ts";
import { influenceOf } from "./influence.ts";
import type { ScoringModel } from "./scoring-model.ts";

/** Who or what moved a score: reactions to one's posts, the standing of those who act, the model, what was seen. */
export const CHANGE_PARTS = ["you", "others", "method", "data"] as const;
export type ChangePartName = (typeof CHANGE_PARTS)[number];

/** What is known of an account at one end of a change. */
export interface ChangeEnd {
  readonly evidence: AccountEvidence;
  readonly model: ScoringModel;
}

export interface ChangeInput {
  readonly before: ChangeEnd;
  readonly after: ChangeEnd;
  /** The evidence of then, folded with the constants of the newer model; that of `before` when absent. */
  readonly beforeRefolded?: AccountEvidence;
  /** Score published at the time of `before`, when it differs from what the rows of today give for then. */
  readonly publishedBefore?: number;
  /** The features that others' standing moves, at the four mixtures of own acts and others' standing. */
  readonly others: OthersStates;
}

/** What one feature did within a part. */
export interface ChangeLine {
  /** Null: no single feature, the whole evaluation moved. */
  readonly feature: PaidFeatureName | null;
  /** As observed before and after; null: not observed, or no single value. */
  readonly from: number | null;
  readonly to: number | null;
  readonly points: number;
}

export interface ChangePart {
  readonly part: ChangePartName;
  readonly points: number;
  /** They sum to `points`, the largest first; lines of nothing are left out. */
  readonly lines: readonly ChangeLine[];
}

/** A change of score taken apart. */
export interface SplitChange {
  readonly from: number;
  readonly to: number;
  /** In the order of CHANGE_PARTS; they sum to `to` - `from` within 1e-9. */
  readonly parts: readonly ChangePart[];
}

const GROUPS = ["you", "others", "data"] as const;
/** Shapley weight of a step by how many of the other two groups were switched before it: s! (2 - s)! / 3!. */
const STEP_WEIGHTS = [1 / 3, 1 / 6, 1 / 3] as const;

/** The change of score between two ends, split exactly. The method comes first: what the evidence of then gives under
 *  the newer model, less what it gave. The rest is under the newer model, each of you, others and data being the mean
 *  of what it moves over the six orders in which the three can be switched from then to now (Shapley 1953).
 *  Both ends must have enough evidence for a score. */
export function splitChange(input: ChangeInput): SplitChange {
  const { before, after } = input;
  const old = input.beforeRefolded ?? before.evidence;
  const { network } = before.evidence;
  const recomputed = evaluate(before.evidence.features, network, before.model).score;
  const from = input.publishedBefore ?? recomputed;
  const start = evaluate(old.features, network, after.model);
  const states = allStates(old, after.evidence, input.others, after.model);
  const end = states[7]!;
  const lines: Record<ChangePartName, ChangeLine[]> = { you: [], others: [], method: [], data: [] };
  const points: Record<ChangePartName, number> = {
    you: 0,
    others: 0,
    method: start.score - recomputed,
    data: 0,
  };
  for (const [bit, group] of GROUPS.entries()) {
    const byFeature = new Map<PaidFeatureName, number>();
    for (let state = 0; state < states.length; state++) {
      if ((state & (1 << bit)) !== 0) continue;
      const others = state.toString(2).replaceAll("0", "").length;
      const weight = STEP_WEIGHTS[others]!;
      const [low, high] = [states[state]!, states[state | (1 << bit)]!];
      points[group] += weight * (high.score - low.score);
      for (const [feature, moved] of featurePoints(low, high, network, after.model))
        byFeature.set(feature, (byFeature.get(feature) ?? 0) + weight * moved);
    }
    for (const [feature, moved] of byFeature)
      lines[group].push({
        feature,
        from: old.features[feature],
        to: after.evidence.features[feature],
        points: moved,
      });
  }
  const whole = (moved: number): ChangeLine => ({ feature: null, from: null, to: null, points: moved });
  if (points.method !== 0) lines.method.push(whole(points.method));
  const late = recomputed - from;
  points.data += late;
  if (late !== 0) lines.data.push(whole(late));
  return {
    from,
    to: end.score,
    parts: CHANGE_PARTS.map(part => ({ part, points: points[part], lines: sortedLines(lines[part]) })),
  };
}

interface Evaluated {
  readonly latents: readonly number[];
  readonly latent: number;
  readonly score: number;
}

function evaluate(features: FeatureVector, network: NetworkName, model: ScoringModel): Evaluated {
  const latents = contributions(features, model).map(part => part.latent);
  const latent = latents.reduce((sum, value) => sum + value, model.bias);
  return { latents, latent, score: calibrate(influenceOf(latent, network, model), model.calibration) };
}

/** State n has group i as of now when bit i of n is set, else as of then. */
function allStates(
  old: AccountEvidence,
  now: AccountEvidence,
  others: OthersStates,
  model: ScoringModel,
): readonly Evaluated[] {
  const amounts = PAID_FEATURE_NAMES.map(name => featureAmount(name, old, now, others));
  return Array.from({ length: 8 }, (_, state) => {
    const [you, theirs, seen] = [0, 1, 2].map(bit => (state & (1 << bit)) !== 0) as [
      boolean,
      boolean,
      boolean,
    ];
    const values = PAID_FEATURE_NAMES.map((name, i) => [name, valueAt(amounts[i]!, you, theirs, seen)]);
    return evaluate(Object.fromEntries(values) as FeatureVector, now.network, model);
  });
}

/** Points of each feature between two states: its change of latent times the mean slope in between. */
function featurePoints(
  low: Evaluated,
  high: Evaluated,
  network: NetworkName,
  model: ScoringModel,
): readonly (readonly [PaidFeatureName, number])[] {
  const distance = high.latent - low.latent;
  const slope =
    Math.abs(distance) > 1e-12 ? (high.score - low.score) / distance : localSlope(low.latent, network, model);
  return model.paidFeatures.map((name, i) => [name, (high.latents[i]! - low.latents[i]!) * slope] as const);
}

function localSlope(latent: number, network: NetworkName, model: ScoringModel): number {
  const { curve } = model.networks[network];
  const perInfluence = slopeAt(model.calibration.influenceToScore, influenceOf(latent, network, model));
  return perInfluence * (curve === null ? 1 : slopeAt(curve, latent));
}

function sortedLines(lines: readonly ChangeLine[]): readonly ChangeLine[] {
  const moved = lines.filter(line => Math.abs(line.points) > 1e-12);
  return moved.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
}
