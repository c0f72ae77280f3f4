import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEFAULT_MODEL_ID, loadModel } from "../../src/app/load-model.ts";
import { STEADY_DAYS, type Steady, SteadyLake } from "./steady-lake.ts";

const MOST_POINTS = 3;
const model = loadModel(DEFAULT_MODEL_ID);

/** Steady accounts, by how much they draw: from about one reaction a week to a small crowd of people a day, with more
 *  followers than people who react, and with fewer. */
const ACCOUNTS: Readonly<Record<string, Steady>> = {
  seldom: { originals: 0.1, likes: 1, reposts: 0.1, replies: 0.2, people: 8, followers: 100 },
  "seldom and barely followed": {
    originals: 0.1,
    likes: 1,
    reposts: 0.1,
    replies: 0.2,
    people: 8,
    followers: 30,
  },
  once: { originals: 0.25, likes: 0.8, reposts: 0.1, replies: 0.1, people: 1000, followers: 30 },
  "once, followed by more": {
    originals: 0.25,
    likes: 0.8,
    reposts: 0.1,
    replies: 0.1,
    people: 1000,
    followers: 400,
  },
  weekly: { originals: 0.14, likes: 0.6, reposts: 0.2, replies: 0.2, people: 1000, followers: 100 },
  daily: { originals: 1, likes: 0.3, reposts: 0.1, replies: 0.1, people: 2000, followers: 60 },
  unfollowed: { originals: 0.3, likes: 2, reposts: 0.3, replies: 0.3, people: 5000, followers: 30 },
  few: { originals: 0.33, likes: 2, reposts: 0.3, replies: 0.3, people: 15, followers: 60 },
  small: { originals: 0.5, likes: 4, reposts: 0.6, replies: 0.8, people: 60, followers: 300 },
  loyal: { originals: 1, likes: 6, reposts: 1, replies: 2, people: 12, followers: 300 },
  middle: { originals: 1, likes: 15, reposts: 3, replies: 3, people: 400, followers: 3000 },
  wide: { originals: 1, likes: 15, reposts: 3, replies: 3, people: 100_000, followers: 3000 },
};

let lake: SteadyLake;
let scores: ReadonlyMap<string, readonly [before: number, after: number]>;

beforeAll(async () => {
  lake = await SteadyLake.open();
  for (const [id, steady] of Object.entries(ACCOUNTS)) await lake.add(id, steady);
  await lake.add("returning", ACCOUNTS["few"]!);
  await lake.post("returning", 209);
  await lake.liveOn();
  const ids = [...Object.keys(ACCOUNTS), "returning"];
  const before = await lake.scoresAfter(STEADY_DAYS, ids, model);
  const after = await lake.scoresAfter(STEADY_DAYS + 30, ids, model);
  scores = new Map(ids.map(id => [id, [before.get(id)!, after.get(id)!] as const]));
});

afterAll(() => lake.close());

describe("30 silent days after a steady half-year", () => {
  it.each(Object.keys(ACCOUNTS))("cost a %s account at most 3 points", id => {
    const [before, after] = scores.get(id)!;
    expect(before).toBeGreaterThan(20);
    expect(before - after).toBeLessThanOrEqual(MOST_POINTS);
  });

  it("cost something: what others did fades", () => {
    for (const id of Object.keys(ACCOUNTS)) {
      const [before, after] = scores.get(id)!;
      // Half of what standing loses is forgiven, and loyal people lose less: that may lift by a trace.
      expect(before - after).not.toBeLessThan(-0.05);
    }
    expect(scores.get("middle")![0] - scores.get("middle")![1]).toBeGreaterThan(0.02);
  });

  it("are still forgiven after the first post that ends them", () => {
    const [, silent] = scores.get("few")!;
    const [, returned] = scores.get("returning")!;
    // One more original that drew nothing thins the rates a little.
    expect(Math.abs(returned - silent)).toBeLessThan(0.6);
  });
});
