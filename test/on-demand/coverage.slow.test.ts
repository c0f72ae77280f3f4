import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toEvidence } from "../../src/app/account-evidence.ts";
import { loadModel } from "../../src/app/load-model.ts";
import type { EngineRow } from "../../src/engines/contract.ts";
import { scoreAccount } from "../../src/scoring/score-account.ts";
import { OnDemandRuns } from "../support/on-demand-runs.ts";

const ASKED = 16;
const REDRAWS = 4;
const SHARES = [1 / 2, 1 / 3, 1 / 10];
const DEVIATIONS = 1.645;

/** One score from a sample of likers beside that of the same account with all of them read. */
interface Draw {
  readonly share: number;
  readonly full: EngineRow;
  readonly row: EngineRow;
}

const draws: Draw[] = [];

beforeAll(async () => {
  const runs = await OnDemandRuns.create({ accounts: 1200, interactions: 120_000, seed: 81 });
  for (const account of runs.scoredAccounts(ASKED)) {
    const { row: full } = await runs.fetch(account, "nothing");
    if (full["score"] === null || Number(full["likes_received_count"]) < 5) continue;
    for (const share of SHARES)
      for (let seed = 1; seed <= REDRAWS; seed++) {
        const { row } = await runs.fetch(account, "nothing", { readShare: share, seed });
        if (row["score"] !== null) draws.push({ share, full, row });
      }
  }
  await runs.close();
}, 1_800_000);
afterAll(() => draws.splice(0));

/** What the sample adds to the variance of the influence: that of the same features on the people of a full reading is taken
 *  out. */
function addedVariance({ full, row }: Draw): number {
  const support = "engaged_people_support_count";
  const asFull = scoreAccount(toEvidence({ ...row, [support]: full[support]! }), loadModel());
  return Math.max(0, Number(row["variance"]) - asFull.variance);
}

const shareOf = (values: readonly boolean[]) => values.filter(Boolean).length / values.length;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function figures(share: number) {
  const own = draws.filter(draw => draw.share === share);
  const error = ({ full, row }: Draw) => Number(row["influence"]) - Number(full["influence"]);
  return {
    draws: own.length,
    inside_share: shareOf(
      own.map(
        ({ full, row }) =>
          Number(full["score"]) >= Number(row["low"]) && Number(full["score"]) <= Number(row["high"]),
      ),
    ),
    inside_added_share: shareOf(
      own.map(draw => Math.abs(error(draw)) <= DEVIATIONS * Math.sqrt(addedVariance(draw)) + 1e-9),
    ),
    error_deviation: Math.sqrt(mean(own.map(draw => error(draw) ** 2))),
    error_bias: mean(own.map(error)),
    added_deviation: Math.sqrt(mean(own.map(addedVariance))),
    mean_width: mean(own.map(({ row }) => Number(row["high"]) - Number(row["low"]))),
    full_width: mean(own.map(({ full }) => Number(full["high"]) - Number(full["low"]))),
  };
}

describe("a score from a sample of likers", () => {
  it("holds that of the full reading in more than nine of ten redraws, and is the wider the less was read", () => {
    const all = SHARES.map(figures);
    console.log(JSON.stringify(all, null, 1));
    for (const own of all) {
      expect(own.draws).toBeGreaterThan(0.8 * ASKED * REDRAWS);
      expect(own.inside_share).toBeGreaterThanOrEqual(0.95);
    }
    const widths = [all[0]!.full_width, ...all.map(({ mean_width }) => mean_width)];
    expect(widths).toEqual(widths.toSorted((a, b) => a - b));
  });

  // Sixty draws of a share that is 0.9 fall between 0.8 and 0.97.
  it("is wider by what the sample may be off: that alone holds the full reading in some nine of ten", () => {
    for (const { inside_added_share } of SHARES.map(figures)) {
      expect(inside_added_share).toBeGreaterThanOrEqual(0.8);
      expect(inside_added_share).toBeLessThanOrEqual(0.97);
    }
    const added = SHARES.map(share => figures(share).inside_added_share);
    expect(mean(added)).toBeGreaterThanOrEqual(0.85);
  });
});
