import { ACTIVITY_FEATURES } from "./activity.ts";
import { AMPLIFICATION_FEATURES, AMPLIFICATION_SHOWN_FEATURES } from "./amplification.ts";
import type { FeatureDefinition, PaidFeatureDefinition } from "./feature.ts";
import { NETWORK_IMPACT_FEATURES, NETWORK_IMPACT_SHOWN_FEATURES } from "./network-impact.ts";
import { REACH_FEATURES, REACH_SHOWN_FEATURES } from "./reach.ts";

const paid = [...REACH_FEATURES, ...AMPLIFICATION_FEATURES, ...NETWORK_IMPACT_FEATURES] as const;
const shown = [
  ...REACH_SHOWN_FEATURES,
  ...AMPLIFICATION_SHOWN_FEATURES,
  ...NETWORK_IMPACT_SHOWN_FEATURES,
  ...ACTIVITY_FEATURES,
] as const;

/** A feature that enters the score: its SQL column and JSON key. */
export type PaidFeatureName = (typeof paid)[number]["name"];
/** A feature that is shown beside the score and never enters it. */
export type ShownFeatureName = (typeof shown)[number]["name"];
export type FeatureName = PaidFeatureName | ShownFeatureName;

/** Every paid feature, by group, in the order in which contributions are listed. */
export const PAID_FEATURES: readonly PaidFeatureDefinition<PaidFeatureName>[] = paid;

/** Every feature that is shown and never paid. */
export const SHOWN_FEATURES: readonly FeatureDefinition<ShownFeatureName>[] = shown;

/** Every feature, paid ones first. */
export const FEATURES: readonly FeatureDefinition<FeatureName>[] = [...paid, ...shown];

/** The names of the paid features, in registry order. */
export const PAID_FEATURE_NAMES: readonly PaidFeatureName[] = paid.map(feature => feature.name);

const byName = new Map<string, FeatureDefinition<FeatureName>>(FEATURES.map(f => [f.name, f]));
const paidByName = new Map<string, PaidFeatureDefinition<PaidFeatureName>>(
  PAID_FEATURES.map(f => [f.name, f]),
);

/** The definition of the feature called `name`. */
export function featureNamed(name: FeatureName): FeatureDefinition<FeatureName> {
  return byName.get(name)!;
}

/** The definition of the paid feature called `name`. */
export function paidFeatureNamed(name: PaidFeatureName): PaidFeatureDefinition<PaidFeatureName> {
  return paidByName.get(name)!;
}
