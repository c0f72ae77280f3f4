import type { PaidGroup } from "../../features/feature.ts";
import { PAID_GROUPS } from "../../features/feature.ts";
import { paidFeatureNamed } from "../../features/registry.ts";
import type { AccountScore } from "../account-score.ts";
import type { CalibrationAnchor } from "../calibrate.ts";
import type { ScoringModel } from "../scoring-model.ts";
import { groupLatents } from "../subscores.ts";
import { tailQuantile } from "./tail-quantile.ts";

/** Share of accounts with enough data below an anchor, and the score it stands for; the design's scale. */
const SCALE = [
  [0.05, 13],
  [0.25, 23],
  [0.5, 40],
  [0.75, 50],
  [0.9, 58],
  [0.95, 63],
  [0.99, 70],
  [0.999, 80],
  [0.9999, 90],
] as const;

/** Anchors this close would divide by nearly nothing; many accounts may share one influence. */
const SMALLEST_STEP = 1e-3;

/** What is known of the accounts a calibration is fitted on. */
export interface CalibrationPopulation {
  readonly description: string;
  /** ISO date, for example `2026-11-22`. */
  readonly date: string;
  readonly method: string;
}

/** What `fitCalibration` needs of one account with enough data. */
export type CalibrationSample = Pick<AccountScore, "influence" | "contributions">;

/** The contents of a `calibration.json` (parsed): anchors from the quantiles of the accounts' influence, and the
 *  same for each group's latent sum. Percentiles with fewer than four accounts above them are
 *  extrapolated from the tail; 100 is where the last measured tenfold step leads in two more: one account in a million.
 *  @throws RangeError for fewer than 100 accounts. */
export function fitCalibration(
  accounts: readonly CalibrationSample[],
  model: ScoringModel,
  population: CalibrationPopulation,
): CalibrationFile {
  if (accounts.length < 100)
    throw new RangeError(
      `a calibration needs at least 100 accounts with enough data, got ${accounts.length}`,
    );
  const sums = accounts.map(account => groupLatents(account.contributions));
  const groups = PAID_GROUPS.map(group => {
    const { least, most } = groupBounds(group, model);
    const values = sums.map(sum => sum[group]);
    return [group, anchorsOf(values, least, most)] as const;
  });
  const influences = accounts.map(account => account.influence);
  return {
    model: model.id,
    schema_version: 1,
    population: population.description,
    size: accounts.length,
    date: population.date,
    method: population.method,
    anchors: anchorsOf(influences, model.noAttention, model.fullAttention),
    groups: Object.fromEntries(groups) as CalibrationFile["groups"],
  };
}

/** The parsed contents of a `calibration.json`. */
export interface CalibrationFile {
  readonly model: string;
  readonly schema_version: 1;
  readonly population: string;
  readonly size: number;
  readonly date: string;
  readonly method: string;
  readonly anchors: readonly CalibrationAnchor[];
  readonly groups: Readonly<Record<PaidGroup, readonly CalibrationAnchor[]>>;
}

/** Anchors from score 0 at `least` to score 100, at most at `most`; steps of at least `SMALLEST_STEP`. */
function anchorsOf(values: readonly number[], least: number, most: number): readonly CalibrationAnchor[] {
  const sorted = Float64Array.from(values).sort();
  const inner = SCALE.map(([share, score]) => ({ share, score, at: tailQuantile(sorted, share) }));
  const wanted = [{ share: 0, score: 0, at: least }, ...inner, { share: 1, score: 100, at: topOf(sorted) }];
  const anchors: CalibrationAnchor[] = [];
  for (const [index, { share, score, at }] of wanted.entries()) {
    const floor = index === 0 ? least : anchors[index - 1]!.influence + SMALLEST_STEP;
    const ceiling = most - (wanted.length - 1 - index) * SMALLEST_STEP;
    const influence = Math.max(floor, Math.min(ceiling, at));
    // Rounded up at the foot, so that an account nobody acted on scores exactly 0.
    anchors.push({ share_below: share, influence: index === 0 ? roundUp(least) : round(influence), score });
  }
  return anchors;
}

/** Never under the top account of the population. */
function topOf(sorted: Float64Array): number {
  const oneInTenThousand = tailQuantile(sorted, 0.9999);
  const step = oneInTenThousand - tailQuantile(sorted, 0.999);
  return Math.max(sorted.at(-1)!, oneInTenThousand + 2 * step);
}

/** Least (nobody acted) and most (every curve at its last knot) that a group's latent sum can be. */
function groupBounds(group: PaidGroup, model: ScoringModel): { least: number; most: number } {
  const shapes = model.paidFeatures
    .filter(name => paidFeatureNamed(name).group === group)
    .map(name => model.features[name]);
  return {
    least: shapes.reduce((sum, shape) => sum - shape.referenceLatent, 0),
    most: shapes.reduce((sum, shape) => sum + shape.curve.at(-1)![1] - shape.referenceLatent, 0),
  };
}

/** Six decimals: finer than any score shows, and short enough to read. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function roundUp(value: number): number {
  return Math.ceil(value * 1e6) / 1e6;
}
