import { formatHandle } from "../domain/handle.ts";
import type { NetworkName } from "../domain/network.ts";
import type { Engine } from "../engines/contract.ts";
import type { ActorStanding, EngagerChange } from "../graph/mixed-standing.ts";
import type { Concealed } from "../snapshot/concealed-now.ts";
import { type Acted, type ActorInRun, actorsInRun, type Engager, engagersOf } from "../snapshot/engagers.ts";
import type { RunRelations } from "../snapshot/run-relations.ts";
import type { MovedPeople, MovedPerson } from "./change-answer.ts";

/** Somebody who acted on the account in one of two runs or in both. */
export interface ChangedEngager {
  readonly actorId: string;
  readonly handle: string | null;
  /** Null: did not act in the window of that run. */
  readonly before: Engager | null;
  readonly after: Engager | null;
  readonly change: EngagerChange;
}

/** Everybody who acted on the account in either run, with how they stood in both, in order of id. */
export async function engagerChanges(
  engine: Engine,
  acted: Acted,
  before: RunRelations,
  after: RunRelations,
): Promise<readonly ChangedEngager[]> {
  const then = byActor(await engagersOf(engine, before, acted));
  const now = byActor(await engagersOf(engine, after, acted));
  const ids = [...new Set([...then.keys(), ...now.keys()])].toSorted();
  const actorsThen = await actorsInRun(engine, before, acted, ids);
  const actorsNow = await actorsInRun(engine, after, acted, ids);
  return ids.map(actorId => {
    const [old, recent] = [then.get(actorId) ?? null, now.get(actorId) ?? null];
    return {
      actorId,
      handle: actorsNow.get(actorId)?.handle ?? actorsThen.get(actorId)?.handle ?? null,
      before: old,
      after: recent,
      change: {
        before: { units: old?.units ?? 0, actor: standingOf(actorsThen.get(actorId)) },
        after: { units: recent?.units ?? 0, actor: standingOf(actorsNow.get(actorId)) },
      },
    };
  });
}

/** How an actor stands apart from the account; null when the run did not hold it. */
export function standingOf(actor: ActorInRun | undefined): ActorStanding | null {
  if (actor === undefined) return null;
  return {
    standing: 10 ** (actor.peopleRank ?? 0),
    restWeight: actor.restWeight,
    audienceCount: actor.audienceCount,
  };
}

/** Who began and ceased to act, `limit` named on each side; nobody is named who must not be shown now. */
export function movedPeople(
  engagers: readonly ChangedEngager[],
  network: NetworkName,
  { isHidden }: Concealed,
  limit: number,
): MovedPeople {
  const joined = engagers.filter(engager => engager.before === null);
  const left = engagers.filter(engager => engager.after === null);
  const named = (some: readonly ChangedEngager[]) =>
    some
      .filter(({ actorId }) => !isHidden(network, actorId))
      .toSorted((a, b) => unitsOf(b) - unitsOf(a) || (a.actorId < b.actorId ? -1 : 1))
      .slice(0, limit)
      .map(engager => toPerson(engager, network));
  return {
    joined_count: joined.length,
    left_count: left.length,
    joined: named(joined),
    left: named(left),
  };
}

function byActor(engagers: readonly Engager[]): ReadonlyMap<string, Engager> {
  return new Map(engagers.map(engager => [engager.actorId, engager]));
}

const unitsOf = ({ before, after }: ChangedEngager) => after?.units ?? before?.units ?? 0;

function toPerson({ actorId, handle, before, after }: ChangedEngager, network: NetworkName): MovedPerson {
  const engager = after ?? before;
  return {
    handle: formatHandle(network, handle, actorId),
    account_id: actorId,
    acts_count: engager?.actsCount ?? 0,
    last_acted_at: engager?.lastActedAt ?? null,
  };
}
