import type { PeopleStep } from "../reading/list-plan.ts";
import type { StepOutcome } from "../reading/read-lists.ts";
import { type Normalised, recordsOf } from "../reading/rejections.ts";
import { justBefore } from "../reading/times.ts";
import { type BlueskyClient, QueryRefused } from "./client.ts";
import { takeFeed } from "./feed.ts";
import { type ActStep, type FeedStep, PAGE_SIZE, type ReadingState } from "./lists.ts";
import { answerRows, detailedPersonRows, likeRows, repostedByRows } from "./normalise.ts";
import { wireLikes, wireProfiles, wireQuotes, wireRepostedBy, wireThread } from "./wire.ts";

/** Asks for one step. A post that is gone by now gives nothing. */
export async function takeStep(
  client: BlueskyClient,
  state: ReadingState,
  step: FeedStep | ActStep | PeopleStep,
): Promise<StepOutcome<ReadingState, FeedStep | ActStep>> {
  if (step.ask === "feed") return takeFeed(client, state, step);
  if (step.ask === "people") {
    const query = "app.bsky.actor.getProfiles";
    const { profiles } = await client.get(query, { actors: step.ids }, wireProfiles);
    const records = profiles.flatMap(raw => recordsOf(detailedPersonRows(raw, state.observedAt), query, raw));
    return { records };
  }
  try {
    const { query, entries, cursor } = await ACT_QUERIES[step.ask](client, step);
    const records = entries.flatMap(raw => recordsOf(actRowsOf(state, step, raw), query, raw));
    const leftCount = step.leftCount - entries.length;
    if (cursor !== null && entries.length > 0 && leftCount > 0)
      return { records, found: [{ ...step, leftCount, cursor }] };
    // A thread shows its answers at once: those that are missing stay so.
    return { records, isCut: step.ask === "reply" && leftCount > 0 };
  } catch (error) {
    if (error instanceof QueryRefused) return { records: [] };
    throw error;
  }
}

interface ActPage {
  readonly query: string;
  readonly entries: readonly unknown[];
  readonly cursor: string | null;
}

const ACT_QUERIES: Readonly<
  Record<ActStep["ask"], (client: BlueskyClient, step: ActStep) => Promise<ActPage>>
> = {
  async like(client, step) {
    const query = "app.bsky.feed.getLikes";
    const { likes, cursor } = await client.get(query, pageParameters(step), wireLikes);
    return { query, entries: likes, cursor: cursor ?? null };
  },
  async repost(client, step) {
    const query = "app.bsky.feed.getRepostedBy";
    const { repostedBy, cursor } = await client.get(query, pageParameters(step), wireRepostedBy);
    return { query, entries: repostedBy, cursor: cursor ?? null };
  },
  async quote(client, step) {
    const query = "app.bsky.feed.getQuotes";
    const { posts, cursor } = await client.get(query, pageParameters(step), wireQuotes);
    return { query, entries: posts, cursor: cursor ?? null };
  },
  async reply(client, { uri }) {
    const query = "app.bsky.feed.getPostThread";
    const { thread } = await client.get(query, { uri, depth: 1, parentHeight: 0 }, wireThread);
    const entries = (thread.replies ?? []).flatMap(({ post }) => (post === undefined ? [] : [post]));
    return { query, entries, cursor: null };
  },
};

function pageParameters({ uri, cursor }: ActStep) {
  return { uri, limit: PAGE_SIZE, cursor: cursor ?? undefined };
}

function actRowsOf({ accountId: did, observedAt }: ReadingState, step: ActStep, raw: unknown): Normalised {
  const listedAt = justBefore(observedAt);
  if (step.ask === "like") return likeRows(raw, step.uri, did, listedAt);
  if (step.ask === "repost") return repostedByRows(raw, step, did, listedAt);
  return answerRows(raw, step.ask, did, listedAt);
}
