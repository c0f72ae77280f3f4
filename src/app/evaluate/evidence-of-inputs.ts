import type { NetworkName } from "../../domain/network.ts";
import type { AccountEvidence } from "../../scoring/account-evidence.ts";
import type { ScoringModel } from "../../scoring/scoring-model.ts";
import { toEvidence } from "../account-evidence.ts";
import type { MeasureInputs } from "./older-measures.ts";

const REACTIONS = {
  likes_per_original: "likes_received_count",
  reposts_per_original: "reposts_received_count",
  replies_per_original: "replies_received_count",
  quotes_per_original: "quotes_received_count",
} as const;

/** What the numbers of a profile say in the terms of `model`: features under their own names, and those that follow from counts
 *  as in `account_features`. Without any reaction count effective_reach and effective_lists are followers and lists themselves, as nothing caps them.
 *  All else is null: not observed. */
export function evidenceOfInputs(
  inputs: MeasureInputs,
  network: NetworkName,
  model: ScoringModel,
): AccountEvidence {
  const { reach_per_reaction, reach_per_list, lists_per_reaction, following_prior } = model.constants;
  const { rate_prior_originals, window_days } = model.constants;
  const derived: Record<string, number | null> = {};
  const known = Object.values(REACTIONS).flatMap(name => inputs[name] ?? []);
  const followers = inputs["followers_count"] ?? null;
  const reactions = known.reduce((sum, count) => sum + count, 0);
  const listed = inputs["listed_count"] ?? null;
  const following = inputs["following_count"] ?? null;
  const reach =
    followers === null || known.length === 0
      ? followers
      : Math.min(followers, reach_per_reaction * reactions + reach_per_list * (listed ?? 0));
  derived["effective_reach"] = reach;
  derived["effective_lists"] =
    listed === null || known.length === 0 ? listed : Math.min(listed, lists_per_reaction * reactions);
  derived["reach_per_followed"] =
    reach === null || following === null ? null : reach / (following + following_prior);
  const originals = inputs["originals_count"] ?? null;
  for (const [rate, count] of Object.entries(REACTIONS)) {
    const received = inputs[count] ?? null;
    derived[rate] =
      received === null || originals === null ? null : received / (originals + rate_prior_originals);
  }
  const mentions = inputs["mentions_received_count"] ?? null;
  derived["mentions_per_day"] = mentions === null ? null : mentions / window_days;
  return toEvidence({ ...derived, ...inputs, network, has_enough_data: true });
}
