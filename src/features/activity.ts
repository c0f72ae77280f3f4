import type { FeatureDefinition } from "./feature.ts";

/** The features about how much an account does itself; shown, never paid. */
export const ACTIVITY_FEATURES = [
  {
    name: "posts_per_day_90d",
    group: "activity",
    use: "shown",
    label: "Posts per day",
    meaning: "Posts of every kind in the window, divided by its days.",
    unit: "posts per day",
    range: { min: 0, max: null },
    direction: "none",
    nullMeaning: "Posts were not observed.",
    evidence: ["posts_observed_share"],
    sentence: { one: "{value} post a day", other: "{value} posts a day" },
  },
  {
    name: "active_days_90d",
    group: "activity",
    use: "shown",
    label: "Active days",
    meaning: "Days of the window on which it posted.",
    unit: "days",
    range: { min: 0, max: 90 },
    direction: "none",
    nullMeaning: "Posts were not observed.",
    evidence: ["posts_observed_share"],
    sentence: { one: "Active on {value} day of 90", other: "Active on {value} days of 90" },
  },
] as const satisfies readonly FeatureDefinition[];
