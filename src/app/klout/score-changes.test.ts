import { describe, expect, it } from "vitest";
import { loadModel } from "../load-model.ts";
import { scoreChanges } from "./score-changes.ts";

const model = loadModel();
const AS_OF = "2026-10-31T00:00:00.000Z";

function point(date: string, score: number | null, modelId = model.id) {
  return {
    as_of: `${date}T00:00:00.000Z`,
    published_at: null,
    model: modelId,
    score,
    low: null,
    high: null,
    coverage: null,
  };
}

describe("scoreChanges", () => {
  it("compares with the latest score published at least the span ago and less than twice it", () => {
    const history = [
      point("2026-09-20", 30),
      point("2026-10-01", 35),
      point("2026-10-23", 38),
      point("2026-10-24", 39),
      point("2026-10-26", 40),
      point("2026-10-30", 41),
      point("2026-10-31", 42),
    ];
    expect(scoreChanges(42, AS_OF, [history], model)).toEqual({
      one_day: 1,
      five_days: 2,
      week: 3,
      month: 7,
    });
  });

  it("says 0 where the only earlier score is too old, of another model, or was none", () => {
    for (const earlier of [
      point("2026-10-29", 20),
      point("2026-10-30", 20, "renown-2020-01"),
      point("2026-10-30", null),
    ])
      expect(scoreChanges(42, AS_OF, [[earlier]], model).one_day).toBe(0);
    expect(scoreChanges(42, AS_OF, [], model)).toEqual({ one_day: 0, five_days: 0, week: 0, month: 0 });
  });

  it("takes the networks of an identity together as they are linked now, so that standing still is no change", () => {
    const curve = model.calibration.influenceToScore;
    const [weak, strong] = [curve[3]![1], curve[5]![1]];
    const histories = [[point("2026-10-30", strong)], [point("2026-10-30", weak)]];
    const alone = scoreChanges(strong, AS_OF, [histories[0]!], model).one_day;
    const linked = scoreChanges(strong, AS_OF, histories, model).one_day;
    expect(alone).toBe(0);
    // Together they stood higher than the strongest alone.
    expect(linked).toBeLessThan(0);
  });
});
