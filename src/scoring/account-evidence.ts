import type { NetworkName } from "../domain/network.ts";
import { EVIDENCE_COLUMNS, type EvidenceColumn } from "../features/feature.ts";
import type { PaidFeatureName } from "../features/registry.ts";

/** The count columns of `account_features` that the interval rests on. */
export const COUNT_COLUMNS = [
  "likes_received_count",
  "reposts_received_count",
  "replies_received_count",
  "quotes_received_count",
  "mentions_received_count",
  "originals_count",
  "engaged_people_count",
] as const;
export type CountColumn = (typeof COUNT_COLUMNS)[number];

/** All columns of `account_features` that stand beside the paid features as support. */
export const SUPPORT_COLUMNS = [...COUNT_COLUMNS, ...EVIDENCE_COLUMNS] as const;

/** Paid features of one account; null: not observed, never zero. */
export type FeatureVector = Readonly<Record<PaidFeatureName, number | null>>;

/** What is known of one account on one network: a row of `account_features`. */
export interface AccountEvidence {
  readonly network: NetworkName;
  readonly features: FeatureVector;
  /** Counts and observed shares (0..1); null: not observed. */
  readonly support: Readonly<Record<CountColumn | EvidenceColumn, number | null>>;
  /** The `has_enough_data` column. */
  readonly hasEnoughEvidence: boolean;
}
