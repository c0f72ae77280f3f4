import { describe, expect, it } from "vitest";
import { formatQuality } from "./format.ts";
import { measureQuality, type QualityRow } from "./measure-quality.ts";
import type { QualityName } from "./quality.ts";
import { QUALITIES } from "./registry.ts";

const measured = (name: QualityName, row: QualityRow) =>
  measureQuality(QUALITIES.find(quality => quality.name === name)!, row);

describe("measureQuality", () => {
  it("gives value, interval, parts and a sentence from a row of sums", () => {
    const row = {
      conversation: 0.625,
      conversation_reason: null,
      spoke_people_count: 4,
      answered_people_count: 3,
      exchange_people_count: 1,
    };
    const conversation = measured("conversation", row);
    expect(conversation).toMatchObject({ value: 0.625, unit: "share", reason: null });
    expect(conversation.sentence).toBe("Answered 3 of 4 people, 1 in three turns or more");
    expect(conversation.interval!.low).toBeLessThan(0.625);
    expect(conversation.interval!.high).toBeGreaterThan(0.625);
    expect(conversation.parts.map(part => part.value)).toEqual([4, 3, 1]);
  });

  it("takes the interval of a median from the places that hold it", () => {
    const row = { timeliness: 0.5, answers_count: 7, low_wait_hours: 0.1, high_wait_hours: 3 };
    expect(measured("timeliness", row).interval).toEqual({ low: 0.1, high: 3, level: 0.9 });
    expect(measured("timeliness", row).sentence).toBe("Half of its 7 answers came within 30 minutes");
  });

  it("says why there is no value, and keeps a null apart from a zero", () => {
    const few = measured("timeliness", {
      timeliness: null,
      timeliness_reason: "too_few_cases",
      answers_count: 4,
    });
    expect(few).toMatchObject({ value: null, interval: null, sentence: null });
    expect(few.reason).toMatch(/Fewer than 5 answers/);
    const unseen = measured("timeliness", { timeliness: null, timeliness_reason: "not_observed" });
    expect(unseen.reason).toMatch(/not observed/);
    const mute = measured("conversation", { conversation: 0, spoke_people_count: 9 });
    expect(mute).toMatchObject({ value: 0, reason: null });
    expect(mute.interval!.high).toBeGreaterThan(0);
  });

  it("a variety that has too few cases does not narrow the interval of flexibility", () => {
    const sums = { forms_count: 20, forms_squares: 200, forms_cubes: 2000 };
    const one = measured("flexibility", { flexibility: 0.6, forms_variety: 0.6, ...sums });
    const two = measured("flexibility", {
      ...{ flexibility: 0.6, forms_variety: 0.6, ...sums },
      ...{ topics_variety: 0.6, topics_count: 20, topics_squares: 200, topics_cubes: 2000 },
    });
    const width = ({ interval }: typeof one) => interval!.high - interval!.low;
    expect(width(two)).toBeLessThan(width(one));
    expect(one.sentence).toContain("of topics unknown");
  });
});

describe("formatQuality", () => {
  it.each([
    [0.001, "hours", "a minute"],
    [0.25, "hours", "15 minutes"],
    [2.04, "hours", "2 hours"],
    [60, "hours", "2.5 days"],
    [0.456, "share", "46 %"],
    [12345, "posts", "12,345"],
  ])("says %d %s as %s", (value, unit, words) => {
    expect(formatQuality(value, unit)).toBe(words);
  });
});
