import { accountKeyText } from "../domain/account-key.ts";
import { formatHandle } from "../domain/handle.ts";
import { featureSentence } from "../features/sentence.ts";
import type { AccountScore, Unscored } from "../scoring/account-score.ts";
import { combineNetworks } from "../scoring/combine-networks.ts";
import { notEnoughReason, scoreAccount, withoutScore } from "../scoring/score-account.ts";
import type { ScoringModel } from "../scoring/scoring-model.ts";
import type { RunReader, StoredAccount } from "../snapshot/contract.ts";
import { toEvidence } from "./account-evidence.ts";
import { answerPercentiles } from "./answer-percentiles.ts";
import { qualitiesOf, qualityAnswers } from "./answer-qualities.ts";
import { answerAuthenticity } from "./authenticity/authenticity-answer.ts";
import { carriedNotes, notYet } from "./carried-notes.ts";
import { discountNotes } from "./discount-notes.ts";
import { linkedGain } from "./linked-gain.ts";
import type { Located } from "./locate-account.ts";
import {
  ANSWER_VERSION,
  type AnswerContribution,
  type NetworkScore,
  type ScoreAnswer,
} from "./score-answer.ts";
import { accountTopics } from "./topics/topic-answer.ts";
import { vocabularyAnswers } from "./vocabulary-answer.ts";

/** Why a protected account has no score and no lists. */
export const PROTECTED = "The account is protected: its posts are not public, so it is never read or scored.";

/** The whole answer about an account: its score, what it is made of and what must go with the number. */
export function buildScoreAnswer(located: Located, model: ScoringModel): Promise<ScoreAnswer> {
  return buildAnswer(located, model, { vocabularies: vocabularyAnswers, qualities: qualityAnswers });
}

/** How parts of an answer are given that are long and nearly the same for everybody. */
export interface AnswerParts<Vocabularies, Qualities> {
  readonly vocabularies: (...of: Parameters<typeof vocabularyAnswers>) => Vocabularies;
  readonly qualities: (...of: Parameters<typeof qualityAnswers>) => Qualities;
}

/** The same with some parts as `parts` gives them. */
export async function buildAnswer<Vocabularies, Qualities>(
  located: Located,
  model: ScoringModel,
  parts: AnswerParts<Vocabularies, Qualities>,
): Promise<
  Omit<ScoreAnswer, "vocabularies" | "qualities"> & {
    readonly vocabularies: Vocabularies | null;
    readonly qualities: Qualities | null;
  }
> {
  if (located.kind === "no_evidence") return withoutEvidence(located, model);
  const { account, reader } = located;
  const own = shownScore(account, model);
  const members = await reader.members(account.identityId);
  const others = members.filter(
    member => member.network !== account.network || member.accountId !== account.accountId,
  );
  const scored = others.map(member => ({ account: member, score: shownScore(member, model) }));
  const all = [{ account, score: own }, ...scored];
  const combined = combineNetworks(
    all.map(member => member.score),
    model,
  );
  const gain = linkedGain(
    all.map(member => ({ key: accountKeyText(member.account), score: member.score })),
    model,
  );
  const linkedAt = all.length > 1 ? await reader.linkedTimes(account.identityId) : new Map<string, string>();
  const qualities = account.isProtected ? null : await qualitiesOf(account, reader);
  return {
    schema_version: ANSWER_VERSION,
    handle: handleOf(account),
    network: account.network,
    account_id: account.accountId,
    as_of: reader.stamp.asOf,
    ...(reader.stamp.partsAsOf !== undefined && { parts_as_of: reader.stamp.partsAsOf }),
    model: model.id,
    basis: reader.stamp.basis,
    score: own.score,
    reason: own.reason,
    interval: own.interval,
    percentiles: await answerPercentiles(account, own.score, reader, model),
    coverage: own.coverage,
    subscores: own.score === null ? null : own.subscores,
    contributions: own.score === null ? [] : await answerContributions(own, account, reader),
    qualities: qualities === null ? null : parts.qualities(account, qualities),
    vocabularies: account.isProtected
      ? null
      : parts.vocabularies(account, await reader.styleOf(account), own.score),
    topics: (await notYet(account, reader)) === null ? await accountTopics(account, reader) : null,
    authenticity: await answerAuthenticity(account, reader),
    identity: {
      identity_id: account.identityId,
      score: combined.score,
      interval: combined.interval,
      coverage: combined.coverage,
    },
    networks: all.map(member => {
      const key = accountKeyText(member.account);
      return toNetworkScore(member.account, member.score, gain.get(key) ?? null, linkedAt.get(key) ?? null);
    }),
    notes: [
      ...notesOn(account, reader, model),
      ...(await carriedNotes(account, reader)),
      ...(located.notes ?? []),
    ],
    intended_use: model.intendedUse,
  };
}

