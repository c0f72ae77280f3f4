import { describe, expect, it } from "vitest";
import { killedAndUndisturbed } from "./ingest-harness.ts";

describe("following a stream, killed three times", () => {
  it("leaves the rows that following undisturbed leaves", async () => {
    const { calm, killed, connections } = await killedAndUndisturbed({
      frameCount: 3_000,
      kills: 3,
      rowsPerCompaction: 800,
      rowsPerBatch: 80,
      seed: 7,
    });
    expect(connections).toBe(5);
    expect(calm["interactions"]!.length).toBeGreaterThan(2_000);
    expect(calm["observations"]!.length).toBeGreaterThan(0);
    expect(killed).toEqual(calm);
  });
});
