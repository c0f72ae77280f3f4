import { expect, it } from "vitest";
import { scoreChanges } from "./score-changes.ts";

function scores(values: Readonly<Record<string, number>>) {
  const rows = Object.entries(values).map(([account, score]) => {
    return [account, { score, low: score - 1, high: score + 1, level: 0.9 }] as const;
  });
  return new Map(rows);
}

it("compares the accounts that both runs score, against the earlier interval", () => {
  const earlier = { at: "2026-03-01T00:00:00.000Z", scores: scores({ a: 10, b: 20, c: 30, gone: 5 }) };
  const later = { at: "2026-03-02T00:00:00.000Z", scores: scores({ a: 10.5, b: 22, c: 30, fresh: 9 }) };
  expect(scoreChanges(earlier, later)).toMatchObject({
    accounts: 3,
    median_change: 0.5,
    largest_change: 2,
    rank_correlation: 1,
    outside_share: 0.3333,
  });
});

it("is null where no account is scored twice", () => {
  const at = "2026-03-01T00:00:00.000Z";
  expect(scoreChanges({ at, scores: scores({ a: 1 }) }, { at, scores: scores({ b: 1 }) })).toMatchObject({
    accounts: 0,
    median_change: null,
    rank_correlation: null,
    outside_share: null,
  });
});
