import { describe, expect, it } from "vitest";
import { killedAndUndisturbed } from "./ingest-harness.ts";

describe("following a stream, killed twenty times", () => {
  it("leaves the rows that following undisturbed leaves", { timeout: 600_000 }, async () => {
    const { calm, killed, connections } = await killedAndUndisturbed({
      frameCount: 60_000,
      kills: 20,
      rowsPerCompaction: 4_000,
      rowsPerBatch: 500,
      seed: 11,
    });
    expect(connections).toBe(22);
    expect(calm["interactions"]!.length).toBeGreaterThan(40_000);
    expect(killed).toEqual(calm);
  });
});
