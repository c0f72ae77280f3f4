import type { ConnectorRecord } from "../contract.ts";
import { rejection } from "../reading/rejections.ts";
import { justBefore } from "../reading/times.ts";
import { type BlueskyClient, QueryRefused } from "./client.ts";
import { answerRows, detailedPersonRows, likeRows, repostedByRows } from "./normalise.ts";
import { PAGE_SIZE } from "./reading-plan.ts";
import type { ActStep, ReadingState, ReadingStep } from "./reading-state.ts";
import type { Normalised } from "./record-rows.ts";
import { wireLikes, wireProfiles, wireQuotes, wireRepostedBy, wireThread } from "./wire.ts";

/** What one step gave. */
export interface StepOutcome {
  readonly records: readonly ConnectorRecord[];
  /** The same list from its next page on; null at its end. */
  readonly rest: ActStep | null;
  /** The list ends before all that the post's count tells was seen. */
  readonly isCut: boolean;
}

/** Asks for one step. A post that is gone by now gives nothing. */
export async function takeStep(
  client: BlueskyClient,
  state: ReadingState,
  step: ReadingStep,
): Promise<StepOutcome> {
  if (step.ask === "people") {
    const query = "app.bsky.actor.getProfiles";
    const { profiles } = await client.get(query, { actors: step.dids }, wireProfiles);
    const records = profiles.flatMap(raw => recordsOf(detailedPersonRows(raw, state.observedAt), query, raw));
    return { records, rest: null, isCut: false };
  }
  try {
    const { query, entries, cursor } = await ACT_QUERIES[step.ask](client, step);
    const records = entries.flatMap(raw => recordsOf(actRowsOf(state, step, raw), query, raw));
    const leftCount = step.leftCount - entries.length;
    if (cursor !== null && entries.length > 0 && leftCount > 0)
      return { records, rest: { ...step, leftCount, cursor }, isCut: false };
    return { records, rest: null, isCut: step.ask === "reply" && leftCount > 0 };
  } catch (error) {
    if (error instanceof QueryRefused) return { records: [], rest: null, isCut: false };
    throw error;
  }
}

/** The records that `normalised` gives: its rows, or its rejection with the refused piece cut short. */
export function recordsOf(normalised: Normalised, query: string, raw: unknown): readonly ConnectorRecord[] {
  if ("rows" in normalised) return normalised.rows;
  return [rejection(query, normalised.reason, raw)];
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

function actRowsOf({ did, observedAt }: ReadingState, step: ActStep, raw: unknown): Normalised {
  const listedAt = justBefore(observedAt);
  if (step.ask === "like") return likeRows(raw, step.uri, did, listedAt);
  if (step.ask === "repost") return repostedByRows(raw, step, did, listedAt);
  return answerRows(raw, step.ask, did, listedAt);
}
