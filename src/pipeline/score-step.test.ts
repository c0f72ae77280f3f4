import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { evidenceOf } from "../../test/support/account-evidence.ts";
import { openTestEngine } from "../../test/support/sources.ts";
import { loadModel } from "../app/load-model.ts";
import type { ProgressEvent } from "../domain/progress.ts";
import type { EngineRow } from "../engines/contract.ts";
import type { DuckDbEngine } from "../engines/duckdb/duckdb-engine.ts";
import { EVIDENCE_COLUMNS } from "../features/feature.ts";
import { PAID_FEATURE_NAMES, type PaidFeatureName } from "../features/registry.ts";
import { type AccountEvidence, COUNT_COLUMNS, type FeatureVector } from "../scoring/account-evidence.ts";
import { combineNetworks } from "../scoring/combine-networks.ts";
import { scoreAccount } from "../scoring/score-account.ts";
import { scoreStep } from "./score-step.ts";

const model = loadModel();
const uniform = (value: number) =>
  Object.fromEntries(PAID_FEATURE_NAMES.map(name => [name, value])) as Record<PaidFeatureName, number>;

const evidence = (
  network: AccountEvidence["network"],
  features: FeatureVector,
  hasEnoughEvidence = true,
) => ({
  ...evidenceOf(features, { share: 0.7 }),
  network,
  hasEnoughEvidence,
});

/** By account id, with the identity each belongs to. */
const ACCOUNTS: Readonly<Record<string, readonly [AccountEvidence, identity: string | null]>> = {
  alone: [evidence("x", uniform(2)), null],
  unknown_likes: [evidence("x", { ...uniform(5), likes_per_original: null }), null],
  amara_x: [evidence("x", uniform(20)), "x:amara_x"],
  amara_sky: [evidence("bluesky", uniform(3)), "x:amara_x"],
  amara_quiet: [evidence("nostr", uniform(0), false), "x:amara_x"],
  silent_x: [evidence("x", uniform(0), false), "x:silent_x"],
  silent_sky: [evidence("bluesky", uniform(0), false), "x:silent_x"],
};

let engine: DuckDbEngine;
let accounts: ReadonlyMap<string, EngineRow>;
let identities: ReadonlyMap<string, EngineRow>;
const reports: ProgressEvent[] = [];

beforeAll(async () => {
  engine = await openTestEngine();
  await createFeatures();
  const result = await scoreStep(engine, model, event => reports.push(event));
  expect(result).toEqual({ accountCount: 7, scoredCount: 4, linkedIdentityCount: 1 });
  const byColumn = async (table: string, column: string) =>
    new Map((await engine.rows(`SELECT * FROM ${table}`)).map(row => [String(row[column]), row]));
  accounts = await byColumn("account_scores", "account_id");
  identities = await byColumn("identity_scores", "identity_id");
});
afterAll(() => engine.close());

async function createFeatures(): Promise<void> {
  const typed = (names: readonly string[], type: string) =>
    Object.fromEntries(names.map(name => [name, type]));
  const key = { network: "text", account_id: "text" };
  await engine.createTableFromRows(
    "account_features",
    {
      ...{ ...key, handle: "text", display_name: "text", followers_count: "bigint" },
      ...{ has_enough_data: "boolean", is_self_supplied: "boolean", is_indexable: "boolean" },
      ...typed([...PAID_FEATURE_NAMES, ...EVIDENCE_COLUMNS], "double"),
      ...typed(COUNT_COLUMNS, "bigint"),
    },
    Object.entries(ACCOUNTS).map(([account_id, [{ network, features, support, hasEnoughEvidence }]]) => ({
      ...{ network, account_id, has_enough_data: hasEnoughEvidence },
      ...features,
      ...support,
    })),
  );
  await engine.createTableFromRows(
    "identity_accounts",
    { ...key, identity_id: "text" },
    Object.entries(ACCOUNTS).flatMap(([account_id, [{ network }, identity_id]]) =>
      identity_id === null ? [] : [{ network, account_id, identity_id }],
    ),
  );
}

describe("scoreStep", () => {
  it("gives every account with enough data what scoreAccount says of it", () => {
    for (const [account_id, [given]] of Object.entries(ACCOUNTS)) {
      const row = accounts.get(account_id)!;
      const expected = scoreAccount(given, model);
      expect(row["status"]).toBe(expected.status);
      expect(row["reason"]).toBe(expected.reason);
      expect(row["is_ranked"]).toBe(given.hasEnoughEvidence);
      if (!given.hasEnoughEvidence) continue;
      const { score, interval, latent, influence, variance, coverage, subscores } = expected;
      const numbers = { score, low: interval!.low, high: interval!.high, latent, influence, variance };
      for (const [name, value] of Object.entries({ ...numbers, coverage, ...subscores }))
        expect(row[name], `${account_id}: ${name}`).toBeCloseTo(value!, 9);
    }
  });

  it("gives an account without enough data a row whose numbers are null", () => {
    const row = accounts.get("silent_x")!;
    for (const name of ["score", "low", "high", "latent", "influence", "variance", "coverage", "reach"])
      expect(row[name]).toBeNull();
  });

  it("combines the scored accounts of one identity", () => {
    const scores = ["amara_x", "amara_sky"].map(id => scoreAccount(ACCOUNTS[id]![0], model));
    const { score, interval, influence, variance, coverage } = combineNetworks(scores, model);
    const row = identities.get("x:amara_x")!;
    expect(row["status"]).toBe("scored");
    const numbers = { score, low: interval!.low, high: interval!.high, influence, variance, coverage };
    for (const [name, value] of Object.entries(numbers)) expect(row[name], name).toBeCloseTo(value!, 9);
    expect(Number(row["score"])).toBeGreaterThan(Number(accounts.get("amara_x")!["score"]));
  });

  it("says of an identity none of whose accounts has enough data that it has not enough data", () => {
    expect(identities.get("x:silent_x")).toMatchObject({ status: "not_enough_data", score: null });
  });

  it("keeps the score of an account that is linked to no other", () => {
    expect(identities.get("x:alone")).toMatchObject({
      status: "scored",
      score: accounts.get("alone")!["score"],
    });
  });

  it("reports the accounts as done once, at the end", () => {
    expect(reports.at(-1)).toMatchObject({ step: "score accounts", done: 7, total: 7, isLast: true });
    expect(reports.filter(report => report.isLast)).toHaveLength(1);
  });

  it("refuses to lose or double accounts", async () => {
    await engine.run("INSERT INTO identity_accounts SELECT * FROM identity_accounts");
    await expect(scoreStep(engine, model)).rejects.toThrow("10 accounts were scored, 7 have features");
  });
});
