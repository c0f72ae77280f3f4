import { combineNetworks } from "../../scoring/combine-networks.ts";
import type { StoredAccount } from "../../snapshot/contract.ts";
import { scoreOf } from "../build-score-answer.ts";
import type { ServedView } from "../serving/served-view.ts";
import { type ScoreChanges, scoreChanges } from "./score-changes.ts";
import { screenNameOf } from "./screen-name.ts";

/** What must go with a score wherever it is shown. */
export interface ScoreStamp {
  readonly low: number;
  readonly high: number;
  /** 0..1. */
  readonly coverage: number;
  readonly model: string;
  readonly as_of: string;
  readonly intended_use: string;
}

/** An identity as Klout's answers need it: one number over all its networks. */
export interface KloutProfile {
  readonly kloutId: string;
  /** The account that was asked for, else the strongest. */
  readonly account: StoredAccount;
  readonly screenName: string;
  /** 0..100. */
  readonly score: number;
  readonly changes: ScoreChanges;
  readonly stamp: ScoreStamp;
}

/** The profile of the identity that `account` belongs to; null when it has not enough data for a score. */
export async function kloutProfile(view: ServedView, account: StoredAccount): Promise<KloutProfile | null> {
  if (account.isProtected) return null;
  const members = await membersOf(view, account);
  const combined = combineNetworks(
    members.map(member => scoreOf(member, view.model)),
    view.model,
  );
  if (combined.score === null || combined.interval === null) return null;
  const histories = await Promise.all(members.map(member => view.history(member)));
  const { asOf, modelId } = view.reader.stamp;
  return {
    kloutId: await view.kloutIdOf(account.identityId),
    account,
    screenName: screenNameOf(account),
    score: combined.score,
    changes: scoreChanges(combined.score, asOf, histories, view.model),
    stamp: {
      low: combined.interval.low,
      high: combined.interval.high,
      coverage: combined.coverage,
      model: modelId,
      as_of: asOf,
      intended_use: view.model.intendedUse,
    },
  };
}

/** Every account of the identity that `account` belongs to and that may be shown, `account` first. */
export async function membersOf(view: ServedView, account: StoredAccount): Promise<readonly StoredAccount[]> {
  const members = await view.reader.members(account.identityId);
  const others = members.filter(
    member => member.network !== account.network || member.accountId !== account.accountId,
  );
  return [account, ...others.filter(member => !member.isProtected)];
}
