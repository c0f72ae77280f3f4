import { EVIDENCE_COLUMNS, type EvidenceColumn } from "../../features/feature.ts";
import { numberOf } from "../../snapshot/cells.ts";
import type { StoredAccount } from "../../snapshot/contract.ts";
import type { ObservedShare } from "./dossier.ts";

const WHAT: Readonly<Record<EvidenceColumn, string>> = {
  posts_observed_share: "Its posts",
  like_observed_share: "Likes received",
  repost_observed_share: "Reposts received",
  reply_observed_share: "Replies received",
  quote_observed_share: "Quotes received",
  mention_observed_share: "Mentions received",
};

/** Which share of the window could be observed, by what was to be seen. */
export function observedShares({ features }: StoredAccount): readonly ObservedShare[] {
  return EVIDENCE_COLUMNS.map(column => ({ what: WHAT[column], share: numberOf(features[column]) }));
}
