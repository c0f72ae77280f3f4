import { classifyStyle, KLOUT_STYLE_NAMES, STYLE_READS } from "./klout-style.ts";
import { type MeasureDefinition, RULE_OURS, WEIGHTS_OURS } from "./measure.ts";
import { relativeTo } from "./scales.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Followers that one reaction stands for: about 2 % of an audience reacts (hand-set, as in the first model). */
const REACH_PER_REACTION = 50;
/** Added to the posts, so that one lucky post is no rate (hand-set, as in the first model). */
const PRIOR_POSTS = 3;
/** Acts a post that read as Amplification 50 (hand-set). */
const MIDDLE_ACTS_PER_POST = 1;
/** Notable people, and attention in floors of standing, that read as Network Impact 50 (hand-set: five notable
 *  people; a standing of ten, which is people_rank 1). */
const MIDDLE_NOTABLE_PEOPLE = 5;
const MIDDLE_ATTENTION = 9;

const percent = { min: 0, max: 100 } as const;

const MEASURES: readonly MeasureDefinition[] = [
  {
    name: "score",
    label: "Score",
    unit: "points",
    range: percent,
    meaning: "Overall influence. It is Renown's score, whose scale has the shape of Klout's late one.",
    ours: WEIGHTS_OURS,
    requires: [["score"]],
    whenMissing: "There is no score: not enough data.",
    optional: [],
    evaluate: known => Math.min(100, known.first("score")),
  },
  {
    name: "true_reach",
    label: "True Reach",
    unit: "people",
    range: { min: 0, max: null },
    meaning:
      "The engaged audience: followers, as far as people react (50 for each reaction), and never fewer than the people seen to act.",
    ours: RULE_OURS,
    requires: [["engaged_people_count", "followers_count"]],
    optional: [
      "likes_received_count",
      "reposts_received_count",
      "replies_received_count",
      "quotes_received_count",
    ],
    evaluate(known) {
      const engaged = known.maybe("engaged_people_count");
      const followers = known.maybe("followers_count");
      const reactions = known.sum(
        "likes_received_count",
        "reposts_received_count",
        "replies_received_count",
        "quotes_received_count",
      );
      if (followers === null || reactions === null)
        return (
          engaged ?? { reason: "Not observed: who or how many reacted, so followers alone are no reach." }
        );
      return Math.max(engaged ?? 0, Math.min(followers, REACH_PER_REACTION * reactions));
    },
  },
  {
    name: "amplification",
    label: "Amplification",
    unit: "points",
    range: percent,
    meaning:
      "How likely what it posts is acted on: reposts, quotes and replies for each post; 50 is one act a post, 91 a hundred.",
    ours: RULE_OURS,
    requires: [
      ["originals_count", "posts_count_90d"],
      ["reposts_received_count", "quotes_received_count", "replies_received_count"],
    ],
    optional: [],
    evaluate(known) {
      const posts = known.first("originals_count", "posts_count_90d");
      const acts =
        known.sum("reposts_received_count", "quotes_received_count", "replies_received_count") ?? 0;
      return relativeTo(MIDDLE_ACTS_PER_POST, acts / (posts + PRIOR_POSTS));
    },
  },
  {
    name: "network_impact",
    label: "Network Impact",
    unit: "points",
    range: percent,
    meaning:
      "How influential the engaged audience is: the standing it gives and how many of it are notable, in equal parts.",
    ours: RULE_OURS,
    requires: [["people_rank", "notable_engagers_count"]],
    optional: [],
    evaluate(known) {
      const rank = known.maybe("people_rank");
      const notable = known.maybe("notable_engagers_count");
      const parts = [
        rank === null ? null : relativeTo(MIDDLE_ATTENTION, 10 ** rank - 1),
        notable === null ? null : relativeTo(MIDDLE_NOTABLE_PEOPLE, notable),
      ].filter(part => part !== null);
      return parts.reduce((total, part) => total + part, 0) / parts.length;
    },
  },
];

/** Klout's words: Score, True Reach, Amplification, Network Impact and the matrix of 16 styles. */
export const KLOUT: Vocabulary = {
  name: "klout",
  tool: "Klout",
  years: "2008-2018",
  measures: MEASURES,
  classNames: KLOUT_STYLE_NAMES,
  classReads: STYLE_READS,
  classify: classifyStyle,
};
