import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EngineRow } from "../../src/engines/contract.ts";
import { type Fetch, OnDemandRuns, type SeenAccount } from "../support/on-demand-runs.ts";

const ASKED = 40;
let runs: OnDemandRuns;
let accounts: readonly EngineRow[];

beforeAll(async () => {
  runs = await OnDemandRuns.create({ accounts: 5000, interactions: 250_000, seed: 77 });
  accounts = runs.scoredAccounts(ASKED);
}, 300_000);
afterAll(() => runs.close());

async function fetchAll(fetch: Fetch): Promise<readonly SeenAccount[]> {
  const seen: SeenAccount[] = [];
  for (const account of accounts) seen.push(await runs.fetch(account, "nothing", fetch));
  return seen;
}

const numbers = (rows: readonly EngineRow[], name: string) => rows.map(row => Number(row[name]));
const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Spearman, of values without ties to speak of. */
function rankCorrelation(first: readonly number[], second: readonly number[]): number {
  const ranks = (values: readonly number[]) => {
    const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
    const places = new Array<number>(values.length);
    for (const [place, i] of order.entries()) places[i] = place;
    return places;
  };
  const [a, b] = [ranks(first), ranks(second)];
  const squares = a.reduce((sum, place, i) => sum + (place - b[i]!) ** 2, 0);
  return 1 - (6 * squares) / (a.length * (a.length ** 2 - 1));
}

/** How `seen` on demand compares with the run over everything, over those of `isCompared`. An account of whom nobody was read has
 *  no count of people, so it says nothing of their bias. */
function compare(seen: readonly SeenAccount[], isCompared: (place: number) => boolean) {
  const pairs = seen
    .map(({ row, reading }, place) => ({ row, reading, whole: accounts[place]! }))
    .filter((_, place) => isCompared(place));
  const rows = pairs.map(({ row }) => row);
  const scores = numbers(rows, "score");
  const whole = numbers(
    pairs.map(pair => pair.whole),
    "score",
  );
  const lows = numbers(rows, "low");
  const highs = numbers(rows, "high");
  const people = pairs
    .filter(({ row }) => row["people_count"] !== null)
    .map(pair => ({
      error: Math.log(Number(pair.row["people_count"]) / Number(pair.whole["people_count"])),
      deviation: pair.reading?.people_relative_error ?? 0,
    }));
  return {
    accounts: pairs.length,
    spearman: rankCorrelation(scores, whole),
    median_difference: median(scores.map((score, i) => Math.abs(score - whole[i]!))),
    inside_share: mean(whole.map((score, i) => (score >= lows[i]! && score <= highs[i]! ? 1 : 0))),
    median_width: median(highs.map((high, i) => high - lows[i]!)),
    people_bias: mean(people.map(({ error }) => error)),
    people_deviation: mean(people.map(({ deviation }) => deviation)),
    people_inside_share: mean(
      people.map(({ error, deviation }) => (Math.abs(error) <= 1.645 * deviation + 1e-9 ? 1 : 0)),
    ),
  };
}

type Compared = ReturnType<typeof compare>;

describe("simulated accounts fetched one by one, on a lake that was never run", () => {
  it("rank as in the run over everything, and a sample of likers widens the interval without shifting the people", async () => {
    const seen = [await fetchAll({}), await fetchAll({ readShare: 0.5 }), await fetchAll({ readShare: 0.1 })];
    // Too few people read of a small account leave it without a score, not with a low one.
    const isScored = (place: number) => seen.every(all => all[place]!.row["score"] !== null);
    const [whole, half, tenth] = seen.map(all => compare(all, isScored)) as [Compared, Compared, Compared];
    console.log(JSON.stringify({ whole, half, tenth }, null, 1));
    expect(whole.accounts).toBeGreaterThanOrEqual(0.9 * ASKED);
    expect(whole.spearman).toBeGreaterThan(0.98);
    expect(whole.median_difference).toBeLessThan(0.5);
    expect(whole.people_bias).toBe(0);
    for (const sample of [half, tenth]) {
      expect(sample.spearman).toBeGreaterThan(0.97);
      expect(sample.median_difference).toBeLessThan(0.8);
      expect(sample.inside_share).toBeGreaterThanOrEqual(0.9);
      expect(Math.abs(sample.people_bias)).toBeLessThan(0.12);
      expect(sample.people_inside_share).toBeGreaterThan(0.75);
    }
    expect(half.median_width).toBeGreaterThan(whole.median_width);
    expect(tenth.median_width).toBeGreaterThan(whole.median_width);
    expect(half.people_deviation).toBeGreaterThan(whole.people_deviation);
    expect(tenth.people_deviation).toBeGreaterThan(half.people_deviation);
  }, 900_000);
});
