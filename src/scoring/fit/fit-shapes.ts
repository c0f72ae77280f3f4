import { auc } from "../../lib/metrics/auc.ts";
import { type TransformSpec, transform } from "../transform.ts";
import { dealFolds } from "./folds.ts";
import {
  JUDGED_FEATURES,
  type JudgedConstants,
  type JudgedFeature,
  judgedFeatures,
  type UnitMaps,
} from "./judged-features.ts";
import type { JudgedPairs } from "./judged-pair.ts";
import { type Design, fitMonotoneLogistic, logitOf, type Penalty } from "./monotone-logistic.ts";

/** Pairs whose accounts are held out together (`grouped`), or dealt out one by one. */
export type FoldKind = "grouped" | "ungrouped";

/** How well shapes predict pairs that they were not fitted on. */
export interface FoldResult {
  readonly folds: FoldKind;
  /** Area under the curve of held-out logits against the judgement. */
  readonly auc: number;
  /** Mean negative log-likelihood (nats) of a held-out judgement. */
  readonly log_loss: number;
}

/** What `fitShapes` is told. */
export interface FitOptions {
  readonly transforms: Readonly<Record<JudgedFeature, TransformSpec>>;
  readonly maps: UnitMaps;
  readonly constants: JudgedConstants;
  readonly seed: number;
  /** Steps of each curve between the least and the most of its feature. */
  readonly steps: number;
  readonly smoothings: readonly number[];
}

/** Fitted curves and how far they can be trusted. */
export interface FittedShapes {
  /** Knots [value in the feature's unit, latent (log-odds)] from [0, 0] on, monotone. */
  readonly knots: Readonly<Record<JudgedFeature, readonly (readonly [number, number])[]>>;
  /** Chosen by grouped log loss. */
  readonly smoothing: number;
  readonly grouped: FoldResult;
  readonly ungrouped: FoldResult;
  /** Area under the curve on the pairs it was fitted on. */
  readonly auc_in_sample: number;
  /** Logit of each pair from shapes that had not seen it (ungrouped folds). */
  readonly heldOutLogits: Float64Array;
}

const FOLDS = 5;
const SHRINKAGE = 0.1;

/** Monotone piecewise linear curves of the judged features, so that P(A is judged stronger) = 1 / (1 + e^(f(B) − f(A))),
 *  f the sum of the curves. Smoothing is chosen by five folds grouped by account: a held-out pair has an account
 *  that no fitted pair has. */
export function fitShapes({ accounts, pairs }: JudgedPairs, options: FitOptions): FittedShapes {
  const positions = accounts.map(account => {
    const features = judgedFeatures(account, options.maps, options.constants);
    return JUDGED_FEATURES.map(name => transform(features[name], options.transforms[name]));
  });
  const knots = JUDGED_FEATURES.map((_, f) =>
    knotsOf(
      positions.map(row => row[f]!),
      options.steps,
    ),
  );
  const design = designOf(positions, knots, { accounts, pairs });
  const foldOfPair = dealFolds(pairs.length, FOLDS, options.seed);
  const foldOfAccount = dealFolds(accounts.length, FOLDS, options.seed);
  const candidates = options.smoothings.map(smoothing => {
    const penalty = penaltyOf(knots, smoothing);
    return { smoothing, penalty, grouped: heldOutByAccount(design, penalty, pairs, foldOfAccount) };
  });
  const best = candidates.reduce((a, b) => (b.grouped.log_loss < a.grouped.log_loss ? b : a));
  const everyRow = pairs.map((_, row) => row);
  const coefficients = fitMonotoneLogistic(design, best.penalty, everyRow);
  const heldOutLogits = heldOutByPair(design, best.penalty, foldOfPair);
  const inSample = Float64Array.from(everyRow, row => logitOf(design, row, coefficients));
  return {
    knots: Object.fromEntries(
      JUDGED_FEATURES.map((name, f) => [name, curveOf(coefficients, knots, f, options.transforms[name])]),
    ) as FittedShapes["knots"],
    smoothing: best.smoothing,
    grouped: best.grouped,
    ungrouped: resultOf("ungrouped", heldOutLogits, design.labels),
    auc_in_sample: aucOf(inSample, design.labels),
    heldOutLogits,
  };
}

