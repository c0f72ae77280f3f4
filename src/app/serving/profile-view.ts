import type { HandleQuery } from "../../domain/handle-query.ts";
import { featureNamed } from "../../features/registry.ts";
import { referenceScore } from "../../scoring/score-account.ts";
import { buildScoreAnswer } from "../build-score-answer.ts";
import {
  type MomentsAnswer,
  momentsOfLocated,
  type PeopleAroundAnswer,
  peopleOfLocated,
} from "../people-around.ts";
import type { AnswerContribution, ScoreAnswer } from "../score-answer.ts";
import { type ShownFeature, shownFeatures } from "../shown-features.ts";
import { type ServedHistory, servedHistory } from "./served-history.ts";
import type { ServedView } from "./served-view.ts";

/** A contribution with the short name of its feature. */
export type NamedContribution = AnswerContribution & { readonly label: string; readonly group: string };

/** All that a profile page shows of an account. */
export interface ProfileView {
  readonly answer: ScoreAnswer;
  readonly display_name: string | null;
  /** Whether the network marks the account as open to indexing; null: it does not say. */
  readonly is_indexable: boolean | null;
  /** Score of the reference account: it and all points sum to the score. */
  readonly baseline_score: number;
  /** The largest first. */
  readonly contributions: readonly NamedContribution[];
  readonly shown: readonly ShownFeature[];
  readonly history: ServedHistory;
  readonly moments: MomentsAnswer;
  readonly moved_by: PeopleAroundAnswer;
  readonly moves: PeopleAroundAnswer;
}

/** What a profile shows of the account that `query` asks for, with at most so many moments and people on a side.
 *  @throws CliError (unknown handle) when nobody is served under `query`. */
export async function profileView(
  view: ServedView,
  query: HandleQuery,
  most: { readonly moments: number; readonly people: number },
): Promise<ProfileView> {
  const located = await view.locate(query);
  const held = located.kind === "held" && !located.account.isProtected ? located.account : null;
  const answer = await buildScoreAnswer(located, view.model);
  const isIndexable = held?.features["is_indexable"];
  return {
    answer,
    display_name: located.account.displayName,
    is_indexable: typeof isIndexable === "boolean" ? isIndexable : null,
    baseline_score: referenceScore(located.account.network, view.model),
    contributions: answer.contributions
      .map(part => ({ ...part, ...labelOf(part.feature) }))
      .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points)),
    shown: held === null ? [] : shownFeatures(held),
    history: await servedHistory(view, located),
    moments: await momentsOfLocated(located, most.moments),
    moved_by: await peopleOfLocated(located, "moved_by", most.people),
    moves: await peopleOfLocated(located, "moves", most.people),
  };
}

function labelOf(feature: string): { readonly label: string; readonly group: string } {
  const { label, group } = featureNamed(feature as Parameters<typeof featureNamed>[0]);
  return { label, group };
}
