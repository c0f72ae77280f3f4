import { expect, it } from "vitest";
import { discountNotes } from "./discount-notes.ts";

it("names every discount with its reasons and what is left of it", () => {
  const notes = discountNotes({
    engaged_people_count: 1310,
    unvouched_people_count: 1204,
    circle_people_count: 40,
    discounted_people_count: 1280,
    discounted_reactions_count: 2000.4,
    discounted_followers_count: 9800,
  });
  expect(notes).toEqual([
    "Discounted: the 1,310 people who acted count as 30, in PeopleRank too (1,204 are known to nobody established; 40 belong to a circle with others of them; who trades acts with many or looks less than genuine counts in part).",
    "Discounted: 2,000 reactions do not count, for the same reasons.",
    "Discounted: 9,800 followers do not count (seen to do nothing at all, or less than genuine by their profiles).",
  ]);
});

it("gives the reasons of reactions where no people are discounted", () => {
  expect(discountNotes({ engaged_people_count: 7, discounted_reactions_count: 7.2 })).toEqual([
    "Discounted: 7 reactions do not count (of people known to nobody established, of a circle, or told of by counts where all acts were watched).",
  ]);
});

it("says nothing where nothing was discounted or a run knows of no discount", () => {
  expect(
    discountNotes({ engaged_people_count: 7, unvouched_people_count: 2, discounted_people_count: 0.4 }),
  ).toEqual([]);
  expect(discountNotes({})).toEqual([]);
});
