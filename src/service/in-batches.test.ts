import { describe, expect, it } from "vitest";
import { InBatches } from "./in-batches.ts";

describe("InBatches", () => {
  it("works for a batch before those in it go on, and gives each its own", async () => {
    const order: string[] = [];
    const batches = new InBatches(async (asked: number) => {
      order.push(`work ${asked}`);
      return 10 * asked;
    }, 2);
    await Promise.all([1, 2, 3].map(async asked => order.push(`got ${await batches.do(asked)}`)));
    expect(order).toEqual(["work 1", "work 2", "got 10", "got 20", "work 3", "got 30"]);
  });

  it("takes what is asked while a batch is done", async () => {
    const batches = new InBatches(async (asked: string) => asked.toUpperCase(), 16);
    const inside = batches.do("a").then(async first => [first, await batches.do("b")]);
    await expect(inside).resolves.toEqual(["A", "B"]);
    await expect(batches.do("c")).resolves.toBe("C");
  });
});
