import { ANY_ACT_EVIDENCE, type FeatureDefinition, type PaidFeatureDefinition } from "./feature.ts";

const nobodyObserved = "No single act was observed, so who acted is unknown.";

/** The paid features about the standing of the people who act on an account. */
export const NETWORK_IMPACT_FEATURES = [
  {
    name: "people_rank",
    group: "network_impact",
    use: "paid",
    label: "PeopleRank",
    meaning:
      "The log10 of the standing that others' acts give; 0 is an account nobody acted on, 1 is ten times that; `forgiven_standing_share` of a break of up to `forgiven_silent_days` without a post is left out of the window.",
    unit: "log10 of standing",
    range: { min: 0, max: null },
    direction: "up",
    nullMeaning: nobodyObserved,
    evidence: ANY_ACT_EVIDENCE,
    sentence: {
      one: "PeopleRank {value}, from the standing of those who act on it",
      other: "PeopleRank {value}, from the standing of those who act on it",
    },
  },
  {
    name: "notable_engagers_count",
    group: "network_impact",
    use: "paid",
    label: "Notable engagers",
    meaning:
      "Distinct people who acted on the account and whom at least `notable_people_count` others acted on.",
    unit: "people",
    range: { min: 0, max: null },
    direction: "up",
    nullMeaning: nobodyObserved,
    evidence: ANY_ACT_EVIDENCE,
    sentence: {
      one: "{value} person with an audience acted on it",
      other: "{value} people with an audience acted on it",
    },
  },
] as const satisfies readonly PaidFeatureDefinition[];

/** The features about those people that are shown and never paid: an act more can lower a mean. */
export const NETWORK_IMPACT_SHOWN_FEATURES = [
  {
    name: "mean_engager_standing",
    group: "network_impact",
    use: "shown",
    label: "Mean standing of engagers",
    meaning: "Mean standing of the distinct people who acted on the account; 1 is somebody nobody acted on.",
    unit: "standing",
    range: { min: 1, max: null },
    direction: "none",
    nullMeaning: "No single act was seen: nobody acted, or only counts were observed.",
    evidence: ANY_ACT_EVIDENCE,
    sentence: {
      one: "Those who act on it have a mean standing of {value}",
      other: "Those who act on it have a mean standing of {value}",
    },
  },
  {
    name: "top_decile_engager_standing",
    group: "network_impact",
    use: "shown",
    label: "Top-decile standing of engagers",
    meaning: "The standing that nine in ten of the people who acted on the account do not exceed.",
    unit: "standing",
    range: { min: 1, max: null },
    direction: "none",
    nullMeaning: "No single act was seen: nobody acted, or only counts were observed.",
    evidence: ANY_ACT_EVIDENCE,
    sentence: {
      one: "The top tenth of those who act on it stand at {value} or higher",
      other: "The top tenth of those who act on it stand at {value} or higher",
    },
  },
] as const satisfies readonly FeatureDefinition[];
