import { segmentsOf } from "./post-segments.ts";
import type { PostToTag, Tagger, TopicAssignment, TopicEvidence } from "./tagger.ts";

/** How often a term and a topic stand in one post. */
export interface PairCount {
  readonly term: string;
  readonly topicId: string;
  readonly posts: number;
  /** Distinct authors of those posts. */
  readonly authors: number;
}

/** What the table is learnt from: counts over the posts of a lake that cues tagged. */
export interface CooccurrenceCounts {
  readonly posts: number;
  /** Posts by term, tagged or not. */
  readonly termPosts: ReadonlyMap<string, number>;
  /** Posts by topic id. */
  readonly topicPosts: ReadonlyMap<string, number>;
  readonly pairs: readonly PairCount[];
}

/** A term that speaks for a topic. */
export interface CooccurrenceRow {
  readonly term: string;
  readonly topicId: string;
  /** Weight as evidence, 0 to `LARGEST_WEIGHT`. */
  readonly weight: number;
}

/** What a pair needs before it is believed: one person's habit or a chance meeting is not enough. */
export const SUPPORT = {
  posts: 10,
  authors: 5,
  /** Lower bound of the share of the term's posts that have the topic. */
  share: 0.3,
  /** How many times more often than in all posts. */
  lift: 5,
} as const;

/** The most that company can say: below the weight of any word that names the topic. */
const LARGEST_WEIGHT = 0.4;
/** 90 % two-sided. */
const Z = 1.645;

/** Terms with the topics they speak for, by term, then topic id. A term's weight is half the lower bound (Wilson) of the
 *  share of its posts that have the topic. */
export function learnCooccurrence(counts: CooccurrenceCounts): readonly CooccurrenceRow[] {
  const rows: CooccurrenceRow[] = [];
  for (const { term, topicId, posts, authors } of counts.pairs) {
    const termPosts = counts.termPosts.get(term) ?? 0;
    const topicPosts = counts.topicPosts.get(topicId) ?? 0;
    if (posts < SUPPORT.posts || authors < SUPPORT.authors || termPosts < posts || topicPosts === 0) continue;
    const share = wilsonLow(posts, termPosts);
    if (share < SUPPORT.share || share < (SUPPORT.lift * topicPosts) / counts.posts) continue;
    rows.push({ term, topicId, weight: Math.min(LARGEST_WEIGHT, share / 2) });
  }
  return rows.sort((a, b) => compare(a.term, b.term) || compare(a.topicId, b.topicId));
}

/** Distinct terms of a post in which company is looked for: hashtags (`#worldcup`), hosts of links left out, and words of
 *  four letters or more. */
export function termsOf(post: PostToTag): readonly string[] {
  const terms = new Set<string>();
  for (const { tokens, hashtag } of segmentsOf(post).segments) {
    if (hashtag !== null) terms.add(`#${hashtag}`);
    else for (const token of tokens) if (token.length >= 4 && !/^\d+$/.test(token)) terms.add(token);
  }
  return [...terms];
}

/** `tagger` widened by `rows`: their evidence joins what it gives, and topics with that evidence alone are added from
 *  `minimumWeight` on, which takes two terms. */
export function withCooccurrence(
  tagger: Tagger,
  rows: readonly CooccurrenceRow[],
  minimumWeight = 0.5,
): Tagger {
  const byTerm = companyByTerm(rows);
  return {
    id: cooccurrenceId(tagger),
    tag: post => joinCompany(tagger.tag(post), termsOf(post), byTerm, minimumWeight),
  };
}

/** The id of `tagger` widened by learnt terms. */
export function cooccurrenceId(tagger: Tagger): string {
  return `${tagger.id}+cooccurrence`;
}

/** `rows` by their terms. */
export function companyByTerm(
  rows: readonly CooccurrenceRow[],
): ReadonlyMap<string, readonly CooccurrenceRow[]> {
  const byTerm = new Map<string, CooccurrenceRow[]>();
  for (const row of rows) byTerm.set(row.term, [...(byTerm.get(row.term) ?? []), row]);
  return byTerm;
}

/** `given`, what a tagger says of a post, joined by what the company of its `terms` (as termsOf gives them) says. */
export function joinCompany(
  given: readonly TopicAssignment[],
  terms: readonly string[],
  byTerm: ReadonlyMap<string, readonly CooccurrenceRow[]>,
  minimumWeight = 0.5,
): readonly TopicAssignment[] {
  const company = new Map<string, TopicEvidence[]>();
  for (const term of terms)
    for (const { topicId, weight } of byTerm.get(term) ?? [])
      company.set(topicId, [
        ...(company.get(topicId) ?? []),
        { kind: "cooccurrence", matched: term, weight },
      ]);
  if (company.size === 0) return given;
  const byTopic = new Map(given.map(assignment => [assignment.topicId, assignment]));
  for (const [topicId, evidence] of company) {
    const before = byTopic.get(topicId);
    const named = new Set(before?.evidence.map(({ matched }) => matched));
    const joined = evidence.filter(({ matched }) => !named.has(matched));
    const weight = 1 - joined.reduce((rest, next) => rest * (1 - next.weight), 1 - (before?.weight ?? 0));
    if (before === undefined && weight < minimumWeight) continue;
    byTopic.set(topicId, { topicId, weight, evidence: [...(before?.evidence ?? []), ...joined] });
  }
  return [...byTopic.values()].sort(heavierFirst);
}

function heavierFirst(a: TopicAssignment, b: TopicAssignment): number {
  return b.weight - a.weight || compare(a.topicId, b.topicId);
}

function wilsonLow(hits: number, count: number): number {
  const share = hits / count;
  const square = Z * Z;
  const middle = share + square / (2 * count);
  const spread = Z * Math.sqrt((share * (1 - share)) / count + square / (4 * count * count));
  return (middle - spread) / (1 + square / count);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
