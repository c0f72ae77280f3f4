import { EXIT } from "../domain/errors.ts";
import { formatHandle, parseHandle } from "../domain/handle.ts";
import type { NetworkName } from "../domain/network.ts";
import { postUrl } from "../domain/post-url.ts";
import type {
  AroundSide,
  PersonAround,
  RunReader,
  StoredAccount,
  StoredMoment,
  StoredReactor,
} from "../snapshot/contract.ts";
import { handleOf, PROTECTED } from "./build-score-answer.ts";
import { notYet } from "./carried-notes.ts";
import { withLake } from "./lake-session.ts";
import { loadModel } from "./load-model.ts";
import { AccountLocator, type Located } from "./locate-account.ts";
import type { ScoreOptions } from "./score-handles.ts";

/** Somebody on one side of an account, with the text that asks for them. */
export type NamedPerson = Omit<PersonAround, "handle"> & { readonly handle: string };

/** One of the posts that drew most, with its address and the people of the highest standing who reacted. */
export type Moment = Omit<StoredMoment, "people"> & {
  /** 1 is the heaviest. */
  readonly place: number;
  /** Null when the network's id of the post does not tell. */
  readonly url: string | null;
  readonly people: readonly (Omit<StoredReactor, "handle"> & { readonly handle: string })[];
};

/** What every answer about the people around an account carries. */
export interface AroundStamp {
  readonly schema_version: "1.0";
  readonly handle: string;
  readonly network: string;
  readonly account_id: string;
  readonly display_name: string | null;
  readonly as_of: string;
  readonly model: string;
  readonly basis: "published" | "on_demand";
  /** Why the list is empty; null when it is not. */
  readonly reason: string | null;
  readonly intended_use: string;
}

/** The answer of `renown moments`. */
export interface MomentsAnswer extends AroundStamp {
  readonly moments: readonly Moment[];
}

/** The answer of `renown influencers` (`moved_by`) and `renown influencees` (`moves`). */
export interface PeopleAroundAnswer extends AroundStamp {
  readonly side: AroundSide;
  readonly people: readonly NamedPerson[];
  /** Everybody on that side, and those of them who are not shown: protected or erased since the run. */
  readonly people_count: number;
  readonly hidden_people_count: number;
}

export type AroundOptions = Omit<ScoreOptions, "modelId"> & { readonly limit: number };

const OLD_RUN =
  "This run was published before moments and shares of attention were kept: run `renown run` again.";
const NO_EVIDENCE = "Nothing of the window is known of the account.";
const COUNTS_ONLY = "Only counts were observed, not who acted, so these people are unknown.";
const NO_POST = "No post of the window with a reaction was observed.";
const NOBODY: Readonly<Record<AroundSide, string>> = {
  moved_by: "It was seen to act on nobody in the window.",
  moves: "Nobody was seen to act on it in the window.",
};
const ALL_HIDDEN = "Everybody there is protected, erased or not to be named, and so not shown.";

/** The up to `limit` (at most 20 are kept) posts of `handle` that drew most in the window.
 *  @throws CliError when the handle is malformed or unknown. */
export async function momentsOfHandle(handle: string, options: AroundOptions): Promise<MomentsAnswer> {
  return withLocated(handle, options, located => momentsOfLocated(located, options.limit));
}

/** The up to `limit` people who move `handle` or whom it moves.
 *  @throws CliError when the handle is malformed or unknown. */
export async function peopleOfHandle(
  handle: string,
  side: AroundSide,
  options: AroundOptions,
): Promise<PeopleAroundAnswer> {
  return withLocated(handle, options, located => peopleOfLocated(located, side, options.limit));
}

/** The up to `limit` posts of a found account that drew most in the window. */
export async function momentsOfLocated(located: Located, limit: number): Promise<MomentsAnswer> {
  const moments = located.kind === "held" ? await momentsAround(located.account, located.reader, limit) : [];
  const { partsAsOf, asOf } = located.kind === "held" ? located.reader.stamp : located.stamp;
  const missing = located.kind === "held" ? await notYet(located.account, located.reader) : null;
  const reason = moments.length > 0 ? null : (missing ?? whyEmpty(located, NO_POST));
  return { ...stampOf(located), as_of: partsAsOf ?? asOf, reason, moments };
}

/** The up to `limit` people who move a found account or whom it moves. */
export async function peopleOfLocated(
  located: Located,
  side: AroundSide,
  limit: number,
): Promise<PeopleAroundAnswer> {
  const stamp = stampOf(located);
  if (located.kind !== "held" || located.account.isProtected) {
    const nobody = { people: [], people_count: 0, hidden_people_count: 0 };
    return { ...stamp, reason: whyEmpty(located, NO_EVIDENCE), side, ...nobody };
  }
  const { account, reader } = located;
  const people = await namedPeople(account, reader, side, limit);
  const counts = await reader.countAround(account, side);
  const none = counts.hidden_people_count > 0 ? ALL_HIDDEN : nobodySeen(account, side);
  return { ...stamp, reason: people.length > 0 ? null : whyEmpty(located, none), side, people, ...counts };
}

/** The posts of `account` that drew most; none of a protected account. */
export async function momentsAround(
  account: StoredAccount,
  reader: RunReader,
  limit: number,
): Promise<readonly Moment[]> {
  if (account.isProtected) return [];
  const moments = await reader.moments(account, limit);
  return moments.map((moment, i) => ({
    place: i + 1,
    url: postUrl(account.network, moment.post_id),
    ...moment,
    people: moment.people.map(person => named(account.network, person)),
  }));
}

/** The people on one `side` of `account`; nobody around a protected account. */
export async function namedPeople(
  account: StoredAccount,
  reader: RunReader,
  side: AroundSide,
  limit: number,
): Promise<readonly NamedPerson[]> {
  if (account.isProtected) return [];
  const people = await reader.peopleAround(account, side, limit);
  return people.map(person => named(account.network, person));
}

function named<Person extends { readonly handle: string | null; readonly account_id: string }>(
  network: NetworkName,
  person: Person,
): Omit<Person, "handle"> & { readonly handle: string } {
  return { ...person, handle: formatHandle(network, person.handle, person.account_id) };
}

async function withLocated<Answer>(
  handle: string,
  options: AroundOptions,
  answer: (located: Located) => Promise<Answer>,
): Promise<Answer> {
  const query = parseHandle(handle, options.network);
  return withLake(
    options.dataDir,
    async session => answer(await new AccountLocator(session, options).locate(query)),
    EXIT.unknownHandle,
  );
}

function stampOf(located: Located): Omit<AroundStamp, "reason"> {
  const { account } = located;
  const stamp = located.kind === "held" ? located.reader.stamp : located.stamp;
  return {
    schema_version: "1.0",
    handle: handleOf(account),
    network: account.network,
    account_id: account.accountId,
    display_name: account.displayName,
    as_of: stamp.asOf,
    model: stamp.modelId,
    basis: stamp.basis,
    intended_use: loadModel(stamp.modelId).intendedUse,
  };
}

/** Why nothing is listed; `otherwise` when neither protection nor the run is the cause. */
function whyEmpty(located: Located, otherwise: string): string {
  if (located.account.isProtected) return PROTECTED;
  if (located.kind === "no_evidence") return NO_EVIDENCE;
  return located.reader.hasPeopleAround ? otherwise : OLD_RUN;
}

/** The reason for an empty side: with counts alone nobody can be known. */
function nobodySeen({ features }: StoredAccount, side: AroundSide): string {
  return features["has_count_evidence"] === true && features["has_event_evidence"] !== true
    ? COUNTS_ONLY
    : NOBODY[side];
}
