import { expect, it } from "vitest";
import { discountCosts } from "./discount-costs.ts";

it("says by the people who act on an account what discounts took, of those with both scores", () => {
  const costs = discountCosts(
    new Map([
      ["few", 20],
      ["many", 40],
      ["gained", 61],
      ["only with", 9],
    ]),
    new Map([
      ["few", 22],
      ["many", 50],
      ["gained", 60],
      ["only without", 80],
    ]),
    new Map([
      ["few", 4],
      ["many", 20],
      ["gained", 99],
    ]),
  );
  expect(costs.map(({ people, accounts, mean_loss }) => [people, accounts, mean_loss])).toEqual([
    ["all", 3, 3.6667],
    ["under 5", 1, 2],
    ["20 to 100", 2, 4.5],
  ]);
  expect(costs[2]).toMatchObject({
    ...{ median_score: 50.5, median_score_without: 55, largest_loss: 10 },
    ...{ p99_score: 60.79, p99_score_without: 59.9, p99_loss: 9.89 },
  });
});
