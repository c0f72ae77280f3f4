import { EXIT } from "../domain/errors.ts";
import { formatHandle, parseHandle } from "../domain/handle.ts";
import { referenceScore } from "../scoring/score-account.ts";
import type { PersonBehind, PostBehind } from "../snapshot/contract.ts";
import { buildScoreAnswer } from "./build-score-answer.ts";
import { withLake } from "./lake-session.ts";
import { loadModel } from "./load-model.ts";
import { AccountLocator } from "./locate-account.ts";
import { type Moment, momentsAround, type NamedPerson, namedPeople } from "./people-around.ts";
import type { ScoreAnswer } from "./score-answer.ts";
import type { ScoreOptions } from "./score-handles.ts";
import { type ShownFeature, shownFeatures } from "./shown-features.ts";

/** Moments and people on each side in an explanation; commands of their own list more. */
const AROUND_SHOWN = 3;

/** A person behind a score, with the text that asks for them. */
export type ExplainedPerson = Omit<PersonBehind, "handle"> & { readonly handle: string };

/** A score with the people and posts it rests on. */
export interface Explanation extends ScoreAnswer {
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

/** Why `handle` scores as it does: every contribution, and `limit` people and posts behind them.
 *  @throws CliError when the handle is malformed or unknown. */
export async function explainHandle(
  handle: string,
  options: ScoreOptions & { readonly limit: number },
): Promise<Explanation> {
  const query = parseHandle(handle, options.network);
  return withLake(
    options.dataDir,
    async session => {
      const located = await new AccountLocator(session, options).locate(query);
      const stamp = located.kind === "held" ? located.reader.stamp : located.stamp;
      const model = loadModel(options.modelId ?? stamp.modelId);
      const answer = await buildScoreAnswer(located, model);
      const baseline_score = referenceScore(query.network, model);
      if (located.kind === "no_evidence") {
        const nothing = { people: [], posts: [], shown: [], moments: [], moved_by: [], moves: [] };
        return { ...answer, baseline_score, ...nothing };
      }
      const { account, reader } = located;
      const people = await reader.peopleBehind(account, options.limit);
      return {
        ...answer,
        baseline_score,
        people: people.map(person => ({
          ...person,
          handle: formatHandle(query.network, person.handle, person.account_id),
        })),
        posts: await reader.postsBehind(account, options.limit),
        shown: shownFeatures(account),
        moments: await momentsAround(account, reader, AROUND_SHOWN),
        moved_by: await namedPeople(account, reader, "moved_by", AROUND_SHOWN),
        moves: await namedPeople(account, reader, "moves", AROUND_SHOWN),
      };
    },
    EXIT.unknownHandle,
  );
}
