import { expect } from "vitest";
import { PAID_FEATURE_NAMES, type PaidFeatureName } from "../../src/features/registry.ts";
import type { ScoredRow } from "../support/score-rows.ts";

/** Room for rounding in a score (points) or a feature: sums run in another order when ids differ. */
const ROUNDING = 1e-9;

/** A paid feature of a row; null when it was not observed. */
export function paid(row: ScoredRow, feature: PaidFeatureName): number | null {
  return row.features[feature] as number | null;
}

/** The score of a row that must have one.
 *  @throws AssertionError when it has none. */
export function scoreOf(row: ScoredRow | null): number {
  expect(row?.status, "status").toBe("scored");
  return row!.score!;
}

/** Expects that no score and no paid feature is lower in `after` than in `before`. */
export function expectNothingLower(
  before: ScoredRow | null,
  after: ScoredRow | null,
  features: readonly PaidFeatureName[] = PAID_FEATURE_NAMES,
): void {
  for (const feature of features) {
    const value = before === null ? null : paid(before, feature);
    if (value !== null) expect(paid(after!, feature), feature).toBeGreaterThanOrEqual(value - ROUNDING);
  }
  if (before?.score != null) expect(scoreOf(after), "score").toBeGreaterThanOrEqual(before.score - ROUNDING);
}

/** Expects that two rows say the same: status, score, interval, coverage and every paid feature. */
export function expectSame(row: ScoredRow | null, same: ScoredRow | null): void {
  expect(same?.status).toBe(row?.status);
  if (row === null || same === null) return;
  for (const name of ["score", "low", "high", "latent", "variance", "coverage"] as const)
    expectClose(row[name], same[name], name);
  for (const feature of PAID_FEATURE_NAMES) expectClose(paid(row, feature), paid(same, feature), feature);
}

/** Expects two numbers within 1e-9 of each other, relative above 1, or both null. */
export function expectClose(value: number | null, same: number | null, what: string): void {
  if (value === null || same === null) expect(same, what).toBe(value);
  else expect(Math.abs(value - same), what).toBeLessThanOrEqual(ROUNDING * Math.max(1, Math.abs(value)));
}
