import { describe, expect, it } from "vitest";
import type { VocabularyInputs } from "./inputs.ts";
import { KLOUT_STYLE_NAMES } from "./klout-style.ts";
import { vocabularyClass } from "./registry.ts";

/** Counts that put an account at the given places (0..1) of the four axes. */
function accountAt(
  creating: number,
  consistent: number,
  listening: number,
  focused: number,
): VocabularyInputs {
  const uses = 100;
  return {
    posts_count_90d: 100,
    reposts_made_count: 100 * (1 - creating),
    active_days_90d: 90 * consistent ** 2,
    replies_made_count: 100 * listening,
    likes_given_count: 0,
    tag_uses_count: uses,
    // uses spread evenly over 20^(1 - focused) tags
    tag_uses_squared_sum: uses + (uses * (uses - 1)) / 20 ** (1 - focused),
  };
}

const styleOf = (inputs: VocabularyInputs) => vocabularyClass("klout", inputs);

describe("Klout's styles", () => {
  it("reach every one of the 16, at its own place", () => {
    const middles = [0.1, 0.45, 0.55, 0.9];
    const found = middles.flatMap(row =>
      middles.map(column => styleOf(accountAt(column, column, row, row)).name),
    );
    expect(found).toEqual(KLOUT_STYLE_NAMES);
    expect(new Set(found).size).toBe(16);
  });

  it("put who shares casually and broadly among Curators and who creates steadily on one thing among Specialists", () => {
    expect(styleOf(accountAt(0, 0, 0, 0))).toMatchObject({ name: "Curator", row: 1, column: 1 });
    expect(styleOf(accountAt(1, 1, 1, 1))).toMatchObject({ name: "Specialist", row: 4, column: 4 });
    expect(styleOf(accountAt(1, 1, 0, 0))).toMatchObject({ name: "Celebrity", row: 1, column: 4 });
    expect(styleOf(accountAt(0, 0, 1, 1))).toMatchObject({ name: "Observer", row: 4, column: 1 });
  });

  it("show the four axes as worked by hand", () => {
    const { axes, why } = styleOf({
      // 30 of 40 updates are its own
      posts_count_90d: 40,
      reposts_made_count: 10,
      // sqrt(22.5 / 90) = 0.5
      active_days_90d: 22.5,
      // (6 replies + 24 likes) of (40 updates + 24 likes)
      replies_made_count: 6,
      likes_given_count: 24,
      // 6 and 2 uses of two tags: 8 x 7 / (36 + 4 - 8) = 1.75 equal tags; 1 - ln 1.75 / ln 20
      tag_uses_count: 8,
      tag_uses_squared_sum: 40,
    });
    expect(axes.map(axis => [axis.from, axis.to])).toEqual([
      ["sharing", "creating"],
      ["casual", "consistent"],
      ["participating", "listening"],
      ["broad", "focused"],
    ]);
    const values = axes.map(axis => axis.value);
    expect(values).toEqual([0.75, 0.5, 30 / 64, expect.closeTo(1 - Math.log(1.75) / Math.log(20), 9)]);
    expect(why).toContain("creating 0.75");
  });

  it("take focus from the people addressed where it hardly tags", () => {
    const { axes } = styleOf({
      ...accountAt(0.5, 0.5, 0.5, 0.5),
      tag_uses_count: 4,
      tag_uses_squared_sum: 4,
      // ten acts on each of ten people: 100 x 99 / (1000 - 100) = 11 people; 1 - ln 11 / ln 100
      acts_made_count: 100,
      acts_made_squared_sum: 1000,
    });
    expect(axes[3]!.value).toBeCloseTo(1 - Math.log(11) / Math.log(100), 9);
  });

  it("call five tags used once each broad, not five equal shares", () => {
    const { axes } = styleOf({ tag_uses_count: 5, tag_uses_squared_sum: 5 });
    expect(axes[3]!.value).toBe(0);
  });

  it("name none when an axis is not known, and say which input or axis", () => {
    const { reposts_made_count: _, ...rest } = accountAt(1, 1, 1, 1);
    expect(styleOf(rest)).toMatchObject({
      name: null,
      row: null,
      reason: "Not observed: reposts_made_count.",
    });
    const quiet = { ...accountAt(1, 1, 1, 1), tag_uses_count: 2, tag_uses_squared_sum: 2 };
    expect(styleOf(quiet)).toMatchObject({ name: null, reason: expect.stringContaining("broad-focused") });
    expect(styleOf({}).axes.map(axis => axis.value)).toEqual([null, null, null, null]);
  });
});
