import { describe, expect, it } from "vitest";
import type { EngagerReading } from "../pipeline/on-demand/engagers.ts";
import { engagerNotes } from "./engager-notes.ts";

const whole: EngagerReading = {
  network: "x",
  account_id: "1",
  acts: {
    like: { read: 120, counted: 120 },
    repost: { read: 12, counted: 12 },
    reply: { read: 0, counted: 0 },
    quote: { read: 0, counted: 0 },
  },
  is_sample: false,
  people_read: 100,
  people_estimated: 100,
  people_relative_error: 0,
  known_count: 100,
  estimated_count: 0,
  unread_count: 0,
  standing_weights: "engager-standing-1",
};

describe("notes on who acted", () => {
  it("say nothing when everybody was read and stands in the newest run", () => {
    expect(engagerNotes(whole)).toEqual([]);
  });

  it("show the size of the sample by kind", () => {
    const acts = { ...whole.acts, like: { read: 120, counted: 4310 }, quote: { read: 0, counted: 1 } };
    expect(engagerNotes({ ...whole, acts, is_sample: true, people_estimated: 2900 })).toEqual([
      "Who acted was read for 120 of 4,310 likes and 0 of 1 quote: 100 people seen, about 2,900 in all. " +
        "The counts are whole; what rests on people is estimated from this sample, and the range is wider for it.",
    ]);
  });

  it("show where the standing of those people comes from", () => {
    expect(engagerNotes({ ...whole, known_count: 60, estimated_count: 30, unread_count: 10 })).toEqual([
      "PeopleRank takes 100 people who acted on it: 60 by the newest run, 30 by an estimate from their own profile numbers " +
        "and 10 as the mean of such people.",
    ]);
    expect(engagerNotes({ ...whole, people_read: 1, known_count: 0, estimated_count: 1 })).toEqual([
      "PeopleRank takes 1 person who acted on it: 1 by an estimate from their own profile numbers.",
    ]);
  });
});
