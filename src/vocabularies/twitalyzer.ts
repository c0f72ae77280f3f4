import { type Known, type MeasureDefinition, RULE_OURS, SCALE_OURS, WEIGHTS_OURS } from "./measure.ts";
import { chanceOfOne, percentOf, relativeTo } from "./scales.ts";
import { classifyType, TWITALYZER_TYPE_NAMES, TYPE_READS } from "./twitalyzer-type.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What reads as 50 on each relative scale: hand-set round numbers of an ordinary active account, frozen. */
const MIDDLE = {
  followers: 200,
  updatesAWeek: 10,
  referencesAWeek: 5,
  reposts: 20,
  peopleReferencing: 20,
  peopleReposting: 10,
  peopleReposted: 10,
} as const;
const WEEKS = 90 / 7;

const percent = { min: 0, max: 100 } as const;
const people = { min: 0, max: null } as const;
const NO_UPDATES = { reason: "It published nothing, so there is nothing to divide by." } as const;

const MEASURES: readonly MeasureDefinition[] = [
  {
    name: "impact",
    label: "Impact",
    unit: "%",
    range: percent,
    meaning:
      "Mix of followers (0.3), unique people who reference it (0.25), unique people who repost it (0.25), unique people it reposts (0.1) and its relative update rate (0.1).",
    ours: WEIGHTS_OURS,
    requires: [
      ["followers_count"],
      ["people_referencing_count"],
      ["people_reposting_count"],
      ["people_reposted_count"],
      ["posts_count_7d", "posts_count_90d"],
    ],
    optional: [],
    evaluate: known =>
      0.3 * relativeTo(MIDDLE.followers, known.first("followers_count")) +
      0.25 * relativeTo(MIDDLE.peopleReferencing, known.first("people_referencing_count")) +
      0.25 * relativeTo(MIDDLE.peopleReposting, known.first("people_reposting_count")) +
      0.1 * relativeTo(MIDDLE.peopleReposted, known.first("people_reposted_count")) +
      0.1 * relativeTo(MIDDLE.updatesAWeek, updatesAWeek(known)),
  },
  {
    name: "influence",
    label: "Influence",
    unit: "%",
    range: percent,
    meaning:
      "How likely an update of its own is reposted or referenced: the chance of at least one when they come at random at its mean rate.",
    ours: RULE_OURS,
    requires: [
      ["originals_count", "posts_count_90d"],
      ["reposts_received_count"],
      ["mentions_received_count", "replies_received_count", "quotes_received_count"],
    ],
    optional: [],
    evaluate: influence,
  },
  {
    name: "influence_2009",
    label: "Influence (2009)",
    unit: "%",
    range: percent,
    meaning:
      "The first definition: followers (reach), times reposted (authority), generosity, references by others (clout) and updates (velocity), a fifth each.",
    ours: WEIGHTS_OURS,
    requires: [
      ["followers_count"],
      ["reposts_received_count"],
      ["reposts_made_count"],
      ["references_7d_count", "mentions_received_count"],
      ["posts_count_90d"],
    ],
    optional: ["posts_count_7d", "replies_received_count", "quotes_received_count"],
    evaluate: known =>
      0.2 *
      (relativeTo(MIDDLE.followers, known.first("followers_count")) +
        relativeTo(MIDDLE.reposts, known.first("reposts_received_count")) +
        (percentOf(known.first("reposts_made_count"), known.first("posts_count_90d")) ?? 0) +
        relativeTo(MIDDLE.referencesAWeek, referencesAWeek(known)) +
        relativeTo(MIDDLE.updatesAWeek, updatesAWeek(known))),
  },
  {
    name: "signal",
    label: "Signal",
    unit: "% of updates",
    range: percent,
    meaning:
      "Share of updates that hold at least one @reference, link, tag or repost mark; the rest is noise.",
    ours: null,
    requires: [["signal_posts_count"], ["posts_count_90d"]],
    optional: [],
    evaluate: known =>
      percentOf(known.first("signal_posts_count"), known.first("posts_count_90d")) ?? NO_UPDATES,
  },
  {
    name: "generosity",
    label: "Generosity",
    unit: "% of updates",
    range: percent,
    meaning: "Share of updates that repost others.",
    ours: null,
    requires: [["reposts_made_count"], ["posts_count_90d"]],
    optional: [],
    evaluate: known =>
      percentOf(known.first("reposts_made_count"), known.first("posts_count_90d")) ?? NO_UPDATES,
  },
  {
    name: "velocity",
    label: "Velocity",
    unit: "%",
    range: percent,
    meaning: `Updates per 7 days, relative to the population: 50 is ${MIDDLE.updatesAWeek} a week.`,
    ours: SCALE_OURS,
    requires: [["posts_count_7d", "posts_count_90d"]],
    optional: [],
    evaluate: known => relativeTo(MIDDLE.updatesAWeek, updatesAWeek(known)),
  },
  {
    name: "clout",
    label: "Clout",
    unit: "%",
    range: percent,
    meaning: `How likely its name turns up: references by others per 7 days, relative to the population: 50 is ${MIDDLE.referencesAWeek} a week.`,
    ours: SCALE_OURS,
    requires: [["references_7d_count", "mentions_received_count"]],
    optional: ["replies_received_count", "quotes_received_count"],
    evaluate: known => relativeTo(MIDDLE.referencesAWeek, referencesAWeek(known)),
  },
  {
    name: "engagement",
    label: "Engagement",
    unit: "people referenced per person referencing",
    range: { min: 0, max: null },
    meaning:
      "People it references divided by people who reference it; above 1 it speaks to more than speak to it.",
    ours: null,
    requires: [["people_referenced_count"], ["people_referencing_count"]],
    optional: [],
    evaluate(known) {
      const referencing = known.first("people_referencing_count");
      if (referencing === 0) return { reason: "Nobody referenced it, so there is nothing to divide by." };
      return known.first("people_referenced_count") / referencing;
    },
  },
  {
    name: "potential_reach",
    label: "Potential reach",
    unit: "people",
    range: people,
    meaning: "Everyone who could see an update: its followers and those of the people who repost it.",
    ours: RULE_OURS,
    requires: [["followers_count"], ["reposters_followers_count"]],
    optional: [],
    evaluate: known => known.first("followers_count") + known.first("reposters_followers_count"),
  },
  {
    name: "effective_reach",
    label: "Effective reach",
    unit: "people",
    range: people,
    meaning: "Potential reach, discounted by how likely an update is reposted or referenced (influence).",
    ours: RULE_OURS,
    requires: [
      ["followers_count"],
      ["reposters_followers_count"],
      ["originals_count", "posts_count_90d"],
      ["reposts_received_count"],
      ["mentions_received_count", "replies_received_count", "quotes_received_count"],
    ],
    optional: [],
    evaluate: known =>
      ((known.first("followers_count") + known.first("reposters_followers_count")) * influence(known)) / 100,
  },
  {
    name: "references_7d",
    label: "References in 7 days",
    unit: "references",
    range: { min: 0, max: null },
    meaning: "Replies, quotes and mentions by others in the last 7 days.",
    ours: null,
    requires: [["references_7d_count"]],
    optional: [],
    evaluate: known => known.first("references_7d_count"),
  },
];

/** Twitalyzer's words: impact, influence, signal, generosity, velocity, clout, engagement, reach and user types. */
export const TWITALYZER: Vocabulary = {
  name: "twitalyzer",
  tool: "Twitalyzer",
  years: "from 2009",
  measures: MEASURES,
  classNames: TWITALYZER_TYPE_NAMES,
  classReads: TYPE_READS,
  classify: classifyType,
};

function influence(known: Known): number {
  const references =
    known.sum("mentions_received_count", "replies_received_count", "quotes_received_count") ?? 0;
  const updates = known.first("originals_count", "posts_count_90d");
  return chanceOfOne((known.first("reposts_received_count") + references) / Math.max(1, updates));
}

function updatesAWeek(known: Known): number {
  return known.maybe("posts_count_7d") ?? known.first("posts_count_90d") / WEEKS;
}

function referencesAWeek(known: Known): number {
  const lastWeek = known.maybe("references_7d_count");
  if (lastWeek !== null) return lastWeek;
  const references = known.sum("mentions_received_count", "replies_received_count", "quotes_received_count");
  return (references ?? 0) / WEEKS;
}
