import { expect, it } from "vitest";
import { learnCooccurrence, termsOf, withCooccurrence } from "./cooccurrence.ts";
import type { PostToTag, Tagger } from "./tagger.ts";

const post = (text: string): PostToTag => ({ text, lang: "en", tags: [], links: [] });
const silent: Tagger = { id: "silent", tag: () => [] };

function learnt(pair: { posts: number; authors: number; termPosts: number }) {
  return learnCooccurrence({
    posts: 10_000,
    termPosts: new Map([["#worldcup", pair.termPosts]]),
    topicPosts: new Map([["t:football", 200]]),
    pairs: [{ term: "#worldcup", topicId: "t:football", posts: pair.posts, authors: pair.authors }],
  });
}

it("a term that keeps a topic's company speaks for it, at half the lower bound of its share", () => {
  // Wilson lower bound of 90/100 at z = 1.645: (0.9 + 0.01353 − 0.05116) / 1.02706 = 0.8397
  expect(learnt({ posts: 90, authors: 30, termPosts: 100 })).toEqual([
    { term: "#worldcup", topicId: "t:football", weight: 0.4 },
  ]);
  const [row] = learnt({ posts: 50, authors: 30, termPosts: 100 });
  // (0.5 + 0.01353 − 0.08335) / 1.02706 = 0.4188
  expect(row!.weight).toBeCloseTo(0.4188 / 2, 3);
});

it("few posts, few authors or a share that chance explains teach nothing", () => {
  expect(learnt({ posts: 9, authors: 9, termPosts: 9 })).toEqual([]);
  expect(learnt({ posts: 90, authors: 4, termPosts: 100 })).toEqual([]);
  expect(learnt({ posts: 90, authors: 50, termPosts: 1000 })).toEqual([]);
});

it("one learnt term widens a topic that is named, and two are needed where none is", () => {
  const rows = ["derby", "#worldcup"].map(term => ({ term, topicId: "t:football", weight: 0.4 }));
  const alone = withCooccurrence(silent, rows);
  expect(alone.tag(post("what a derby"))).toEqual([]);
  expect(alone.tag(post("what a derby #WorldCup"))).toMatchObject([
    { topicId: "t:football", weight: 1 - 0.6 * 0.6 },
  ]);
  const named: Tagger = {
    id: "named",
    tag: () => [
      { topicId: "t:football", weight: 0.7, evidence: [{ kind: "name", matched: "football", weight: 0.7 }] },
    ],
  };
  const [widened] = withCooccurrence(named, rows).tag(post("a football derby"));
  expect(widened!.weight).toBeCloseTo(1 - 0.3 * 0.6, 12);
  expect(widened!.evidence.map(({ kind }) => kind)).toEqual(["name", "cooccurrence"]);
});

it("terms are whole hashtags and words of four letters, each once", () => {
  expect(termsOf(post("The derby, the DERBY #WorldCup 2022 https://example.org/derbies"))).toEqual([
    "derby",
    "#worldcup",
  ]);
});
