import { formatHandle } from "../domain/handle.ts";
import { referenceScore } from "../scoring/score-account.ts";
import type { ScoringModel } from "../scoring/scoring-model.ts";
import type { PersonBehind, PostBehind } from "../snapshot/contract.ts";
import { buildScoreAnswer } from "./build-score-answer.ts";
import type { Located } from "./locate-account.ts";
import { type Moment, momentsAround, type NamedPerson, namedPeople } from "./people-around.ts";
import type { ScoreAnswer } from "./score-answer.ts";
import { type ShownFeature, shownFeatures } from "./shown-features.ts";

/** Moments and people on each side in an explanation; commands of their own list more. */
const AROUND_SHOWN = 3;

/** A person behind a score, with the text that asks for them. */
export type ExplainedPerson = Omit<PersonBehind, "handle"> & { readonly handle: string };

/** A score with the people and posts it rests on, as the run that answers tells them. */
export interface LocatedExplanation extends ScoreAnswer {
  /** Score of the reference account: it and all points sum to the score. */
  readonly baseline_score: number;
  /** The heaviest first; empty when only counts were observed. */
  readonly people: readonly ExplainedPerson[];
  /** The most reacted to first. */
  readonly posts: readonly PostBehind[];
  /** What is shown beside the score and never enters it. */
  readonly shown: readonly ShownFeature[];
  /** The first three of `renown moments`, `renown influencers` and `renown influencees`. */
  readonly moments: readonly Moment[];
  readonly moved_by: readonly NamedPerson[];
  readonly moves: readonly NamedPerson[];
}

/** Why an account scores as it does: every contribution, and `limit` people and posts behind them. */
export async function explainLocated(
  located: Located,
  model: ScoringModel,
  limit: number,
): Promise<LocatedExplanation> {
  const answer = await buildScoreAnswer(located, model);
  const baseline_score = referenceScore(located.account.network, model);
  if (located.kind === "no_evidence") {
    const nothing = { people: [], posts: [], shown: [], moments: [], moved_by: [], moves: [] };
    return { ...answer, baseline_score, ...nothing };
  }
  const { account, reader } = located;
  const people = await reader.peopleBehind(account, limit);
  return {
    ...answer,
    baseline_score,
    people: people.map(person => ({
      ...person,
      handle: formatHandle(account.network, person.handle, person.account_id),
    })),
    posts: await reader.postsBehind(account, limit),
    shown: shownFeatures(account),
    moments: await momentsAround(account, reader, AROUND_SHOWN),
    moved_by: await namedPeople(account, reader, "moved_by", AROUND_SHOWN),
    moves: await namedPeople(account, reader, "moves", AROUND_SHOWN),
  };
}
