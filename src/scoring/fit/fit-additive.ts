import { type CurvePoints, curveAt } from "../../lib/piecewise-curve.ts";
import { dealFolds } from "./folds.ts";
import { type Design, fitMonotoneLogistic, type Penalty } from "./monotone-logistic.ts";

/** Things that people labelled, by their places on the axis of each signal. */
export interface LabelledPlaces {
  /** `places[s][row]`; null: not observed. */
  readonly places: readonly (readonly (number | null)[])[];
  readonly isPositive: readonly boolean[];
}

/** How fine and how smooth the curves are. */
export interface AdditiveFitOptions {
  /** Steps of each curve; knots cut the places observed into parts of equal count. */
  readonly steps: number;
  readonly smoothing: number;
}

/** Fitted curves. Each is 0 on average over what it was fitted on, so that a missing signal adds nothing. */
export interface FittedAdditive {
  /** Log-odds where every curve is 0, at the share of positives of the fit. */
  readonly intercept: number;
  /** Log-odds of that share alone. */
  readonly shareLogOdds: number;
  /** Curves in the order of the signals, over their axes. */
  readonly curves: readonly CurvePoints[];
}

const SHRINKAGE = 0.15;
/** No proportion alone says more than this; the ends of the curves rest on a handful of rows. */
const MOST_LOG_ODDS = 4;
/** The intercept is a step so long that neither penalty holds it. */
const FREE_STEP = 1e9;

/** Piecewise linear curves, free to rise and fall, that make the labels of the rows `use` likeliest.
 *  Missing signals count as the average of those present. */
export function fitAdditive(
  labelled: LabelledPlaces,
  use: readonly number[],
  { steps, smoothing }: AdditiveFitOptions,
): FittedAdditive {
  const places = labelled.places.map(ofSignal => use.map(row => ofSignal[row]!));
  const knots = places.map(values => knotsOf(values, steps));
  const climbs = places.map((values, s) => climbsOf(values, knots[s]!));
  const width = 1 + knots.reduce((sum, { length }) => sum + length - 1, 0);
  const rows = new Float64Array(use.length * width);
  for (const row of use.keys()) {
    let at = row * width;
    rows[at++] = 1;
    for (const { centred } of climbs) for (const value of centred[row]!) rows[at++] = value;
  }
  const labels = Uint8Array.from(use, row => (labelled.isPositive[row] ? 1 : 0));
  const design: Design = { rows, width, labels };
  const floors = new Float64Array(width).fill(Number.NEGATIVE_INFINITY);
  const everyRow = [...use.keys()];
  const coefficients = fitMonotoneLogistic(design, penaltyOf(knots, smoothing), everyRow, floors);
  const positives = labels.reduce((sum, label) => sum + label, 0);
  let first = 1;
  const curves = knots.map((curve, s) => {
    const rises = [...coefficients.subarray(first, first + curve.length - 1)];
    first += curve.length - 1;
    let height = -rises.reduce((sum, rise, k) => sum + rise * climbs[s]!.means[k]!, 0);
    return curve.map((place, k) => {
      if (k > 0) height += rises[k - 1]!;
      return [place, Math.min(MOST_LOG_ODDS, Math.max(-MOST_LOG_ODDS, height))] as const;
    });
  });
  return {
    intercept: coefficients[0]!,
    shareLogOdds: Math.log(positives / (use.length - positives)),
    curves,
  };
}

/** Log-odds of `row`, at the share of positives that the curves were fitted on. */
export function fittedLogOdds(
  { intercept, curves }: FittedAdditive,
  { places }: LabelledPlaces,
  row: number,
): number {
  return curves.reduce((sum, curve, s) => {
    const place = places[s]![row]!;
    return place === null ? sum : sum + curveAt(curve, place);
  }, intercept);
}

/** Log-odds of every row from curves that had not seen it: `folds` folds dealt by `seed`. */
export function heldOutLogOdds(
  labelled: LabelledPlaces,
  options: AdditiveFitOptions,
  { folds, seed }: { readonly folds: number; readonly seed: number },
): Float64Array {
  const count = labelled.isPositive.length;
  const foldOf = dealFolds(count, folds, seed);
  const rows = [...foldOf.keys()];
  const logOdds = new Float64Array(count);
  for (let fold = 0; fold < folds; fold++) {
    const fitted = fitAdditive(
      labelled,
      rows.filter(row => foldOf[row] !== fold),
      options,
    );
    for (const row of rows) if (foldOf[row] === fold) logOdds[row] = fittedLogOdds(fitted, labelled, row);
  }
  return logOdds;
}

/** Curves shifted so that together they add nothing to the prior of an average row: what the intercept holds
 *  beyond the share of positives is spread over the curves by their variance. */
export function curvesWithoutIntercept(
  fitted: FittedAdditive,
  { places }: LabelledPlaces,
): readonly CurvePoints[] {
  const variances = fitted.curves.map((curve, s) => {
    const heights = places[s]!.flatMap(place => (place === null ? [] : [curveAt(curve, place)]));
    return heights.reduce((sum, height) => sum + height ** 2, 0) / Math.max(1, heights.length);
  });
  const total = variances.reduce((sum, variance) => sum + variance, 0) || 1;
  const beyond = fitted.intercept - fitted.shareLogOdds;
  return fitted.curves.map((curve, s) =>
    curve.map(([place, height]) => [place, height + (beyond * variances[s]!) / total] as const),
  );
}

/** Places that cut those observed into `steps` parts of equal count; at least two. */
function knotsOf(places: readonly (number | null)[], steps: number): readonly number[] {
  const sorted = Float64Array.from(places.filter(place => place !== null)).sort();
  if (sorted.length === 0) return [0, 1];
  const knots = [sorted[0]!];
  for (let step = 1; step <= steps; step++) {
    const knot = sorted[Math.round((step / steps) * (sorted.length - 1))]!;
    if (knot > knots.at(-1)! + 1e-6) knots.push(knot);
  }
  return knots.length > 1 ? knots : [knots[0]!, knots[0]! + 1];
}

/** How much of each step every row has climbed, less the mean of those observed; 0 where it was not. */
function climbsOf(
  places: readonly (number | null)[],
  knots: readonly number[],
): { readonly means: readonly number[]; readonly centred: readonly (readonly number[])[] } {
  const climbs = places.map(place =>
    place === null
      ? null
      : knots.slice(1).map((knot, k) => Math.min(1, Math.max(0, (place - knots[k]!) / (knot - knots[k]!)))),
  );
  const observed = climbs.filter(climb => climb !== null);
  const means = knots
    .slice(1)
    .map((_, k) => observed.reduce((sum, climb) => sum + climb[k]!, 0) / Math.max(1, observed.length));
  return {
    means,
    centred: climbs.map(climb => means.map((mean, k) => (climb === null ? 0 : climb[k]! - mean))),
  };
}

function penaltyOf(knots: readonly (readonly number[])[], smoothing: number): Penalty {
  return {
    curves: [-1, ...knots.flatMap((curve, s) => curve.slice(1).map(() => s))],
    steps: [FREE_STEP, ...knots.flatMap(curve => curve.slice(1).map((knot, k) => knot - curve[k]!))],
    smoothing,
    shrinkage: SHRINKAGE,
  };
}
