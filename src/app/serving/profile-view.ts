import type { HandleQuery } from "../../domain/handle-query.ts";
import type { NetworkName } from "../../domain/network.ts";
import { featureNamed } from "../../features/registry.ts";
import { referenceScore } from "../../scoring/score-account.ts";
import type { ScoringModel } from "../../scoring/scoring-model.ts";
import { buildScoreAnswer } from "../build-score-answer.ts";
import { loadModel } from "../load-model.ts";
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
export type NamedContribution = AnswerContribution & { readonly label: string };

/** What a page shows of a score, wherever it comes from. */
export interface ScoredProfile {
  readonly answer: ScoreAnswer;
  /** Null: not known. */
  readonly display_name: string | null;
  /** Score of the reference account: it and all points sum to the score. */
  readonly baseline_score: number;
  /** The largest first. */
  readonly contributions: readonly NamedContribution[];
  readonly shown: readonly ShownFeature[];
}

/** All that a profile page shows of an account of a snapshot. */
export interface ProfileView extends ScoredProfile {
  /** Whether the network marks the account as open to indexing; null: it does not say. */
  readonly is_indexable: boolean | null;
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
    ...scoredProfile(answer, view.model),
    display_name: located.account.displayName,
    is_indexable: typeof isIndexable === "boolean" ? isIndexable : null,
    shown: held === null ? [] : shownFeatures(held),
    history: await servedHistory(view, located),
    moments: await momentsOfLocated(located, most.moments),
    moved_by: await peopleOfLocated(located, "moved_by", most.people),
    moves: await peopleOfLocated(located, "moves", most.people),
  };
}

/** The profile of a score that was computed on demand and stands in no snapshot. */
export function unpublishedProfile(answer: ScoreAnswer): ScoredProfile {
  return scoredProfile(answer, loadModel(answer.model));
}

function scoredProfile(answer: ScoreAnswer, model: ScoringModel): ScoredProfile {
  return {
    answer,
    display_name: answer.networks[0]?.display_name ?? null,
    baseline_score: referenceScore(answer.network as NetworkName, model),
    contributions: answer.contributions
      .map(part => ({ ...part, label: labelOf(part.feature) }))
      .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points)),
    shown: [],
  };
}

function labelOf(feature: string): string {
  return featureNamed(feature as Parameters<typeof featureNamed>[0]).label;
}
