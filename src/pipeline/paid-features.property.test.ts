import { describe, expect, it } from "vitest";
import { type FeatureCase, featureCases, featuresOf, HERO } from "../../test/support/paid-feature-cases.ts";
import { INTERACTION_KINDS, POST_KINDS, STATE_KINDS } from "../domain/interchange/schema.ts";
import { PAID_FEATURE_NAMES, type PaidFeatureName } from "../features/registry.ts";

const CASES = 120;
/** Between two solutions, each within the kernel's tolerance of 1e-9. */
const SLACK = 1e-7;
type Change = (one: FeatureCase) => FeatureCase;

const NO_POST = -1;
const OLDER = 7;

/** One more act of `kind` on "a" by the case's newcomer; a post that is not its own names none. */
function received(kind: string, post: number | "own"): Change {
  return one => {
    const own = one.posts.findIndex(({ author_id }) => author_id === HERO);
    const act = { kind, target_id: HERO, ...one.newcomer, post: post === "own" ? own : post };
    return { ...one, acts: [...one.acts, act] };
  };
}

function counted(column: "like_count" | "repost_count" | "reply_count" | "quote_count"): Change {
  return one => ({
    ...one,
    posts: one.posts.map((post, i) =>
      i === one.newcomer.post % one.posts.length ? { ...post, [column]: (post[column] ?? 0) + 1 } : post,
    ),
  });
}

/** Every way in which an account may receive one thing more. */
const RECEIPTS: Readonly<Record<string, Change>> = {
  ...Object.fromEntries(
    INTERACTION_KINDS.flatMap(kind => [
      [`a ${kind} of a post of the window`, received(kind, "own")],
      [`a ${kind} of an older post`, received(kind, OLDER)],
      [`a ${kind} of no named post`, received(kind, NO_POST)],
    ]),
  ),
  "a counted like": counted("like_count"),
  "a counted repost": counted("repost_count"),
  "a counted reply": counted("reply_count"),
  "a counted quote": counted("quote_count"),
  "a counted follower": one => ({ ...one, followers_count: (one.followers_count ?? 0) + 1 }),
  "a place on a public list": one => ({ ...one, listed_count: (one.listed_count ?? 0) + 1 }),
};

/** Every kind of post that the account may publish, unanswered. */
const OWN_POSTS: Readonly<Record<string, Change>> = Object.fromEntries(
  POST_KINDS.map(kind => [
    kind,
    one => {
      const silent = { like_count: null, repost_count: null, reply_count: null, quote_count: null };
      const post = { author_id: HERO, kind, second: one.newcomer.second, ...silent };
      return { ...one, silent_posts: [post] };
    },
  ]),
);

const cases = featureCases(CASES);
const changes = Object.entries({ ...RECEIPTS, ...OWN_POSTS });
const rows = await featuresOf([...cases, ...changes.flatMap(([, change]) => cases.map(one => change(one)))]);

/** Whether everything of the case was watched, so that nothing is null for want of looking. */
const isWatched = (one: FeatureCase) => one.watched.length === 2;

/** Before and after of `feature` in every case under the change called `name`; null is not observed. */
function pairsOf(name: string, feature: PaidFeatureName) {
  const start = CASES * (1 + changes.findIndex(([other]) => other === name));
  return cases.map((one, i) => ({
    one,
    was: rows[i]![feature] as number | null,
    is: rows[start + i]![feature] as number | null,
  }));
}

const rises = (name: string, feature: PaidFeatureName) =>
  pairsOf(name, feature).some(({ was, is }) => was !== null && is! > was + SLACK);

describe.each(PAID_FEATURE_NAMES)("%s", feature => {
  it.each(Object.keys(RECEIPTS))("never falls, nor is lost, by %s", name => {
    for (const { one, was, is } of pairsOf(name, feature))
      if (was !== null)
        expect(is ?? Number.NEGATIVE_INFINITY, JSON.stringify(one)).toBeGreaterThanOrEqual(was - SLACK);
  });

  it.each(Object.keys(OWN_POSTS))("never rises, nor is lost, by posting one more %s", name => {
    for (const { one, was, is } of pairsOf(name, feature)) {
      if (was !== null)
        expect(is ?? Number.POSITIVE_INFINITY, JSON.stringify(one)).toBeLessThanOrEqual(was + SLACK);
      else if (isWatched(one)) expect(is, JSON.stringify(one)).toBeNull();
    }
  });

  it("is raised by something received", () => {
    expect(Object.keys(RECEIPTS).filter(name => rises(name, feature))).not.toEqual([]);
  });
});

describe("what is received", () => {
  const isState = (name: string) => STATE_KINDS.some(kind => name.startsWith(`a ${kind} of`));

  it.each(Object.keys(RECEIPTS))("raises a paid feature, unless it is a state: %s", name => {
    expect(PAID_FEATURE_NAMES.some(feature => rises(name, feature))).toBe(!isState(name));
  });
});

describe("what is posted where everything was watched", () => {
  it.each(["reply", "repost"])("dilutes nothing when it is a %s", name => {
    for (const feature of PAID_FEATURE_NAMES)
      for (const { one, was, is } of pairsOf(name, feature))
        if (was !== null && isWatched(one))
          expect(Math.abs(is! - was), `${feature} ${JSON.stringify(one)}`).toBeLessThan(SLACK);
  });

  it.each(["original", "quote"])("dilutes the rates when it is a %s", name => {
    const fallen = (feature: PaidFeatureName) =>
      pairsOf(name, feature).some(({ one, was, is }) => isWatched(one) && was !== null && is! < was - SLACK);
    expect(PAID_FEATURE_NAMES.filter(fallen)).toEqual([
      "reposts_per_original",
      "quotes_per_original",
      "replies_per_original",
      "likes_per_original",
    ]);
  });
});
