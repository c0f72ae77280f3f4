import type { DossierPost, DossierPosts, FoundSubject } from "../../src/app/dossier/dossier.ts";
import type { QualitiesAnswer, QualityAnswer } from "../../src/app/quality-answer.ts";
import type { ScoreAnswer } from "../../src/app/score-answer.ts";

/** A name that would break out of any page, turn its text or never end. */
export const HOSTILE_NAME = `</title></style><script>alert("x")</script>' onload='x \u202egnp.exe مرحبا 👩‍👩‍👧‍👦 ${"long ".repeat(60)}`;

/** A post as a dossier shows it; what is not given is plain. */
export function dossierPost(given: Partial<DossierPost>): DossierPost {
  return {
    ...{ post_id: "1", url: "https://x.com/i/web/status/1", kind: "original" },
    ...{ posted_at: "2026-10-01T10:00:00.000Z", text: "Hello.", strength: null, answered: null },
    ...{ like_count: 2, repost_count: 1, reply_count: 0, quote_count: null },
    ...given,
  };
}

/** Posts of all three standing choices. */
export const DOSSIER_POSTS: DossierPosts = {
  drew_most: { posts: [dossierPost({ text: "Drew most.", strength: 4 })], posts_count: 5, reason: null },
  typical: { posts: [dossierPost({ text: "A typical one." })], posts_count: 12, reason: null },
  answers: {
    posts: [dossierPost({ text: "An answer.", kind: "reply", answered: "x:@bob" })],
    posts_count: 1,
    reason: null,
  },
  on_topic: null,
};

const quality = (label: string, given: Partial<QualityAnswer>): QualityAnswer => ({
  label,
  value: 0.7,
  unit: "share",
  interval: { low: 0.5, high: 0.8, level: 0.9 },
  percentile: 91,
  population: { description: "x accounts with 320 to 1280 followers", size: 173, is_like_sized: true },
  comparative: "more responsive",
  parts: [],
  reason: null,
  sentence: "Answered 17 of 24 people",
  evidence: [
    ...[{ post_id: "2", author: "x:@maya", text: "Same here.", posted_at: null, note: "answered x:@bob" }],
  ],
  ...given,
});

const QUALITIES: QualitiesAnswer = {
  conversation: quality("Conversation", {}),
  timeliness: quality("Timeliness", { unit: "hours", value: 3.3, interval: null, evidence: [] }),
  flexibility: quality("Flexibility", { percentile: null, population: null, evidence: [] }),
  voice_authenticity: quality("Authenticity of voice", {
    ...{ value: null, interval: null, percentile: null, population: null },
    ...{ reason: "Fewer than 10 posts in 90 days.", sentence: null, evidence: [] },
  }),
};

const ANSWER: ScoreAnswer = {
  schema_version: "1.0",
  handle: "x:@maya",
  network: "x",
  account_id: "1",
  as_of: "2026-10-31T00:00:00.000Z",
  model: "renown-2026-12",
  basis: "published",
  score: 52.34,
  reason: null,
  interval: { low: 47.1, high: 57.9, level: 0.9 },
  percentiles: [
    {
      ...{ population: "reference", description: "drawn accounts", size: 12000, date: "2026-10-31" },
      percentile: 81.26,
    },
    {
      ...{ population: "similar_audience", description: "x accounts and 5 to 20 followers", size: 182 },
      ...{ date: "2026-10-31", percentile: 71.7 },
    },
  ],
  coverage: 0.874,
  subscores: { reach: 48.4, amplification: 55.5, network_impact: 50 },
  contributions: [
    {
      ...{ feature: "engaged_people", value: 128, unit: "people", latent: 0.6, points: 12.34 },
      ...{ percentile: 80, is_imputed: false, sentence: "128 people acted on it lately" },
    },
    {
      ...{ feature: "listed_count", value: null, unit: "lists", latent: 0, points: 0 },
      ...{ percentile: null, is_imputed: true, sentence: "Lists: not observed" },
    },
  ],
  qualities: QUALITIES,
  vocabularies: null,
  topics: null,
  authenticity: null,
  identity: null,
  networks: [
    {
      ...{ handle: "x:@maya", network: "x", account_id: "1", display_name: "Maya Rivers", score: 52.34 },
      ...{ reason: null, interval: { low: 47.1, high: 57.9, level: 0.9 }, coverage: 0.874, is_ranked: true },
      ...{ is_self_supplied: false, added_points: null, linked_at: null },
    },
  ],
  notes: ["A note."],
  intended_use: "One signal among many.",
};

/** A subject of a dossier with a score, and changes to it. */
export function dossierSubjectCase(
  given: Partial<FoundSubject> & { readonly name?: string | null } = {},
): FoundSubject {
  const { name, ...rest } = given;
  const networks = ANSWER.networks.map(of => ({ ...of, display_name: name ?? of.display_name }));
  return {
    kind: "found",
    network: "x",
    answer: { ...ANSWER, networks },
    baseline_score: 40,
    labels: { engaged_people: "Engaged people", listed_count: "Lists" },
    posts: DOSSIER_POSTS,
    observed: [
      { what: "Its posts", share: 1 },
      { what: "Likes received", share: null },
    ],
    statement: null,
    ...rest,
  };
}

/** The answer of such a subject without enough data. */
export const NOT_ENOUGH_ANSWER: ScoreAnswer = {
  ...ANSWER,
  ...{ score: null, interval: null, reason: "Too little evidence: two people acted.", percentiles: [] },
  ...{ contributions: [], subscores: null },
};
