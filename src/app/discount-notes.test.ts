import { expect, it } from "vitest";
import { discountNotes } from "./discount-notes.ts";

it("names every discount with what is left of it", () => {
  const notes = discountNotes({
    engaged_people_count: 1310,
    unvouched_people_count: 1204,
    circle_people_count: 40,
    discounted_people_count: 1280,
    discounted_reactions_count: 2000.4,
    discounted_followers_count: 9800,
  });
  expect(notes).toEqual([
    "Of 1,310 people who acted, 1,204 are known to nobody established and 40 belong to a circle with others of them: all together count as 30.",
    "2,000 reactions do not count, since such people gave them.",
    "9,800 followers do not count: they were seen to do nothing at all.",
  ]);
});

it("says nothing where nothing was discounted or a run knows of no discount", () => {
  expect(
    discountNotes({ engaged_people_count: 7, unvouched_people_count: 2, discounted_people_count: 0.4 }),
  ).toEqual([]);
  expect(discountNotes({})).toEqual([]);
});
