import type { Progress } from "../domain/progress.ts";
import { type EngagerChange, mixedStanding } from "../graph/mixed-standing.ts";
import type { AccountEvidence } from "../scoring/account-evidence.ts";
import type { FourStates, OthersStates } from "../scoring/change-states.ts";
import type { ScoringModel } from "../scoring/scoring-model.ts";
import { splitChange } from "../scoring/split-change.ts";
import { concealedNow } from "../snapshot/concealed-now.ts";
import type { RunStamp, StoredAccount } from "../snapshot/contract.ts";
import { type ReactedPost, reactedPosts } from "../snapshot/engagers.ts";
import type { RunRelations } from "../snapshot/run-relations.ts";
import { toEvidence } from "./account-evidence.ts";
import { scoreOf } from "./build-score-answer.ts";
import type { ChangeAnswer, ChangeEndAnswer, MovedPost } from "./change-answer.ts";
import { engagerChanges, movedPeople } from "./change-engagers.ts";
import { partAnswers } from "./change-sentences.ts";
import type { LakeSession } from "./lake-session.ts";
import { prunedDayOf, recomputeRun } from "./recompute-run.ts";
import { accountIn, type SinceRun, sinceRun } from "./since-run.ts";

/** The newer end of a change. */
export interface ChangeTarget {
  readonly account: StoredAccount;
  readonly stamp: RunStamp;
  readonly relations: RunRelations;
  readonly model: ScoringModel;
  /** The model whose constants the tables are folded with. */
  readonly folding: ScoringModel;
}

/** The change of an account's score since a date, split exactly into you, others, method and data, with the people and
 *  posts behind it.
 *  @throws ConfigProblem when the date is not before the newer end, CliError when nothing is known of then. */
export async function explainChange(
  session: LakeSession,
  target: ChangeTarget,
  options: { readonly since: string; readonly limit: number; readonly progress: Progress },
): Promise<ChangeAnswer> {
  const { account, stamp, model, folding } = target;
  const run = await sinceRun(session, account, { ...options, until: stamp.asOf, model, folding });
  const old = await accountIn(session, run, account);
  const acted = { network: account.network, accountId: account.accountId };
  const refolded = await refoldedRun(session, run, old, target, options.progress);
  // Edges of both ends are folded alike, or the method would pass for others' doing.
  const folded = refolded.run?.relations ?? run.relations;
  const engagers = await engagerChanges(session.engine, acted, folded, target.relations);
  const [before, after] = [scoreOf(old, run.model), scoreOf(account, model)];
  const from = endOf(run, run.publishedScore ?? before.score);
  const to: ChangeEndAnswer = {
    as_of: stamp.asOf,
    model: model.id,
    basis: stamp.basis,
    run_id: stamp.runId,
    score: after.score,
  };
  const concealed = await concealedNow(session.engine, session.lake);
  const people = movedPeople(engagers, account.network, concealed, options.limit);
  const posts = movedPosts(
    await reactedPosts(session.engine, run.relations, acted),
    await reactedPosts(session.engine, target.relations, acted),
    options.limit,
  );
  const answer = { since: options.since, from, to, people, posts };
  if (before.score === null || after.score === null)
    return { ...answer, change: null, parts: [], notes: [...run.notes, noSplit(before.score, from)] };
  const split = splitChange({
    before: { evidence: toEvidence(old.features), model: run.model },
    after: { evidence: toEvidence(account.features), model },
    ...(refolded.run !== null && { beforeRefolded: refolded.run.evidence }),
    ...(run.publishedScore !== null && { publishedBefore: run.publishedScore }),
    others: othersStates(
      engagers.map(engager => engager.change),
      folding,
    ),
  });
  return {
    ...answer,
    change: split.to - split.from,
    parts: partAnswers(split, people, { before: run.model, after: model }),
    notes: [...run.notes, ...refolded.notes],
  };
}

function endOf(run: SinceRun, score: number | null): ChangeEndAnswer {
  return { as_of: run.asOf, model: run.model.id, basis: run.basis, run_id: run.runId, score };
}

function noSplit(then: number | null, from: ChangeEndAnswer): string {
  return then === null
    ? `There was not enough data for a score as of ${from.as_of.slice(0, 10)}, so the change cannot be split.`
    : "There is not enough data for a score now, so the change cannot be split.";
}

/** The run of then folded with the constants of the newer end, where they differ from those of the older. */
async function refoldedRun(
  session: LakeSession,
  run: SinceRun,
  old: StoredAccount,
  { folding }: ChangeTarget,
  progress: Progress,
): Promise<{
  readonly run: { readonly evidence: AccountEvidence; readonly relations: RunRelations } | null;
  readonly notes: readonly string[];
}> {
  if (isFoldedAlike(run.folding, folding)) return { run: null, notes: [] };
  const pruned = prunedDayOf(session, run.asOf, folding);
  if (pruned !== null)
    return {
      run: null,
      notes: [
        `Days before ${pruned.slice(0, 10)} were pruned: what the newer model's constants change in the counts of then stands under "you" and "others", not under "method".`,
      ],
    };
  const relations = await recomputeRun(session, run.asOf, folding, progress);
  const again = await accountIn(session, { relations, asOf: run.asOf }, old);
  return { run: { evidence: toEvidence(again.features), relations }, notes: [] };
}

function isFoldedAlike(one: ScoringModel, other: ScoringModel): boolean {
  const folding = ({ constants, kindWeights }: ScoringModel) =>
    JSON.stringify([
      Object.entries(constants).toSorted(([a], [b]) => (a < b ? -1 : 1)),
      Object.entries(kindWeights).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ]);
  return folding(one) === folding(other);
}

/** What others' standing does to people_rank and notable engagers, at the four mixtures of the two runs. */
function othersStates(engagers: readonly EngagerChange[], model: ScoringModel): OthersStates {
  const { damping, kappa, notable_people_count } = model.constants;
  const options = { damping, kappa, notablePeopleCount: notable_people_count };
  const [before, ownOnly, othersOnly, after] = [
    mixedStanding(engagers, "before", "before", options),
    mixedStanding(engagers, "after", "before", options),
    mixedStanding(engagers, "before", "after", options),
    mixedStanding(engagers, "after", "after", options),
  ] as const;
  const states = (value: (mixed: typeof before) => number): FourStates => ({
    before: value(before),
    ownOnly: value(ownOnly),
    othersOnly: value(othersOnly),
    after: value(after),
  });
  return {
    people_rank: states(mixed => mixed.standing),
    notable_engagers_count: states(mixed => mixed.notableCount + 0.5),
  };
}

function movedPosts(
  old: readonly ReactedPost[],
  now: readonly ReactedPost[],
  limit: number,
): readonly MovedPost[] {
  const then = new Map(old.map(post => [post.postId, post]));
  const held = new Set(now.map(post => post.postId));
  const moved = [
    ...now.map(post => toMoved(post, then.get(post.postId)?.reactions ?? 0, post.reactions)),
    ...old.filter(post => !held.has(post.postId)).map(post => toMoved(post, post.reactions, 0)),
  ];
  const size = (post: MovedPost) => Math.abs(post.reactions_to - post.reactions_from);
  return moved
    .filter(post => size(post) > 0)
    .toSorted((a, b) => size(b) - size(a) || (a.post_id < b.post_id ? -1 : 1))
    .slice(0, limit);
}

function toMoved(post: ReactedPost, from: number, to: number): MovedPost {
  return {
    post_id: post.postId,
    posted_at: post.postedAt,
    text: post.text,
    reactions_from: from,
    reactions_to: to,
  };
}
