import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { intervalFigures } from "../../src/app/evaluate/interval-figures.ts";
import { simulatedDraws } from "../../src/app/evaluate/simulated-draws.ts";
import { loadModel } from "../../src/app/load-model.ts";
import { noProgress } from "../../src/domain/progress.ts";
import type { EngineRow } from "../../src/engines/contract.ts";
import { calibrate } from "../../src/scoring/calibrate.ts";
import { scoreAccount } from "../../src/scoring/score-account.ts";
import { type Fetch, OnDemandRuns } from "../support/on-demand-runs.ts";

const ASKED = 40;
const REDRAWS = 4;
const SEEDS = [81, 82, 83];
const READ: Readonly<Record<string, Fetch>> = {
  all: {},
  half: { readShare: 0.5 },
  tenth: { readShare: 0.1 },
};
const model = loadModel();

/** Score on demand beside what it should hold: that of the run over everything, and that of the features expected of the same
 *  account over other draws of everybody's acts. */
interface Check {
  readonly read: string;
  readonly row: EngineRow;
  readonly whole: number;
  readonly expected: number;
}

const checks: Check[] = [];

beforeAll(async () => {
  for (const seed of SEEDS) {
    const size = { accounts: 4000, interactions: 200_000, seed };
    const { byRegime, expected } = await simulatedDraws({ ...size, redraws: REDRAWS }, model, noProgress);
    const runs = await OnDemandRuns.create(size);
    for (const account of runs.scoredAccounts(ASKED)) {
      const key = `${account["network"]}:${account["account_id"]}`;
      const evidence = byRegime.events.get(key)!;
      const truth = scoreAccount({ ...evidence, features: expected.of(key)! }, model);
      const noise = scoreAccount(evidence, model).variance / REDRAWS;
      for (const [read, fetch] of Object.entries(READ)) {
        const { row } = await runs.fetch(account, "nothing", fetch);
        if (row["score"] === null) continue;
        const [influence, variance] = [Number(row["influence"]), Number(row["variance"])];
        // The truth is a mean of few draws: distances shrink by what its own noise adds to them.
        const shrink = Math.sqrt(variance / (variance + noise));
        checks.push({
          ...{ read, row, whole: Number(account["score"]) },
          expected: calibrate(influence + (truth.influence - influence) * shrink, model.calibration),
        });
      }
    }
    await runs.close();
  }
}, 1_800_000);
afterAll(() => checks.splice(0));

function figures(read: string, other: "whole" | "expected") {
  return intervalFigures(
    checks
      .filter(check => check.read === read)
      .map(({ row, ...check }) => ({
        ...{ score: Number(row["score"]), low: Number(row["low"]), high: Number(row["high"]) },
        ...{ other: check[other], orderedBy: check[other] },
      })),
  );
}

describe("the interval of a score on demand", () => {
  it.each(Object.keys(READ))(
    "holds the truth over redraws of all acts in nine of ten cases: %s read",
    read => {
      const overRedraws = figures(read, "expected");
      const ofWhole = figures(read, "whole");
      console.log(JSON.stringify({ read, overRedraws, ofWhole }));
      expect(overRedraws.accounts).toBeGreaterThan(0.9 * ASKED * SEEDS.length);
      expect(overRedraws.inside_share).toBeGreaterThanOrEqual(0.87);
      expect(ofWhole.inside_share).toBeGreaterThanOrEqual(0.9);
    },
  );
});
