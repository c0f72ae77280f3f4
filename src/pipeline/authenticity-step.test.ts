import { afterAll, beforeAll, expect, it } from "vitest";
import { seededRandom } from "../../test/support/account-evidence.ts";
import { openTestEngine } from "../../test/support/sources.ts";
import { loadAuthenticityModel } from "../app/authenticity/load-authenticity-model.ts";
import { estimateAuthenticity } from "../authenticity/estimate-authenticity.ts";
import { type AuthenticityEvidence, SIGNAL_COLUMNS } from "../authenticity/signal.ts";
import type { DuckDbEngine } from "../engines/duckdb/duckdb-engine.ts";
import { actingStep, authenticityStep } from "./authenticity-step.ts";

const COLUMNS = {
  account_key: "bigint",
  network: "text",
  is_restricted: "boolean",
  ...Object.fromEntries(SIGNAL_COLUMNS.map(name => [name, "double"])),
};
const model = loadAuthenticityModel();
let engine: DuckDbEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

function anyEvidence(random: () => number): AuthenticityEvidence {
  const nullShare = [0, 0.5, 1][Math.floor(3 * random())]!;
  const value = (name: string) => {
    if (random() < nullShare) return null;
    if (name.endsWith("_share")) return random();
    if (name === "gap_burstiness") return 2 * random() - 1;
    if (name === "has_url") return Math.round(random());
    return Math.floor(10 ** (6 * random())) - 1;
  };
  return Object.fromEntries(SIGNAL_COLUMNS.map(name => [name, value(name)])) as AuthenticityEvidence;
}

it("SQL and the evaluator give the same estimate of 2,000 accounts to 1e-9, with any of their numbers missing", async () => {
  const random = seededRandom(5);
  const accounts = Array.from({ length: 2000 }, (_, account_key) => ({
    account_key,
    network: random() < 0.5 ? "x" : "bluesky",
    evidence: anyEvidence(random),
  }));
  await engine.createTableFromRows(
    "int_authenticity_signals",
    COLUMNS,
    accounts.map(({ evidence, ...account }) => ({ ...account, is_restricted: false, ...evidence })),
  );
  expect(await authenticityStep(engine, model)).toBe(2000);
  const rows = await engine.rows("SELECT * FROM authenticity_estimates ORDER BY account_key");
  for (const [index, { network, evidence }] of accounts.entries()) {
    const expected = estimateAuthenticity(evidence, network, model);
    expect(rows[index]!["reason"]).toBe(expected.reason);
    if (expected.authenticity === null) expect(rows[index]!["authenticity"]).toBeNull();
    else {
      expect(rows[index]!["authenticity"]).toBeCloseTo(expected.authenticity, 9);
      expect(rows[index]!["log_odds"]).toBeCloseTo(expected.log_odds!, 9);
    }
  }
  expect(rows.some(row => row["reason"] === "not_observed")).toBe(true);
});

it("nobody has an estimate without a model, nor where the terms of X's API allow none", async () => {
  const [evidence] = [anyEvidence(seededRandom(1))];
  const row = { account_key: 1, network: "x", ...evidence, followers_count: 10, following_count: 10 };
  await engine.createTableFromRows("int_authenticity_signals", COLUMNS, [{ ...row, is_restricted: true }]);
  const read = () => engine.rows("SELECT authenticity, reason, log_odds FROM authenticity_estimates");
  await authenticityStep(engine, model);
  expect(await read()).toEqual([{ authenticity: null, reason: "policy", log_odds: null }]);
  await authenticityStep(engine, null);
  expect(await read()).toEqual([{ authenticity: null, reason: "not_observed", log_odds: null }]);
});

it("what accounts' own acts count is weighed by profile and texts alone, as the evaluator gives it without the rest", async () => {
  const random = seededRandom(6);
  const unseen = ["gap_burstiness", "quiet_hours_share", "outside_engagers_share", "twins_count"];
  const accounts = Array.from({ length: 500 }, (_, account_key) => {
    const evidence = { ...anyEvidence(random), established_engagers_count: null };
    for (const name of unseen) Object.assign(evidence, { [name]: null });
    return { account_key, network: random() < 0.5 ? "x" : "bluesky", evidence };
  });
  await engine.createTableFromRows("int_acting_signals", COLUMNS, [
    ...accounts.map(({ evidence, ...account }) => ({ ...account, is_restricted: false, ...evidence })),
    { ...accounts[0]!.evidence, account_key: 500, network: "x", is_restricted: true, age_days: 900 },
  ]);
  await actingStep(engine, model);
  const rows = await engine.rows("SELECT account_key, acting_authenticity FROM acting_estimates");
  const estimates = new Map(rows.map(row => [row["account_key"], row["acting_authenticity"]]));
  for (const { account_key, network, evidence } of accounts) {
    const { authenticity } = estimateAuthenticity(evidence, network, model);
    if (authenticity === null) expect(estimates.has(account_key)).toBe(false);
    else expect(estimates.get(account_key)).toBeCloseTo(authenticity, 9);
  }
  expect(estimates.size).toBeGreaterThan(200);
  expect(estimates.has(500)).toBe(false);
});
