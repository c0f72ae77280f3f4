/** Probability that a standard normal variable is below `z`; absolute error under 1e-7.
 *  Source: Abramowitz and Stegun 1964, formula 7.1.26 (error function, five coefficients). */
export function normalCdf(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const upper = (series * Math.exp(-x * x)) / 2;
  return z > 0 ? 1 - upper : upper;
}

/** The value that a standard normal variable stays below with probability `p`, 0 < p < 1; error under 1e-6. */
export function normalQuantile(p: number): number {
  let low = -8;
  let high = 8;
  // 60 halvings of 16 leave nothing above rounding; the cdf rises everywhere.
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
