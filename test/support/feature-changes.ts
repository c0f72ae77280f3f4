import { INTERACTION_KINDS, POST_KINDS } from "../../src/domain/interchange/schema.ts";
import { type FeatureCase, HERO } from "./paid-feature-cases.ts";

/** A case as it is after something happened. */
export type Change = (one: FeatureCase) => FeatureCase;

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
export const RECEIPTS: Readonly<Record<string, Change>> = {
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
export const OWN_POSTS: Readonly<Record<string, Change>> = Object.fromEntries(
  POST_KINDS.map(kind => [
    kind,
    one => {
      const silent = { like_count: null, repost_count: null, reply_count: null, quote_count: null };
      const post = { author_id: HERO, kind, second: one.newcomer.second, ...silent };
      return { ...one, silent_posts: [post] };
    },
  ]),
);
