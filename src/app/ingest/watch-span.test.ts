import { describe, expect, it } from "vitest";
import { carryOn, ended, observationsOf, type WatchSpan } from "./watch-span.ts";

/** Spans told after the times of `steps`; a "!" before a time is a gap. */
function toldOf(steps: readonly string[]): readonly WatchSpan[] {
  let open: WatchSpan | null = null;
  const told: WatchSpan[] = [];
  for (const step of steps) {
    const at = `2026-11-01T${step.replace("!", "")}:00.000Z`;
    const next = carryOn(open, { at, isAfterGap: step.startsWith("!") });
    told.push(...next.over);
    open = next.open;
  }
  return [...told, ...ended(open)];
}

const span = (from: string, to: string) => ({
  from: `2026-11-01T${from}:00.000Z`,
  to: `2026-11-01T${to}:00.000Z`,
});

describe("spans that were watched", () => {
  it("reach from the first event to the last, cut at full hours", () => {
    expect(toldOf(["10:10", "10:40", "10:59"])).toEqual([span("10:10", "10:59")]);
    expect(toldOf(["10:10", "11:05", "13:30"])).toEqual([
      span("10:10", "11:00"),
      span("11:00", "13:00"),
      span("13:00", "13:30"),
    ]);
    expect(toldOf(["10:00", "11:00"])).toEqual([span("10:00", "11:00")]);
  });

  it("end before a gap and begin after it", () => {
    expect(toldOf(["!10:10", "10:20", "!10:40", "10:50"])).toEqual([
      span("10:10", "10:20"),
      span("10:40", "10:50"),
    ]);
  });

  it("do not go back with an event that comes late, and are none of one event alone", () => {
    expect(toldOf(["10:10", "10:30", "10:20"])).toEqual([span("10:10", "10:30")]);
    expect(toldOf(["10:10"])).toEqual([]);
  });

  it("become one row for each thing that is watched", () => {
    const watches = [
      { table: "posts", kind: "*", isComplete: true },
      { table: "interactions", kind: "like", isComplete: false },
    ] as const;
    const rows = observationsOf(span("10:10", "10:20"), watches, { network: "bluesky", source: "made-up" });
    expect(rows).toEqual([
      {
        network: "bluesky",
        scope: "*",
        table: "posts",
        kind: "*",
        from_at: "2026-11-01T10:10:00.000Z",
        to_at: "2026-11-01T10:20:00.000Z",
        is_complete: true,
        source: "made-up",
      },
      expect.objectContaining({ table: "interactions", kind: "like", is_complete: false }),
    ]);
  });
});
