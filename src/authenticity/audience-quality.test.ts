import { expect, it } from "vitest";
import { AUDIENCE_CLASSES, audienceQuality } from "./audience-quality.ts";

const row = (counts: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(counts).map(([name, count]) => [`engagers_${name}_count`, count]));

it("shares are of all people seen and sum to 1, the headline is of those known", () => {
  const seen = row({ seen: 100, genuine: 60, suspicious: 15, mass_follower: 5, unknown: 20 });
  const { classes, genuine, reason, people_count } = audienceQuality(seen, "engagers");
  expect(people_count).toBe(100);
  expect(classes.map(({ name }) => name)).toEqual(AUDIENCE_CLASSES);
  expect(classes.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  expect(genuine!.share).toBe(60 / 80);
  expect(genuine!.low).toBeLessThan(0.75);
  expect(genuine!.high).toBeGreaterThan(0.75);
  expect(reason).toBeNull();
});

it("more people seen make the range narrower", () => {
  const width = (factor: number) => {
    const { genuine } = audienceQuality(
      row({ seen: 20 * factor, genuine: 15 * factor, suspicious: 5 * factor }),
      "engagers",
    );
    return genuine!.high - genuine!.low;
  };
  expect(width(100)).toBeLessThan(width(1) / 5);
});

it("under ten people no class is counted, so that nobody can be told from it", () => {
  const { classes, genuine, reason } = audienceQuality(
    row({ seen: 9, genuine: 8, suspicious: 1 }),
    "engagers",
  );
  expect(classes).toEqual([]);
  expect(genuine).toBeNull();
  expect(reason).toBe("too_few_people");
});

it("an audience of unknown people has no headline, and says when the terms of X's API are why", () => {
  expect(audienceQuality(row({ seen: 50, unknown: 45, genuine: 5 }), "engagers").reason).toBe(
    "too_few_people",
  );
  const restricted = row({ seen: 50, unknown: 50, restricted: 50 });
  expect(audienceQuality(restricted, "engagers")).toMatchObject({ genuine: null, reason: "policy" });
  expect(audienceQuality(null, "followers")).toMatchObject({ people_count: 0, reason: "not_observed" });
});
