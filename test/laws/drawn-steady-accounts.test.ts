import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEFAULT_MODEL_ID, loadModel } from "../../src/app/load-model.ts";
import { type Known, STEADY_DAYS, type Steady, SteadyLake } from "./steady-lake.ts";

const MOST_POINTS = 3;
const EACH = 20;
const WEEKS = Math.ceil(STEADY_DAYS / 7);
/** Where reach is not reported it is expected from the acts, and an act less is five times the points: one act a day. */
const ACTS_WITHOUT_PROFILE = 180;

const model = loadModel(DEFAULT_MODEL_ID);

/** Between `low` and `high`, every order of size alike. */
const size = (low: number, high: number) =>
  fc.integer({ min: 0, max: 10_000 }).map(part => low * (high / low) ** (part / 10_000));
const actsOf = ({ originals, likes, reposts, replies }: Steady) =>
  STEADY_DAYS * originals * (likes + reposts + replies);

const anySteady: fc.Arbitrary<Steady> = fc
  .record({
    originals: size(1 / 7, 3),
    reactions: size(0.3, 40),
    repostShare: size(0.02, 0.2),
    replyShare: size(0.05, 0.3),
    people: size(5, 50_000),
    followers: size(10, 30_000),
  })
  .map(({ originals, reactions, repostShare, replyShare, people, followers }) => ({
    originals,
    likes: reactions * (1 - repostShare - replyShare),
    reposts: reactions * repostShare,
    replies: reactions * replyShare,
    people: Math.ceil(people),
    followers: Math.ceil(followers),
  }))
  .filter(steady => actsOf(steady) >= 50 && actsOf(steady) <= 800);

const LAKES: Readonly<Record<string, Known>> = {
  "posts, acts and profile counts": { posts: true, profile: true },
  "posts and acts": { posts: true, profile: false },
  "acts and profile counts": { posts: false, profile: true },
  "acts alone": { posts: false, profile: false },
};

let lake: SteadyLake;
/** Points that the silence cost, by account, of those that were steady. */
let losses: ReadonlyMap<string, number>;

beforeAll(async () => {
  lake = await SteadyLake.open();
  const ids: string[] = [];
  for (const [name, known] of Object.entries(LAKES)) {
    const enough = anySteady.filter(one => known.profile || actsOf(one) > ACTS_WITHOUT_PROFILE);
    for (const [i, one] of fc.sample(enough, { seed: 20_261_123, numRuns: EACH }).entries()) {
      ids.push(`${name} ${i}`);
      await lake.add(`${name} ${i}`, one, known);
    }
  }
  const weeks = await lake.weeksWithAttention();
  await lake.liveOn();
  const steady = ids.filter(id => weeks.get(id) === WEEKS);
  const before = await lake.scoresAfter(STEADY_DAYS, steady, model);
  const after = await lake.scoresAfter(STEADY_DAYS + 30, steady, model);
  losses = new Map(steady.map(id => [id, before.get(id)! - after.get(id)!]));
});

afterAll(() => lake.close());

describe("30 silent days after half a year with a reaction in each week", () => {
  it.each(Object.keys(LAKES))("cost a drawn account at most 3 points where a lake holds %s", known => {
    const lost = [...losses].filter(([id]) => id.startsWith(`${known} `)).map(([, points]) => points);
    expect(lost.length).toBeGreaterThan(EACH / 2);
    for (const points of lost) expect(points).toBeLessThanOrEqual(MOST_POINTS);
    // Nobody gains much by falling silent.
    for (const points of lost) expect(points).toBeGreaterThan(-1);
  });
});
