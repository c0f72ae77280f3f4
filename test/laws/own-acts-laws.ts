import fc from "fast-check";
import { expect } from "vitest";
import type { TableRows } from "../support/score-rows.ts";
import { type NamedLaw, named } from "./holds-for.ts";
import { expectClose, expectNothingLower, expectSame, paid, scoreOf } from "./judging.ts";
import { accountIdsOf, act, actKinds, anyWorld, HERO, hoursAgo, post, timeAgo, withRows } from "./worlds.ts";

const morePosts = fc.array(fc.tuple(fc.constantFrom("original", "quote", "reply", "repost"), hoursAgo), {
  minLength: 1,
  maxLength: 60,
});

const postingNeverRaises = named("posting more by itself never raises a score", {
  cases: fc.record({ world: anyWorld, more: morePosts }),
  worlds: ({ world, more }) => ({
    before: world,
    after: withRows(world, {
      posts: more.map(([kind, hours], number) => post(`more${number}`, HERO, kind, hours)),
    }),
  }),
  judge: ({ before, after }, { world }) => {
    expectNothingLower(after.account(HERO), before.account(HERO));
    for (const id of accountIdsOf(world)) if (id !== HERO) expectSame(before.account(id), after.account(id));
  },
});

const repliesDiluteNothing = named("replies dilute nothing", {
  cases: fc.record({ world: anyWorld, hours: fc.array(hoursAgo, { minLength: 1, maxLength: 60 }) }),
  worlds: ({ world, hours }) => ({
    before: world,
    after: withRows(world, {
      posts: hours.map((hour, number) => post(`more${number}`, HERO, "reply", hour)),
    }),
  }),
  judge: ({ before, after }) => expectSame(before.account(HERO), after.account(HERO)),
});

const talks = fc.array(fc.tuple(fc.nat(7), actKinds, hoursAgo), { minLength: 1, maxLength: 40 });

/** Small accounts s0 to s7 that have acted on the hero, and perhaps on others. */
function smallAccounts(others: readonly string[]): TableRows {
  return {
    interactions: Array.from({ length: 8 }, (_, small) => [
      act(`small${small}`, "reply", `s${small}`, HERO, { hours: 40 * small + 1 }),
      ...(others.length === 0 || small % 2 === 0
        ? []
        : [act(`aside${small}`, "like", `s${small}`, others[small % others.length]!)]),
    ]).flat(),
  };
}

function talked(
  world: TableRows,
  list: readonly (readonly [
    number,
    "like" | "repost" | "reply" | "quote" | "mention" | "follow" | "list",
    number,
  ])[],
) {
  return withRows(world, {
    interactions: list.map(([small, kind, hours], number) =>
      act(`t${number}`, kind, HERO, `s${small}`, { hours }),
    ),
  });
}

const talkingNeverLowers = named("talking to small accounts never lowers", {
  cases: fc.record({ world: anyWorld, list: talks }),
  // Exact where no circle of three or more runs through the hero: it acted on nobody else before.
  worlds: ({ world, list }) => {
    const silent = { ...world, interactions: world.interactions!.filter(one => one.actor_id !== HERO) };
    const before = withRows(silent, smallAccounts([]));
    return { before, after: talked(before, list) };
  },
  judge: outcomes => {
    const [before, after] = [outcomes.before.account(HERO)!, outcomes.after.account(HERO)!];
    expectNothingLower(before, after);
    // Nor does it pay: what comes back over one's own acts is taken out.
    expectClose(paid(before, "people_rank"), paid(after, "people_rank"), "people_rank");
  },
});

const talkingInCirclesCostsLittle = named(
  "talking to small accounts costs less than half a point in circles of any length",
  {
    cases: fc.record({ world: anyWorld, list: talks }),
    worlds: ({ world, list }) => {
      const before = withRows(world, smallAccounts(accountIdsOf(world).slice(1)));
      return { before, after: talked(before, list) };
    },
    judge: outcomes => {
      const [before, after] = [outcomes.before.account(HERO)!, outcomes.after.account(HERO)!];
      expect(paid(after, "notable_engagers_count")).toBe(paid(before, "notable_engagers_count"));
      expect(scoreOf(before) - scoreOf(after)).toBeLessThan(0.5);
    },
  },
);

const linkingNeverLowers = named("linking another network never lowers", {
  cases: fc.record({ world: anyWorld, other: anyWorld }),
  worlds: ({ world, other }) => {
    const elsewhere = Object.fromEntries(
      Object.entries(other).map(([table, rows]) => [
        table,
        rows.map(row => ({ ...row, network: "bluesky" })),
      ]),
    );
    const apart = withRows(world, elsewhere);
    const identity_links = [
      {
        network: "bluesky" as const,
        account_id: HERO,
        identity_id: `x:${HERO}`,
        proof_kind: "self" as const,
        observed_at: timeAgo(1),
      },
    ];
    return { apart, linked: { ...apart, identity_links } };
  },
  judge: ({ apart, linked }) => {
    const here = scoreOf(apart.account(HERO));
    const there = scoreOf(apart.account(HERO, "bluesky"));
    const together = scoreOf(linked.identity(HERO));
    expect(together).toBeGreaterThanOrEqual(Math.max(here, there) - 1e-9);
    expect(linked.identity(HERO, "bluesky")).toBeNull();
    expectSame(apart.account(HERO), linked.account(HERO));
  },
});

/** Laws of what an account does itself: it posts, talks and links. */
export const OWN_ACTS_LAWS: readonly NamedLaw[] = [
  postingNeverRaises,
  repliesDiluteNothing,
  talkingNeverLowers,
  talkingInCirclesCostsLittle,
  linkingNeverLowers,
];
