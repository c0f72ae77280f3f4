import { expect, it } from "vitest";
import { bucketOf, rounded } from "./klout-numbers.ts";

it("puts scores into decades as they are shown, the top one reaching 100", () => {
  const buckets = { 0: "0-9", 9.99: "0-9", 10: "10-19", 19.9994: "10-19", 19.9996: "20-29" } as const;
  for (const [score, bucket] of Object.entries(buckets)) expect(bucketOf(Number(score))).toBe(bucket);
  expect([89.999, 90, 99, 100].map(bucketOf)).toEqual(["80-89", "90-100", "90-100", "90-100"]);
});

it("rounds to the decimals asked for and knows no negative zero", () => {
  expect(rounded(41.27449, 3)).toBe(41.274);
  expect(Object.is(rounded(-0.0001, 2), 0)).toBe(true);
});