/** Positions that cut the distinct positions into `steps` parts of equal count, from 0 on. */
function knotsOf(positions: readonly number[], steps: number): readonly number[] {
  const distinct = Float64Array.from(new Set(positions)).sort();
  const knots = [0];
  for (let step = 1; step <= steps; step++) {
    const knot = distinct[Math.round((step / steps) * (distinct.length - 1))]!;
    if (knot > knots.at(-1)! + 1e-6) knots.push(knot);
  }
  return knots;
}

/** Share of each step of each curve that A has climbed, less what B has. */
function designOf(
  positions: readonly (readonly number[])[],
  knots: readonly (readonly number[])[],
  { pairs }: JudgedPairs,
): Design {
  const climbs = positions.map(row =>
    row.flatMap((position, f) =>
      knots[f]!.slice(1).map((knot, k) => {
        const below = knots[f]![k]!;
        return Math.min(1, Math.max(0, (position - below) / (knot - below)));
      }),
    ),
  );
  const width = climbs[0]!.length;
  const rows = new Float64Array(pairs.length * width);
  for (const [row, { a, b }] of pairs.entries())
    for (let c = 0; c < width; c++) rows[row * width + c] = climbs[a]![c]! - climbs[b]![c]!;
  return { rows, width, labels: Uint8Array.from(pairs, pair => (pair.isAStronger ? 1 : 0)) };
}

function penaltyOf(knots: readonly (readonly number[])[], smoothing: number): Penalty {
  const steps = knots.flatMap(curve => curve.slice(1).map((knot, k) => knot - curve[k]!));
  return {
    curves: knots.flatMap((curve, f) => curve.slice(1).map(() => f)),
    steps,
    smoothing,
    shrinkage: SHRINKAGE,
  };
}

/** A pair is held out when either account is in the fold, and fitted on when neither is: pairs with one account on
 *  each side are asked of both folds. */
function heldOutByAccount(
  design: Design,
  penalty: Penalty,
  pairs: JudgedPairs["pairs"],
  foldOfAccount: Uint8Array,
): FoldResult {
  const logits: number[] = [];
  const labels: number[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const isHeldOut = pairs.map(({ a, b }) => foldOfAccount[a] === fold || foldOfAccount[b] === fold);
    const fittedOn = isHeldOut.flatMap((out, row) => (out ? [] : [row]));
    const coefficients = fitMonotoneLogistic(design, penalty, fittedOn);
    for (const [row, out] of isHeldOut.entries()) {
      if (!out) continue;
      logits.push(logitOf(design, row, coefficients));
      labels.push(design.labels[row]!);
    }
  }
  return resultOf("grouped", Float64Array.from(logits), Uint8Array.from(labels));
}

function heldOutByPair(design: Design, penalty: Penalty, foldOfPair: Uint8Array): Float64Array {
  const logits = new Float64Array(foldOfPair.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const rows = [...foldOfPair.keys()];
    const coefficients = fitMonotoneLogistic(
      design,
      penalty,
      rows.filter(row => foldOfPair[row] !== fold),
    );
    for (const row of rows) if (foldOfPair[row] === fold) logits[row] = logitOf(design, row, coefficients);
  }
  return logits;
}

function resultOf(folds: FoldKind, logits: Float64Array, labels: Uint8Array): FoldResult {
  const losses = logits.map((logit, row) => Math.log1p(Math.exp(labels[row] === 1 ? -logit : logit)));
  return {
    folds,
    auc: aucOf(logits, labels),
    log_loss: losses.reduce((sum, loss) => sum + loss, 0) / losses.length,
  };
}

function curveOf(
  coefficients: Float64Array,
  knots: readonly (readonly number[])[],
  feature: number,
  { kind, scale }: TransformSpec,
): readonly (readonly [number, number])[] {
  const first = knots.slice(0, feature).reduce((sum, curve) => sum + curve.length - 1, 0);
  let latent = 0;
  return knots[feature]!.map((position, k) => {
    if (k > 0) latent += coefficients[first + k - 1]!;
    const amount = scale * Math.expm1(position);
    return [kind === "log1p" ? amount : Math.log10(1 + amount), latent] as const;
  });
}

function aucOf(logits: Float64Array, labels: Uint8Array): number {
  return auc(
    logits,
    Array.from(labels, label => label === 1),
  )!;
}
