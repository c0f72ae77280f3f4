import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { normalDraw, seededRandom } from "../../../test/support/account-evidence.ts";
import { openTestEngine } from "../../../test/support/sources.ts";
import { loadModel, modelIds } from "../../app/load-model.ts";
import { NETWORKS } from "../../domain/network.ts";
import type { DuckDbEngine } from "../../engines/duckdb/duckdb-engine.ts";
import { EVIDENCE_COLUMNS } from "../../features/feature.ts";
import { PAID_FEATURE_NAMES, type PaidFeatureName } from "../../features/registry.ts";
import { type AccountEvidence, COUNT_COLUMNS, SUPPORT_COLUMNS } from "../account-evidence.ts";
import { positionAt } from "../impute.ts";
import { latentVarianceParts } from "../latent-variance.ts";
import { scoreAccount } from "../score-account.ts";
import type { ScoringModel } from "../scoring-model.ts";
import { compileModel } from "./compile-model.ts";

const ACCOUNT_COUNT = 10_000;
const TOLERANCE = 1e-9;

/** A plausible value of a feature: one common factor and noise of its own. */
function plausibleValue(name: PaidFeatureName, factor: number, random: () => number, model: ScoringModel) {
  const shape = model.features[name];
  if (shape === undefined) return 1;
  const deviations = shape.loading * factor + Math.sqrt(1 - shape.loading ** 2) * normalDraw(random);
  const position = positionAt(deviations, shape, model.constants.no_attention_deviations);
  const amount = shape.transform.scale * Math.expm1(position);
  return shape.transform.kind === "log1p" ? amount : Math.log10(1 + amount);
}

/** Any account: each value plausible, zero, tiny, far beyond the last knot, or exactly on a knot; every pattern of
 *  nulls from none to all; some accounts have nothing but zeros; whole, partial, null and impossible shares; counts that need not fit the values. */
function anyAccount(random: () => number, model: ScoringModel): AccountEvidence {
  const factor = normalDraw(random);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const nullShare = pick([0, 0, 0.1, 0.5, 0.9, 1]);
  const isQuiet = random() < 0.05;
  const orNull = (value: number) => (random() < nullShare ? null : value);
  const featureValue = (name: PaidFeatureName) => {
    const most = name === "people_rank" ? 8 : 1e12;
    const small = pick([0, 1e-300, 1e-17, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 20, 100, 1000, 10_000]);
    if (isQuiet) return orNull(0);
    const odd = pick([Math.min(small, most), most, most * random()]);
    return orNull(random() < 0.6 ? plausibleValue(name, factor, random, model) : odd);
  };
  const shareOf = () => orNull(pick([1, 1, 0, 1.5, random(), random()]));
  const countOf = () => orNull(pick([0, 1, Math.floor(100 * random()), Math.floor(1e9 * random())]));
  const entries = <Name extends string>(names: readonly Name[], value: (name: Name) => number | null) =>
    Object.fromEntries(names.map(name => [name, value(name)])) as Record<Name, number | null>;
  return {
    network: pick(NETWORKS),
    features: entries(PAID_FEATURE_NAMES, featureValue),
    support: entries(SUPPORT_COLUMNS, name => (name.endsWith("_share") ? shareOf() : countOf())),
    hasEnoughEvidence: random() < 0.9,
  };
}

/** What both evaluators say of an account, by the names of the compiled columns. */
function evaluated(evidence: AccountEvidence, model: ScoringModel): Record<string, number | null> {
  const score = scoreAccount(evidence, model);
  const { sampling, unobserved } = latentVarianceParts(evidence, model);
  return {
    score: score.score,
    low: score.interval?.low ?? null,
    high: score.interval?.high ?? null,
    latent: score.latent,
    influence: score.influence,
    variance: score.variance,
    coverage: score.coverage,
    ...score.subscores,
    sampling_variance: sampling,
    unobserved_variance: unobserved,
    ...Object.fromEntries(score.contributions.map(part => [`${part.feature}_latent`, part.latent])),
  };
}

