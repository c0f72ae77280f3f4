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

it("says that strangers count where too few days were watched to discount them", () => {
  const strangers = {
    engaged_people_count: 1310,
    unvouched_people_count: 1300,
    discounted_reactions_count: 9,
  };
  expect(discountNotes({ ...strangers, discounted_people_count: 0 })).toEqual([
    "Not discounted: 1,300 people who are known to nobody established count too. Too few days were watched whole to tell strangers from bought accounts.",
    "Discounted: 9 reactions do not count (of people known to nobody established, of a circle, or told of by counts where all acts were watched).",
  ]);
  expect(discountNotes({ ...strangers, discounted_people_count: 258 })[1]).toContain(
    "Not discounted: 1,042 people",
  );
});

it("does not speak of strangers who are few, fewer than known people, or discounted", () => {
  const strangersOf = (engaged: number, unvouched: number, discounted: number) =>
    discountNotes({
      engaged_people_count: engaged,
      unvouched_people_count: unvouched,
      discounted_people_count: discounted,
    }).filter(note => note.startsWith("Not discounted"));
  expect(strangersOf(9, 9, 0)).toEqual([]);
  expect(strangersOf(40, 19, 0)).toEqual([]);
  expect(strangersOf(1310, 1300, 1295)).toEqual([]);
});

it("says nothing where nothing was discounted or a run knows of no discount", () => {
  expect(
    discountNotes({ engaged_people_count: 7, unvouched_people_count: 2, discounted_people_count: 0.4 }),
  ).toEqual([]);
  expect(discountNotes({})).toEqual([]);
});
