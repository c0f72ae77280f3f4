import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { handleHash } from "./handle-hash.ts";

describe("handleHash", () => {
  it("is a whole number that a double and SQLite both hold, the same in any case", () => {
    fc.assert(
      fc.property(fc.constantFrom("x", "bluesky"), fc.string(), (network, handle) => {
        const hash = handleHash(network, handle);
        expect(Number.isSafeInteger(hash) && hash >= 0).toBe(true);
        expect(handleHash(network, handle.toLowerCase())).toBe(hash);
      }),
    );
  });

  it("keeps handles apart that differ by little, and networks", () => {
    const hashes = new Set<number>();
    for (let i = 0; i < 100_000; i++)
      for (const network of ["x", "mastodon"]) hashes.add(handleHash(network, `user${i}`));
    expect(hashes.size).toBe(200_000);
  });

  it("spreads over its whole range", () => {
    const eighths = new Array<number>(8).fill(0);
    for (let i = 0; i < 8_000; i++) eighths[Math.floor((handleHash("x", `user${i}`) / 2 ** 53) * 8)]! += 1;
    for (const count of eighths) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });
});
