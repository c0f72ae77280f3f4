import type { ConnectorRecord } from "../contract.ts";
import type { PeopleStep } from "../reading/list-plan.ts";
import type { StepOutcome } from "../reading/read-lists.ts";
import { rejection } from "../reading/rejections.ts";
import type { MastodonClient } from "./client.ts";
import { idsOf } from "./known-ids.ts";
import {
  ACTORS_A_PAGE,
  type ActorsStep,
  type ListStep,
  MOST_ACTOR_PAGES,
  MOST_STATUS_PAGES,
  type ReadingState,
  type StatusesStep,
} from "./lists.ts";
import {
  accountRows,
  isoOf,
  isPublic,
  reactionRows,
  readWireAccount,
  readWireStatus,
  statusRows,
} from "./normalise.ts";
import type { WireStatus } from "./wire.ts";

type Outcome = StepOutcome<ReadingState, ListStep>;

/** Asks for one step. */
export async function takeStep(
  client: MastodonClient,
  state: ReadingState,
  step: ListStep | PeopleStep,
): Promise<Outcome> {
  if (step.ask === "people") return { records: [] };
  if (step.ask === "statuses") return takeStatuses(client, state, step);
  return step.ask === "reply" ? takeAnswers(client, state, step) : takeActors(client, state, step, step.ask);
}

/** The next page of the account's own posts in the window, newest first, and the lists of those who acted on them. */
async function takeStatuses(
  client: MastodonClient,
  state: ReadingState,
  step: StatusesStep,
): Promise<Outcome> {
  const listed = await client.list(step.url, readWireStatus);
  if (listed === null) return { records: [rejection(state.domain, "posts_not_shown")], isCut: true };
  const times = listed.items.map(status => isoOf(status.created_at) ?? state.observedAt);
  const isOfWindow = (status: WireStatus, at: number) =>
    times[at]! >= state.from && isPublic(status) && !status.reblog;
  const statuses = listed.items.filter(isOfWindow);
  const known = await client.idsNamedIn(state.origin, statuses, { withMentions: false });
  const records = statuses.flatMap(status => statusRows(status, known, state));
  const found = statuses.flatMap(status => actorSteps(status, state));
  if (listed.next === null || times.some(time => time < state.from)) return { records, found };
  if (step.page < MOST_STATUS_PAGES)
    return { records, found: [...found, { ...step, page: step.page + 1, url: listed.next }] };
  return { records, found, learnt: { from: times.toSorted()[0]! } };
}

/** The lists of those who acted on a post of the account. */
function actorSteps(status: WireStatus, { origin }: ReadingState): readonly ListStep[] {
  const postedAt = isoOf(status.created_at);
  if (postedAt === null) return [];
  const at = `${origin}/api/v1/statuses/${encodeURIComponent(status.id)}`;
  const lists = [
    ["like", status.favourites_count, `${at}/favourited_by?limit=${ACTORS_A_PAGE}`],
    ["repost", status.reblogs_count, `${at}/reblogged_by?limit=${ACTORS_A_PAGE}`],
    ["reply", status.replies_count, `${at}/context`],
  ] as const;
  return lists.flatMap(([ask, count, url]): readonly ListStep[] => {
    const leftCount = Math.max(0, count ?? 0);
    const post = { id: status.id, uri: status.uri, postedAt };
    return leftCount === 0 ? [] : [{ ask, ...post, page: 1, url, leftCount }];
  });
}

/** Who liked or boosted a post. Some of those who were counted are on no list. */
async function takeActors(
  client: MastodonClient,
  state: ReadingState,
  step: ActorsStep,
  kind: "like" | "repost",
): Promise<Outcome> {
  const listed = await client.list(step.url, readWireAccount);
  if (listed === null) return { records: [], isCut: true };
  const target = { uri: step.uri, authorId: state.accountId, postedAt: step.postedAt };
  const records = reactionRows(kind, target, listed.items, state);
  const leftCount = step.leftCount - listed.items.length;
  if (leftCount <= 0) return { records };
  if (listed.next === null || step.page >= MOST_ACTOR_PAGES) return { records, isCut: true };
  return { records, found: [{ ...step, page: step.page + 1, url: listed.next, leftCount }] };
}

/** The public answers to a post, with whose they are. */
async function takeAnswers(client: MastodonClient, state: ReadingState, step: ActorsStep): Promise<Outcome> {
  const answers = (await client.answersIn(step.url)).filter(isPublic);
  const { accounts, statuses } = idsOf(answers);
  const known = {
    accounts: accounts.set(state.localId, state.accountId),
    statuses: statuses.set(step.id, step.uri),
  };
  const records = answers
    .filter(({ account }) => account.id !== state.localId)
    .flatMap((answer): readonly ConnectorRecord[] => [
      ...statusRows(answer, known, state),
      ...accountRows(answer.account, state),
    ]);
  return { records };
}
