import fc from "fast-check";
import { expect } from "vitest";
import { type NamedLaw, named } from "./holds-for.ts";
import { expectNothingLower, paid, scoreOf } from "./judging.ts";
import {
  accountIdsOf,
  act,
  actKinds,
  anyWorld,
  everythingObserved,
  HERO,
  hoursAgo,
  introduced,
  post,
  timeAgo,
  withRows,
} from "./worlds.ts";

const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);
const fans = numbers(100);

const ratesCount = named(
  "100 reposts on 10 posts beat 100 reposts on 1,000",
  {
    cases: fc.record({
      few: fc.integer({ min: 1, max: 10 }),
      many: fc.integer({ min: 1, max: 100 }),
      hours: hoursAgo,
    }),
    // The same fans repost both; `few` and `many` are the posts that the reposts fall on.
    worlds: ({ few, many, hours }) => ({
      world: {
        posts: [
          ...numbers(10).map(number => post(`few${number}`, "few")),
          ...numbers(1000).map(number => post(`many${number}`, "many")),
        ],
        interactions: fans.flatMap(fan => [
          act(`f${fan}`, "repost", `fan${fan}`, "few", { hours, post_id: `few${fan % few}` }),
          act(`m${fan}`, "repost", `fan${fan}`, "many", { hours, post_id: `many${fan % many}` }),
        ]),
        observations: everythingObserved(),
      },
    }),
    judge: ({ world }) => {
      const [few, many] = [world.account("few")!, world.account("many")!];
      expect(paid(few, "reposts_per_original")!).toBeGreaterThan(paid(many, "reposts_per_original")!);
      expect(scoreOf(few)).toBeGreaterThan(scoreOf(many));
    },
  },
  0.2,
);

const selectivityCounts = named("an act by someone who acts on everything is worth less", {
  cases: fc.record({
    kind: actKinds,
    hours: hoursAgo,
    others: fc.integer({ min: 3, max: 40 }),
    crowd: fc.integer({ min: 3, max: 20 }),
  }),
  worlds: ({ kind, hours, others, crowd }) => ({
    world: {
      posts: [post("pc", "chosen"), post("ps", "sprayed")],
      interactions: [
        ...numbers(crowd).flatMap(fan => [
          act(`c${fan}`, "like", `fan${fan}`, "chosen"),
          act(`s${fan}`, "like", `fan${fan}`, "sprayed"),
        ]),
        act("choice", kind, "selective", "chosen", { hours }),
        act("spray", kind, "sprayer", "sprayed", { hours }),
        ...numbers(others).map(other => act(`o${other}`, kind, "sprayer", `other${other}`, { hours })),
        ...introduced(["selective", "sprayer"]),
      ],
      observations: everythingObserved(),
    },
  }),
  judge: ({ world }) => {
    const [chosen, sprayed] = [world.account("chosen")!, world.account("sprayed")!];
    // By more than a trace: even the stalest like, spread over four, passes clearly less.
    expect(paid(chosen, "people_rank")! - paid(sprayed, "people_rank")!).toBeGreaterThan(0.001);
    expect(scoreOf(chosen)).toBeGreaterThan(scoreOf(sprayed));
  },
});

const peopleCount = named(
  "100 people acting once beat one person acting 100 times",
  {
    cases: fc.record({
      kind: fc.constantFrom("like", "repost", "reply", "quote"),
      posts: fc.integer({ min: 3, max: 30 }),
      hours: fc.array(hoursAgo, { minLength: 100, maxLength: 100 }),
    }),
    worlds: ({ kind, posts, hours }) => ({
      world: {
        posts: numbers(posts).flatMap(number => [post(`m${number}`, "many"), post(`o${number}`, "one")]),
        interactions: [
          ...fans.flatMap(fan => [
            act(`m${fan}`, kind, `fan${fan}`, "many", { hours: hours[fan]!, post_id: `m${fan % posts}` }),
            act(`o${fan}`, kind, "devoted", "one", { hours: hours[fan]!, post_id: `o${fan % posts}` }),
          ]),
          ...introduced([...fans.map(fan => `fan${fan}`), "devoted"]),
        ],
        observations: everythingObserved(),
      },
    }),
    judge: ({ world }) => {
      const [many, one] = [world.account("many")!, world.account("one")!];
      for (const feature of ["engaged_people", "people_rank"] as const)
        expect(paid(many, feature)!, feature).toBeGreaterThan(paid(one, feature)!);
      expect(scoreOf(many)).toBeGreaterThan(scoreOf(one));
    },
  },
  0.5,
);