/** `model` with a bent curve from latent to influence on two networks, as networks measured on their own have. */
function withNetworkCurves(model: ScoringModel): ScoringModel {
  const curve = [
    [-2, 0],
    [model.bias, model.bias + 1],
    [model.bias + 3, model.bias + 2],
    [40, 60],
  ] as const;
  const { mastodon, youtube } = model.networks;
  return {
    ...model,
    networks: { ...model.networks, mastodon: { ...mastodon, curve }, youtube: { ...youtube, curve } },
  };
}

/** `model` with a first feature that goes against all others, so that slopes and variances meet their limits. */
function withOpposedFeature(model: ScoringModel): ScoringModel {
  const { covariance, ...reference } = model.referenceContributions!;
  const opposed = covariance.map((row, i) =>
    row.map((value, j) => ((i === 0) === (j === 0) ? value : -2 * value)),
  );
  return { ...model, referenceContributions: { ...reference, covariance: opposed } };
}

const published = modelIds().map(id => loadModel(id));
const cases: readonly (readonly [title: string, model: ScoringModel])[] = [
  ...published.map(model => [model.id, model] as const),
  ...published.map(model => [`${model.id} with networks of their own`, withNetworkCurves(model)] as const),
  ...published
    .filter(model => model.referenceContributions !== null)
    .map(model => [`${model.id} with an opposed feature`, withOpposedFeature(model)] as const),
];

let engine: DuckDbEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

async function tableOf(accounts: readonly AccountEvidence[]): Promise<void> {
  const typed = (names: readonly string[], type: string) =>
    Object.fromEntries(names.map(name => [name, type]));
  await engine.createTableFromRows(
    "account_features",
    {
      ...{ network: "text", account_id: "text", has_enough_data: "boolean" },
      ...typed([...PAID_FEATURE_NAMES, ...EVIDENCE_COLUMNS], "double"),
      ...typed(COUNT_COLUMNS, "bigint"),
    },
    accounts.map(({ network, features, support, hasEnoughEvidence }, i) => ({
      ...{ network, account_id: String(i), has_enough_data: hasEnoughEvidence },
      ...features,
      ...support,
    })),
  );
}

describe("compileModel", () => {
  it.each(cases)("%s: SQL and the evaluator agree to 1e-9 on 10,000 accounts", async (_title, model) => {
    const random = seededRandom(20_261_123);
    const accounts = Array.from({ length: ACCOUNT_COUNT }, () => anyAccount(random, model));
    await tableOf(accounts);
    const rows = await engine.rows(compileModel(model, "account_features"));
    expect(rows).toHaveLength(ACCOUNT_COUNT);
    const largest: Record<string, number> = {};
    for (const row of rows) {
      const expected = evaluated(accounts[Number(row["account_id"])]!, model);
      expect(Object.keys(row).sort()).toEqual([...Object.keys(expected), "account_id", "network"].sort());
      for (const [name, value] of Object.entries(expected)) {
        const given = row[name] as number | null;
        const isOneNull = (given === null) !== (value === null);
        const difference = isOneNull ? Number.POSITIVE_INFINITY : Math.abs((given ?? 0) - (value ?? 0));
        largest[name] = Math.max(largest[name] ?? 0, Number.isNaN(difference) ? Infinity : difference);
      }
    }
    for (const [name, difference] of Object.entries(largest))
      expect(difference, `${name} differs`).toBeLessThan(TOLERANCE);
  });

  it.each(cases)("%s: uses only functions that every engine has", (_title, model) => {
    const called = compileModel(model, "account_features").matchAll(/(\w+)\(/g);
    const functions = new Set([...called].map(([, word]) => word));
    expect([...functions].sort()).toEqual(["CAST", "coalesce", "exp", "ln", "sqrt"]);
  });
});
