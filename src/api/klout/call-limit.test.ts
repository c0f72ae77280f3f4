import { expect, it } from "vitest";
import { CallLimit } from "./call-limit.ts";

it("allows each key 10 calls a second and 10,000 a day, and says when to go on", () => {
  let at = Date.parse("2026-11-01T23:59:00.250Z");
  const limit = new CallLimit(() => new Date(at));
  const taken = (count: number, key = "a") =>
    Array.from({ length: count }, () => limit.take(key).isAllowed).filter(Boolean).length;
  expect(taken(15)).toBe(10);
  expect(limit.take("a").retryAfterSeconds).toBe(0.75);
  expect(taken(3, "b")).toBe(3);
  for (let second = 1; second < 1_000; second++) {
    at += 40;
    if (at % 1_000 < 40) taken(10);
  }
  at = Date.parse("2026-11-02T00:00:00.000Z");
  let total = 0;
  for (let second = 0; second < 1_001; second++) {
    total += taken(10);
    at += 1_000;
  }
  expect(total).toBe(10_000);
  expect(limit.take("a").retryAfterSeconds).toBe(86_400 - 1_001);
  at = Date.parse("2026-11-03T00:00:00.000Z");
  expect(taken(1)).toBe(1);
});