/** The score that `model` gives to an account of a run; a protected account gets none. */
export function scoreOf(account: StoredAccount, model: ScoringModel): AccountScore {
  const score = scoreAccount(toEvidence(account.features), model);
  if (!account.isProtected) return score;
  return { ...score, status: "not_enough_data", reason: PROTECTED, score: null, interval: null };
}

/** The same for an answer, which shows no parts of what has no score: most accounts of a large lake have none. */
function shownScore(account: StoredAccount, model: ScoringModel): AccountScore | Unscored {
  const evidence = toEvidence(account.features);
  if (account.isProtected) return withoutScore(evidence, PROTECTED, model);
  if (!evidence.hasEnoughEvidence) return withoutScore(evidence, notEnoughReason(model), model);
  return scoreAccount(evidence, model);
}

/** The text that asks for `account` again. */
export function handleOf(account: Pick<StoredAccount, "network" | "accountId" | "handle">): string {
  return formatHandle(account.network, account.handle, account.accountId);
}

async function answerContributions(
  score: AccountScore,
  account: StoredAccount,
  reader: RunReader,
): Promise<AnswerContribution[]> {
  const names = score.contributions.map(part => part.feature);
  const percentiles = await reader.featurePercentiles(account, names);
  return score.contributions.map(part => ({
    feature: part.feature,
    value: part.value,
    unit: part.unit,
    latent: part.latent,
    points: part.points,
    percentile: percentiles[part.feature] ?? null,
    is_imputed: part.isImputed,
    sentence: featureSentence(part.feature, part.value),
  }));
}

function toNetworkScore(
  account: StoredAccount,
  score: AccountScore | Unscored,
  addedPoints: number | null,
  linkedAt: string | null,
): NetworkScore {
  return {
    handle: handleOf(account),
    network: account.network,
    account_id: account.accountId,
    display_name: account.displayName,
    score: score.score,
    reason: score.reason,
    interval: score.interval,
    coverage: score.coverage,
    is_ranked: account.isRanked,
    is_self_supplied: account.isSelfSupplied,
    added_points: addedPoints,
    linked_at: linkedAt,
  };
}

function notesOn(account: StoredAccount, reader: RunReader, model: ScoringModel): string[] {
  const notes: string[] = [...discountNotes(account.features)];
  const { stamp } = reader;
  if (stamp.basis === "on_demand")
    notes.push("Computed just now from the lake; it stands in no leaderboard.");
  if (stamp.modelId !== model.id)
    notes.push(`Model ${model.id} was asked for; the run was published with ${stamp.modelId}.`);
  if (account.isSelfSupplied)
    notes.push("All evidence comes from the account's own export: the score is marked and not ranked.");
  if (account.features["is_indexable"] === false)
    notes.push("The account opted out of discovery: it stands in no leaderboard.");
  const isNetworkProvisional = model.networks[account.network].isProvisional;
  if (isNetworkProvisional) notes.push(`The scale of ${account.network} is provisional.`);
  if (account.features["has_event_evidence"] !== true && account.features["has_count_evidence"] === true)
    notes.push("Only counts were observed, not who acted: the range is wider for it.");
  return notes;
}

function withoutEvidence(
  located: Extract<Located, { kind: "no_evidence" }>,
  model: ScoringModel,
): ScoreAnswer & { readonly vocabularies: null; readonly qualities: null } {
  const { account, stamp } = located;
  const reason = account.isProtected ? PROTECTED : (located.reason ?? notEnoughReason(model));
  const handle = handleOf(account);
  return {
    schema_version: ANSWER_VERSION,
    handle,
    network: account.network,
    account_id: account.accountId,
    as_of: stamp.asOf,
    model: model.id,
    basis: stamp.basis,
    score: null,
    reason,
    interval: null,
    percentiles: [],
    coverage: 0,
    subscores: null,
    contributions: [],
    qualities: null,
    vocabularies: null,
    topics: null,
    authenticity: null,
    identity: null,
    networks: [
      {
        handle,
        network: account.network,
        account_id: account.accountId,
        display_name: account.displayName,
        score: null,
        reason,
        interval: null,
        coverage: 0,
        is_ranked: false,
        is_self_supplied: false,
        added_points: null,
        linked_at: null,
      },
    ],
    notes: [...(located.notes ?? [])],
    intended_use: model.intendedUse,
  };
}
