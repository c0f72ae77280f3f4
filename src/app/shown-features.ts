import type { FeatureGroup } from "../features/feature.ts";
import { SHOWN_FEATURES, type ShownFeatureName } from "../features/registry.ts";
import { featureSentence } from "../features/sentence.ts";
import type { StoredAccount } from "../snapshot/contract.ts";

/** A feature that is shown beside the score and never enters it. */
export interface ShownFeature {
  readonly feature: ShownFeatureName;
  readonly group: FeatureGroup;
  /** Null was not observed. */
  readonly value: number | null;
  readonly unit: string;
  readonly sentence: string;
}

/** Every shown feature of `account`, in registry order; none of a protected account. */
export function shownFeatures(account: StoredAccount): readonly ShownFeature[] {
  if (account.isProtected) return [];
  return SHOWN_FEATURES.map(({ name, group, unit }) => {
    const cell = account.features[name];
    const value = cell === null || cell === undefined ? null : Number(cell);
    return {
      feature: name as ShownFeatureName,
      group,
      value,
      unit,
      sentence: featureSentence(name as ShownFeatureName, value),
    };
  });
}
