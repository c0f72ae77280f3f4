/** One bin of a calibration table. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean of the predicted probabilities, and share of positives among them; null in an empty bin. */
  readonly predicted: number | null;
  readonly observed: number | null;
}

/** Probabilities in ten bins of equal width, and the expected calibration error: the mean over items of
 *  |mean predicted − observed share| of their bin, 0..1; null without items.
 *  Source: Naeini, Cooper, Hauskrecht 2015. */
export function calibrationError(
  probabilities: Float64Array,
  isPositive: readonly boolean[],
): { readonly error: number | null; readonly bins: readonly CalibrationBin[] } {
  const count = new Float64Array(BINS);
  const predicted = new Float64Array(BINS);
  const positives = new Float64Array(BINS);
  for (const [item, probability] of probabilities.entries()) {
    const bin = Math.min(BINS - 1, Math.floor(probability * BINS));
    count[bin]!++;
    predicted[bin]! += probability;
    if (isPositive[item]) positives[bin]!++;
  }
  let error = 0;
  for (let bin = 0; bin < BINS; bin++) error += Math.abs(predicted[bin]! - positives[bin]!);
  const bins = Array.from({ length: BINS }, (_, bin) => ({
    from: bin / BINS,
    to: (bin + 1) / BINS,
    count: count[bin]!,
    predicted: count[bin] === 0 ? null : predicted[bin]! / count[bin]!,
    observed: count[bin] === 0 ? null : positives[bin]! / count[bin]!,
  }));
  return { error: probabilities.length === 0 ? null : error / probabilities.length, bins };
}

const BINS = 10;
