import { CliError, ConfigProblem, EXIT } from "../domain/errors.ts";
import { formatHandle, parseHandle } from "../domain/handle.ts";
import type { NetworkName } from "../domain/network.ts";
import { formatValue } from "../features/sentence.ts";
import { passedOn } from "../graph/mixed-standing.ts";
import type { ScoringModel } from "../scoring/scoring-model.ts";
import {
  type ForeseenAct,
  type WhatIf,
  type WhatIfAccount,
  whatIf,
  whatIfActed,
} from "../scoring/what-if.ts";
import { numberOf } from "../snapshot/cells.ts";
import { concealedNow } from "../snapshot/concealed-now.ts";
import type { RunReader, StoredAccount } from "../snapshot/contract.ts";
import {
  type ActorInRun,
  actorsInRun,
  type Engager,
  engagersOf,
  strongestEngager,
} from "../snapshot/engagers.ts";
import type { RunRelations } from "../snapshot/run-relations.ts";
import { toEvidence } from "./account-evidence.ts";
import { handleOf } from "./build-score-answer.ts";
import { asText } from "./how-to-get.ts";
import type { LakeSession } from "./lake-session.ts";

/** Fixed-point unit of decayed sums: one act of kind weight 1 on the last day. */
const DECAY_UNIT = 2 ** 20;
const MILLISECONDS_A_DAY = 86_400_000;
/** "These three would move it most." */
const STEPS_SHOWN = 3;

/** The account whose next steps are asked for, in the run that answers. */
export interface NextStepsTarget {
  readonly account: StoredAccount;
  readonly reader: RunReader;
  readonly relations: RunRelations;
  readonly model: ScoringModel;
}

/** The three steps in what others do that would move the score most; empty without a score. */
export async function nextSteps(session: LakeSession, target: NextStepsTarget): Promise<readonly WhatIf[]> {
  const { account, model } = target;
  if (account.isProtected || account.features["has_enough_data"] !== true) return [];
  return whatIf(toWhatIfAccount(account), model, {
    alike: await oneMoreLikeTheStrongest(session, target),
    limit: STEPS_SHOWN,
  });
}

/** What one repost by `other`, now, would move: its standing and what else it does are those of the run, the account's
 *  own echo and walks back through it stay as they are. Null where the account has no score.
 *  @throws ConfigProblem when `other` is the account itself or of another network, CliError when the run holds nothing
 *  of it. */
export async function ifActed(
  session: LakeSession,
  target: NextStepsTarget,
  other: string,
  network?: NetworkName,
): Promise<WhatIf | null> {
  const { account, reader, relations, model } = target;
  const query = parseHandle(other, network ?? account.network);
  if (query.network !== account.network)
    throw new ConfigProblem(
      `--if ${other} is of ${query.network}, the account is of ${account.network}: acts stay on one network.`,
    );
  const actor = await reader.findAccount(query);
  if (actor === null || actor.isProtected)
    throw new CliError(
      `The run as of ${reader.stamp.asOf.slice(0, 10)} holds nothing about ${asText(query)}; check the spelling.`,
      EXIT.unknownHandle,
    );
  if (actor.accountId === account.accountId)
    throw new ConfigProblem(`--if ${other} is the account itself: what one does to oneself counts nothing.`);
  const acted = { network: account.network, accountId: account.accountId };
  const standings = await actorsInRun(session.engine, relations, acted, [actor.accountId]);
  const engagers = await engagersOf(session.engine, relations, acted);
  const standing = standings.get(actor.accountId);
  if (standing === undefined) return null;
  const held = engagers.find(engager => engager.actorId === actor.accountId) ?? null;
  const act = foreseen(handleOf(actor), standing, held, target);
  return whatIfActed(toWhatIfAccount(account), model, act);
}

async function oneMoreLikeTheStrongest(
  { engine, lake }: LakeSession,
  target: NextStepsTarget,
): Promise<ForeseenAct | null> {
  const { account, relations } = target;
  const acted = { network: account.network, accountId: account.accountId };
  const strongest = await strongestEngager(engine, relations, acted);
  if (strongest === null || (await concealedNow(engine, lake)).isHidden(account.network, strongest))
    return null;
  const actor = (await actorsInRun(engine, relations, acted, [strongest])).get(strongest);
  if (actor === undefined) return null;
  const handle = formatHandle(account.network, actor.handle, actor.actorId);
  const rank = formatValue(actor.peopleRank ?? 0, "log10 of standing");
  return foreseen(`${handle} (PeopleRank ${rank})`, actor, null, target);
}

/** One repost by `actor`, now, on top of what it did already. */
function foreseen(
  who: string,
  actor: ActorInRun,
  held: Engager | null,
  target: NextStepsTarget,
): ForeseenAct {
  const { model, reader } = target;
  const { selective_people_count, notable_people_count, damping, kappa, half_life_days } = model.constants;
  const standing = {
    standing: 10 ** (actor.peopleRank ?? 0),
    restWeight: actor.restWeight,
    audienceCount: actor.audienceCount,
  };
  const units = held?.units ?? 0;
  const passed = (decayed: number) => passedOn(standing, decayed, { damping, kappa });
  const selectivity = Math.min(1, selective_people_count / (actor.restPeopleCount + 1));
  const isNewPerson = held === null;
  return {
    who,
    standingGain: passed(units + model.kindWeights.repost * DECAY_UNIT) - passed(units),
    peopleGain: selectivity * (1 - freshness(held, reader.stamp.asOf, half_life_days)),
    isNewNotable: isNewPerson && actor.audienceCount >= notable_people_count,
  };
}

/** Weight (0..1) of a person by the age of the newest act, as the run counts it: by whole UTC days. */
function freshness(held: Engager | null, asOf: string, halfLifeDays: number): number {
  if (held === null || held.lastActedAt === null) return 0;
  const dayOf = (milliseconds: number) => Math.floor(milliseconds / MILLISECONDS_A_DAY);
  const age = dayOf(Date.parse(asOf) - 1) - dayOf(Date.parse(held.lastActedAt));
  return 2 ** (-Math.max(0, age) / halfLifeDays);
}

function toWhatIfAccount({ features }: StoredAccount): WhatIfAccount {
  return { evidence: toEvidence(features), followersCount: numberOf(features["followers_count"]) };
}
