import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toEvidence } from "../../src/app/account-evidence.ts";
import { loadModel } from "../../src/app/load-model.ts";
import type { EngineRow } from "../../src/engines/contract.ts";
import { PAID_FEATURE_NAMES } from "../../src/features/registry.ts";
import { scoreAccount } from "../../src/scoring/score-account.ts";
import { OnDemandRuns } from "../support/on-demand-runs.ts";

let runs: OnDemandRuns;
let accounts: readonly EngineRow[];
beforeAll(async () => {
  runs = await OnDemandRuns.create({ accounts: 300, interactions: 12_000, seed: 3 });
  accounts = runs.scoredAccounts(3);
}, 60_000);
afterAll(() => runs.close());

describe("an account that was fetched alone", () => {
  it("has the features and score of the whole run when everything was read and everybody stands in that run", async () => {
    for (const account of accounts.slice(1)) {
      const { row, reading } = await runs.fetch(account, "everybody");
      for (const name of PAID_FEATURE_NAMES)
        expect([name, row[name]]).toEqual([name, closeTo(account[name], 7)]);
      for (const name of ["score", "low", "high", "mean_engager_standing", "top_decile_engager_standing"])
        expect([name, row[name]]).toEqual([name, closeTo(account[name], 4)]);
      const people = Number(account["people_count"]);
      expect(reading).toMatchObject({ is_sample: false, people_read: people, people_estimated: people });
      expect(reading).toMatchObject({ people_relative_error: 0, known_count: people, estimated_count: 0 });
      expect(row["engaged_people_support_count"]).toBe(people);
    }
  }, 60_000);

  it("keeps its counts and its order without a run, from the numbers of those who act on it", async () => {
    const account = accounts[2]!;
    const { row, reading } = await runs.fetch(account, "nothing", { profileShare: 0.5 });
    for (const name of ["likes_per_original", "reposts_per_original", "effective_reach", "people_count"])
      expect([name, row[name]]).toEqual([name, account[name]]);
    expect(Math.abs(Number(row["score"]) - Number(account["score"]))).toBeLessThan(2);
    expect(Number(row["people_rank"])).toBeGreaterThan(0);
    expect(reading).toMatchObject({ known_count: 0, is_sample: false });
    expect(reading!.estimated_count).toBeGreaterThan(0);
    expect(reading!.unread_count).toBeGreaterThan(0);
    expect(reading!.estimated_count + reading!.unread_count).toBe(reading!.people_read);
  }, 60_000);

  it("keeps its counts and widens its interval when a part of its likers was read, more the smaller the part", async () => {
    const account = accounts[2]!;
    const whole = await runs.fetch(account, "everybody");
    const half = await runs.fetch(account, "everybody", { readShare: 0.5 });
    const tenth = await runs.fetch(account, "everybody", { readShare: 0.1 });
    const width = ({ row }: typeof whole) => Number(row["high"]) - Number(row["low"]);
    expect(width(half)).toBeGreaterThan(width(whole));
    expect(width(tenth)).toBeGreaterThan(width(half));
    for (const { row, reading } of [half, tenth]) {
      for (const name of ["likes_per_original", "reposts_per_original", "likes_received_count"])
        expect([name, row[name]]).toEqual([name, account[name]]);
      expect(reading!.is_sample).toBe(true);
      expect(reading!.people_estimated).toBeGreaterThan(reading!.people_read);
      expect(row["people_count"]).toBe(reading!.people_estimated);
      expect(Number(row["engaged_people_support_count"])).toBeLessThan(0.99 * reading!.people_read);
      expect(reading!.acts.like.read).toBeLessThan(reading!.acts.like.counted);
      expect(reading!.acts.repost.read).toBe(reading!.acts.repost.counted);
      const seen = scoreAccount(toEvidence(row), loadModel());
      expect(seen.score).toBeCloseTo(Number(row["score"]), 9);
      expect(seen.interval!.low).toBeCloseTo(Number(row["low"]), 9);
    }
  }, 60_000);
});

function closeTo(value: unknown, digits: number): unknown {
  return typeof value === "number" ? expect.closeTo(value, digits) : value;
}
