import fc from "fast-check";
import { expect } from "vitest";
import type { RowOf } from "../../src/domain/interchange/schema.ts";
import { LAW_AS_OF, type TableRows } from "../support/score-rows.ts";
import { type NamedLaw, named, type Outcome } from "./holds-for.ts";
import { expectSame } from "./judging.ts";
import {
  accountIdsOf,
  act,
  actKinds,
  anyWorld,
  HERO,
  hoursAgo,
  post,
  timeAgo,
  WINDOW_HOURS,
  withRows,
} from "./worlds.ts";

const someActs = fc.array(fc.tuple(actKinds, fc.nat(30), fc.nat(30), hoursAgo), {
  minLength: 1,
  maxLength: 20,
});

type Acts = ReturnType<typeof someActs.generate>["value"];

function expectAllSame(world: TableRows, one: Outcome, other: Outcome): void {
  for (const id of accountIdsOf(world)) expectSame(one.account(id), other.account(id));
}

/** `acts` between accounts of `world`, self-actions included. */
function actsIn(world: TableRows, acts: Acts, hoursOf = (hours: number) => hours) {
  const ids = accountIdsOf(world);
  return acts.map(([kind, actor, target, hours], number) =>
    act(`more${number}`, kind, ids[actor % ids.length]!, ids[target % ids.length]!, {
      hours: hoursOf(hours),
    }),
  );
}

function removal(subject: "interaction" | "post" | "account", subject_id: string, removed_at: string) {
  return { network: "x", subject, subject_id, removed_at } satisfies Partial<RowOf<"removals">>;
}

const removedCountsNothing = named("removed interactions and posts count nothing", {
  cases: fc.record({
    world: anyWorld,
    acts: someActs,
    fans: fc.integer({ min: 1, max: 10 }),
    hours: hoursAgo,
  }),
  worlds: ({ world, acts, fans, hours }) => {
    const undone = actsIn(world, acts);
    const onPost = Array.from({ length: fans }, (_, fan) =>
      act(`late${fan}`, "repost", `a${1 + (fan % 4)}`, HERO, { hours, post_id: "gone" }),
    );
    const more = withRows(world, {
      posts: [post("gone", HERO, "original", hours)],
      interactions: [...undone, ...onPost],
    });
    const removedAt = (at: string): TableRows => ({
      removals: [
        removal("post", "gone", at),
        ...undone.map(one => removal("interaction", one.interaction_id!, at)),
      ],
    });
    return {
      never: world,
      removed: withRows(more, removedAt(timeAgo(0))),
      kept: more,
      removedLater: withRows(more, removedAt(timeAgo(-1))),
    };
  },
  judge: ({ never, removed, kept, removedLater }, { world, fans }) => {
    expectAllSame(world, never, removed);
    expectAllSame(world, kept, removedLater);
    const reposts = (outcome: Outcome) => outcome.account(HERO)!.features["reposts_received_count"] as number;
    expect(reposts(kept) - reposts(never)).toBeGreaterThanOrEqual(fans);
  },
});

const protectedNeverCounts = named(
  "a protected or deleted account never counts as actor or target and has no score",
  {
    cases: fc.record({ world: anyWorld, place: fc.nat(30) }),
    worlds: ({ world, place }) => {
      const hidden = hiddenId(world, place);
      const accounts = world.accounts!;
      return {
        without: {
          ...world,
          accounts: accounts.filter(one => one.account_id !== hidden),
          account_stats: world.account_stats!.filter(one => one.account_id !== hidden),
          posts: world.posts!.filter(one => one.author_id !== hidden),
          interactions: world.interactions!.filter(
            one => one.actor_id !== hidden && one.target_id !== hidden,
          ),
        },
        closed: {
          ...world,
          accounts: accounts.map(one => (one.account_id === hidden ? { ...one, is_protected: true } : one)),
        },
        deleted: withRows(world, { removals: [removal("account", hidden, LAW_AS_OF)] }),
      };
    },
    judge: ({ without, closed, deleted }, { world, place }) => {
      const hidden = hiddenId(world, place);
      for (const id of accountIdsOf(world).filter(id => id !== hidden)) {
        expectSame(without.account(id), closed.account(id));
        expectSame(without.account(id), deleted.account(id));
      }
      expect(closed.account(hidden)?.score ?? null).toBeNull();
      expect(deleted.account(hidden)).toBeNull();
    },
  },
);

function hiddenId(world: TableRows, place: number): string {
  const ids = accountIdsOf(world);
  return ids[place % ids.length]!;
}

const absorbedOnce = named("a mention absorbed by a reply or quote counts once", {
  cases: fc.record({
    world: anyWorld,
    kind: fc.constantFrom("reply", "quote"),
    hours: hoursAgo,
    actor: fc.nat(30),
  }),
  worlds: ({ world, kind, hours, actor }) => {
    const from = accountIdsOf(world).slice(1)[actor] ?? "newcomer";
    const spoken = act("spoken", kind, from, HERO, { hours });
    const mention = { ...spoken, kind: "mention" as const, interaction_id: "mention" };
    const elsewhere = { ...mention, interaction_id: "elsewhere", target_id: "bystander" };
    return {
      once: withRows(world, { interactions: [spoken, elsewhere] }),
      twice: withRows(world, { interactions: [mention, spoken, elsewhere] }),
      mentionOnly: withRows(world, { interactions: [mention, elsewhere] }),
    };
  },
  judge: ({ once, twice, mentionOnly }, { world }) => {
    expectAllSame(world, once, twice);
    const mentions = (outcome: Outcome, id = HERO) =>
      outcome.account(id)!.features["mentions_received_count"] as number;
    expect(mentions(twice, "bystander")).toBe(1);
    expect(mentions(mentionOnly)).toBe(mentions(once) + 1);
  },
});

const outsideCountsNothing = named(
  "acts and posts outside the window, self-actions and states count nothing",
  {
    cases: fc.record({
      world: anyWorld,
      acts: someActs,
      outside: fc.constantFrom("before", "after", "self", "state"),
    }),
    worlds: ({ world, acts, outside }) => {
      const hoursOf = (hours: number) => {
        if (outside === "before") return WINDOW_HOURS + hours;
        return outside === "after" ? 1 - hours : hours;
      };
      const interactions = actsIn(world, acts, hoursOf).map(one => {
        if (outside === "self") return { ...one, actor_id: one.target_id! };
        return outside === "state" ? { ...one, kind: "follow" as const } : one;
      });
      const isTimely = outside === "self" || outside === "state";
      const posts = isTimely
        ? []
        : acts.map(([, , , hours], number) => post(`more${number}`, HERO, "original", hoursOf(hours)));
      return { without: world, with: withRows(world, { interactions, posts }) };
    },
    judge: outcomes => {
      expectSame(outcomes.without.account(HERO), outcomes.with.account(HERO));
      expectSame(outcomes.without.account("a1"), outcomes.with.account("a1"));
    },
  },
);

/** Laws of what counts nothing: removed, hidden, repeated, out of the window. */
export const UNCOUNTED_LAWS: readonly NamedLaw[] = [
  removedCountsNothing,
  protectedNeverCounts,
  absorbedOnce,
  outsideCountsNothing,
];
