import type { VocabularyInput } from "./inputs.ts";
import { type Known, type MeasureDefinition, WEIGHTS_OURS } from "./measure.ts";
import { toShare } from "./scales.ts";
import { classifyRole, ROLE_READS, TWEETLEVEL_ROLE_NAMES } from "./tweetlevel-role.ts";
import { logRange, RANGES, standardised } from "./tweetlevel-scale.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A weighted part of a score: its range number 0 to 30, or null where it was not observed. */
interface Part {
  readonly weight: number;
  readonly range: number | null;
}

const percent = { min: 0, max: 100 } as const;

/** The greatest value that an input's ranges tell apart: a scale of 30 steps up to the largest account of a network. */
const TOP = { audience: 1e8, lists: 1e6, acts: 1e7, posts: 1e5, people: 1e5, perPost: 1e5 } as const;

const REFERENCES: readonly VocabularyInput[] = [
  "mentions_received_count",
  "replies_received_count",
  "quotes_received_count",
];

const MEASURES: readonly MeasureDefinition[] = [
  {
    name: "influence",
    label: "Influence",
    unit: "points",
    range: percent,
    meaning:
      "The main rank: is it interesting and do many listen. Followers 0.25, lists 0.2, reposts 0.2, mentions 0.2, updates 0.05, replies sent 0.05, followers to following 0.05.",
    ours: WEIGHTS_OURS,
    requires: [["followers_count"], ["reposts_received_count"], ["mentions_received_count"]],
    optional: [
      "replies_received_count",
      "quotes_received_count",
      "listed_count",
      "posts_count_90d",
      "replies_made_count",
      "mentions_made_count",
      "following_count",
    ],
    evaluate: known =>
      scoreOf("influence", [
        { weight: 0.25, range: logRange(known.maybe("followers_count"), TOP.audience) },
        { weight: 0.2, range: logRange(known.maybe("listed_count"), TOP.lists) },
        { weight: 0.2, range: logRange(known.maybe("reposts_received_count"), TOP.acts) },
        { weight: 0.2, range: logRange(known.sum(...REFERENCES), TOP.acts) },
        { weight: 0.05, range: logRange(known.maybe("posts_count_90d"), TOP.posts) },
        { weight: 0.05, range: logRange(known.sum("replies_made_count", "mentions_made_count"), TOP.posts) },
        { weight: 0.05, range: logRange(followersPerFollowed(known), TOP.audience) },
      ]),
  },
  {
    name: "popularity",
    label: "Popularity",
    unit: "points",
    range: percent,
    meaning: "How many follow it.",
    ours: WEIGHTS_OURS,
    requires: [["followers_count"]],
    optional: [],
    evaluate: known =>
      scoreOf("popularity", [{ weight: 1, range: logRange(known.maybe("followers_count"), TOP.audience) }]),
  },
  {
    name: "engagement",
    label: "Engagement",
    unit: "points",
    range: percent,
    meaning:
      "Does it take part and not only broadcast: share of updates that address people (0.5), mentions received (0.35), followers (0.15).",
    ours: WEIGHTS_OURS,
    requires: [
      ["posts_count_90d"],
      ["addressing_posts_count", "mentions_made_count"],
      ["mentions_received_count"],
      ["followers_count"],
    ],
    optional: ["replies_received_count", "quotes_received_count"],
    evaluate(known) {
      const posts = known.first("posts_count_90d");
      if (posts === 0) return { reason: "It published nothing, so there is nothing to divide by." };
      const addressing = known.first("addressing_posts_count", "mentions_made_count");
      return scoreOf("engagement", [
        { weight: 0.5, range: Math.floor(RANGES * toShare(addressing / posts)) },
        { weight: 0.35, range: logRange(known.sum(...REFERENCES), TOP.acts) },
        { weight: 0.15, range: logRange(known.maybe("followers_count"), TOP.audience) },
      ]);
    },
  },
  {
    name: "trust",
    label: "Trust",
    unit: "points",
    range: percent,
    meaning: "Do people believe it enough to pass it on: reposts (0.6), reposts for a hundred updates (0.4).",
    ours: WEIGHTS_OURS,
    requires: [["reposts_received_count"], ["originals_count", "posts_count_90d"]],
    optional: [],
    evaluate(known) {
      const reposts = known.first("reposts_received_count");
      const posts = Math.max(1, known.first("originals_count", "posts_count_90d"));
      return scoreOf("trust", [
        { weight: 0.6, range: logRange(reposts, TOP.acts) },
        { weight: 0.4, range: logRange((100 * reposts) / posts, 100 * TOP.perPost) },
      ]);
    },
  },
];

/** TweetLevel's words: influence, popularity, engagement, trust and five roles. */
export const TWEETLEVEL: Vocabulary = {
  name: "tweetlevel",
  tool: "TweetLevel",
  years: "2009-2012",
  measures: MEASURES,
  classNames: TWEETLEVEL_ROLE_NAMES,
  classReads: ROLE_READS,
  classify: classifyRole,
};

/** The weighted mean of the observed parts' ranges, standardised: parts not observed take no weight. */
function scoreOf(measure: Parameters<typeof standardised>[0], parts: readonly Part[]): number {
  let total = 0;
  let weights = 0;
  for (const { weight, range } of parts) {
    if (range === null) continue;
    total += weight * range;
    weights += weight;
  }
  return standardised(measure, total / weights);
}

function followersPerFollowed(known: Known): number | null {
  const followers = known.maybe("followers_count");
  const following = known.maybe("following_count");
  return followers === null || following === null ? null : followers / Math.max(1, following);
}
