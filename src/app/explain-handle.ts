import { EXIT } from "../domain/errors.ts";
import { formatHandle, parseHandle } from "../domain/handle.ts";
import { referenceScore } from "../scoring/score-account.ts";
import type { WhatIf } from "../scoring/what-if.ts";
import type { PersonBehind, PostBehind, RunReader } from "../snapshot/contract.ts";
import { publishedRelations, type RunRelations, tableRelations } from "../snapshot/run-relations.ts";
import { buildScoreAnswer } from "./build-score-answer.ts";
import type { ChangeAnswer } from "./change-answer.ts";
import { explainChange } from "./explain-change.ts";
import { type LakeSession, withLake } from "./lake-session.ts";
import { loadModel } from "./load-model.ts";
import { AccountLocator } from "./locate-account.ts";
import { ifActed, nextSteps } from "./next-steps.ts";
import { type Moment, momentsAround, type NamedPerson, namedPeople } from "./people-around.ts";
import { exportedRelations } from "./recompute-run.ts";
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
  /** Since the date asked for; null when none was. */
  readonly change: ChangeAnswer | null;
  /** The three steps in what others do that would move the score most, the largest first. */
  readonly what_if: readonly WhatIf[];
  /** What one act of the account named by `if` would move; null when none was named or there is no score. */
  readonly if_acted: WhatIf | null;
}

export interface ExplainOptions extends ScoreOptions {
  readonly limit: number;
  /** Split the change since this time (UTC ISO). */
  readonly since?: string;
  /** Handle of somebody whose act is imagined. */
  readonly if?: string;
}

/** Why `handle` scores as it does: every contribution, `limit` people and posts behind them, what moved it since a date
 *  when one is given, and what would move it most.
 *  @throws CliError when the handle is malformed or unknown. */
export async function explainHandle(handle: string, options: ExplainOptions): Promise<Explanation> {
  const query = parseHandle(handle, options.network);
  return withLake(
    options.dataDir,
    async session => {
      const located = await new AccountLocator(session, options).locate(query);
      const stamp = located.kind === "held" ? located.reader.stamp : located.stamp;
      const model = loadModel(options.modelId ?? stamp.modelId);
      const answer = await buildScoreAnswer(located, model);
      const baseline_score = referenceScore(query.network, model);
      const nothing = {
        ...{ people: [], posts: [], shown: [], moments: [], moved_by: [], moves: [] },
        ...{ change: null, what_if: [], if_acted: null },
      };
      if (located.kind === "no_evidence") return { ...answer, baseline_score, ...nothing };
      const { account, reader } = located;
      const people = await reader.peopleBehind(account, options.limit);
      const posts = await reader.postsBehind(account, options.limit);
      const relations = await relationsOf(session, reader, options);
      const folding = loadModel(stamp.modelId);
      const target = { account, reader, stamp, relations, model, folding };
      const { since, limit, progress } = options;
      return {
        ...answer,
        baseline_score,
        people: people.map(person => ({
          ...person,
          handle: formatHandle(query.network, person.handle, person.account_id),
        })),
        posts,
        shown: shownFeatures(account),
        moments: await momentsAround(account, reader, AROUND_SHOWN),
        moved_by: await namedPeople(account, reader, "moved_by", AROUND_SHOWN),
        moves: await namedPeople(account, reader, "moves", AROUND_SHOWN),
        what_if: await nextSteps(session, target),
        if_acted:
          options.if === undefined ? null : await ifActed(session, target, options.if, options.network),
        change: since === undefined ? null : await explainChange(session, target, { since, limit, progress }),
      };
    },
    EXIT.unknownHandle,
  );
}

/** Where the tables of the answering run stand: of one computed on demand in files when another is to be computed. */
async function relationsOf(
  session: LakeSession,
  { stamp }: RunReader,
  { since }: ExplainOptions,
): Promise<RunRelations> {
  const { lake } = session;
  const run = lake.runs().find(({ runId }) => runId === stamp.runId);
  if (run !== undefined) return publishedRelations(lake, run);
  return since === undefined ? tableRelations(lake) : exportedRelations(session, loadModel(stamp.modelId));
}
