import { ANY_ACT_EVIDENCE, type PaidFeatureDefinition } from "./feature.ts";

const nobodyObserved = "No single act was observed, so who acted is unknown.";

/** The paid features about the standing of the people who act on an account. */
export const NETWORK_IMPACT_FEATURES = [
  {
    name: "people_rank",
    group: "network_impact",
    use: "paid",
    label: "PeopleRank",
    meaning:
      "The log10 of the standing that others' acts give; 0 is an account nobody acted on, 1 is ten times that.",
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