const receivingNeverLowers = named(
  "one more genuine interaction received never lowers any paid feature nor the score",
  {
    cases: fc.record({
      world: anyWorld,
      kind: actKinds,
      hours: hoursAgo,
      actor: fc.nat(30),
      post: fc.option(fc.nat(50)),
    }),
    worlds: ({ world, kind, hours, actor, post: choice }) => {
      // Past the end of the list is somebody who was never seen before.
      const from = accountIdsOf(world).slice(1)[actor] ?? "newcomer";
      const own = (world.posts ?? []).filter(one => one.author_id === HERO);
      const post_id = choice === null || own.length === 0 ? null : own[choice % own.length]!.post_id!;
      const more = act("one more", kind, from, HERO, { hours, post_id });
      return { before: world, after: withRows(world, { interactions: [more] }) };
    },
    judge: ({ before, after }) => expectNothingLower(before.account(HERO), after.account(HERO)),
  },
);

const turningAwayCostsNothing = named(
  "an act received from somebody who turns to me from an engager of mine lowers nothing",
  {
    cases: fc.record({
      fans: fc.integer({ min: 12, max: 26 }),
      fanHours: hoursAgo,
      followers: fc.integer({ min: 0, max: 8 }),
      earlier: fc.integer({ min: 1, max: 6 }),
      earlierHours: hoursAgo,
      kind: actKinds,
      hours: hoursAgo,
      knows: fc.boolean(),
      crowd: fc.integer({ min: 2, max: 60 }),
    }),
    // The engager is about to be notable, by its fans and the turner.
    worlds: one => {
      const before = {
        posts: numbers(10).map(number => post(`p${number}`, HERO)),
        interactions: [
          act("e", "quote", "engager", HERO, { hours: 3 }),
          ...numbers(one.fans).map(fan =>
            act(`f${fan}`, "quote", `fan${fan}`, "engager", { hours: one.fanHours }),
          ),
          ...numbers(one.followers).map(fan => act(`t${fan}`, "quote", `follower${fan}`, "turner")),
          ...numbers(one.earlier).map(number =>
            act(`q${number}`, "quote", "turner", "engager", { hours: one.earlierHours }),
          ),
          ...numbers(one.crowd).map(fan => act(`c${fan}`, "like", `crowd${fan}`, HERO, { hours: 300 })),
          ...(one.knows ? [act("k", "like", "turner", HERO, { hours: Math.max(1, one.hours - 1) })] : []),
        ],
        observations: everythingObserved(),
      };
      const more = act("one more", one.kind, "turner", HERO, { hours: one.hours });
      return { before, after: withRows(before, { interactions: [more] }) };
    },
    judge: ({ before, after }) => expectNothingLower(before.account(HERO), after.account(HERO)),
  },
);

const laterActsPayMore = named("the same acts later in the window never score lower", {
  cases: fc.record({ world: anyWorld, later: fc.integer({ min: 1, max: 1000 }) }),
  worlds: ({ world, later }) => ({
    before: world,
    after: {
      ...world,
      interactions: world.interactions!.map(one => {
        if (one.target_id !== HERO) return one;
        const [hour, end] = [3_600_000, Date.parse(timeAgo(0))];
        const time = Date.parse(one.acted_at!);
        // Acts that would leave the window go to its last hour and keep what sets their times apart.
        const moved = time + later * hour < end ? time + later * hour : end - hour + (time % hour);
        return { ...one, acted_at: new Date(moved).toISOString() };
      }),
    },
  }),
  judge: ({ before, after }) => expectNothingLower(before.account(HERO), after.account(HERO)),
});

/** Laws of what others do: rates, selectivity, distinct people, time. */
export const ATTENTION_LAWS: readonly NamedLaw[] = [
  ratesCount,
  selectivityCounts,
  peopleCount,
  receivingNeverLowers,
  turningAwayCostsNothing,
  laterActsPayMore,
];
