import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RateBudget } from "./rate-budget.ts";

const NOW = 1_000_000;

describe("RateBudget", () => {
  it("asks at once while nothing is known", () => {
    expect(new RateBudget().waitBefore(NOW)).toBe(0);
  });

  it("waits for the reset when nothing is left, and starts anew after it", () => {
    const budget = new RateBudget();
    budget.learn({ remaining: 1, resetAt: NOW + 5000 });
    expect(budget.waitBefore(NOW)).toBe(0);
    budget.spend(NOW);
    expect(budget.waitBefore(NOW + 1000)).toBe(4000);
    expect(budget.waitBefore(NOW + 5000)).toBe(0);
    budget.spend(NOW + 5000);
    expect(budget.waitBefore(NOW + 5001)).toBe(0);
  });

  it("leaves the reserve to others", () => {
    const budget = new RateBudget(10);
    budget.learn({ remaining: 10, resetAt: NOW + 1 });
    expect(budget.waitBefore(NOW)).toBe(1);
  });

  it("believes the lower of two counts of one period, in whatever order they come", () => {
    const budget = new RateBudget();
    budget.learn({ remaining: 0, resetAt: NOW + 10 });
    budget.learn({ remaining: 3, resetAt: NOW + 10 });
    expect(budget.waitBefore(NOW)).toBe(10);
    budget.learn({ remaining: 3, resetAt: NOW + 20 });
    expect(budget.waitBefore(NOW)).toBe(0);
  });

  it("sends nothing while refused, however much is left", () => {
    const budget = new RateBudget();
    budget.learn({ remaining: 100, resetAt: NOW + 10 });
    budget.block(NOW + 700);
    budget.block(NOW + 300);
    expect(budget.waitBefore(NOW)).toBe(700);
  });

  it("never sends more within a period than the server granted", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 20 }), (granted, reserve) => {
        const budget = new RateBudget(reserve);
        budget.learn({ remaining: granted, resetAt: NOW + 1000 });
        let sent = 0;
        for (; sent < 100 && budget.waitBefore(NOW) === 0; sent++) budget.spend(NOW);
        expect(sent).toBe(Math.max(0, granted - reserve));
      }),
      { seed: 5 },
    );
  });
});
