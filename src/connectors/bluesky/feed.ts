import type { ConnectorRecord } from "../contract.ts";
import type { StepOutcome } from "../reading/read-lists.ts";
import { recordsOf } from "../reading/rejections.ts";
import type { BlueskyClient } from "./client.ts";
import {
  type ActStep,
  type FeedStep,
  LISTED_KINDS,
  MOST_FEED_REQUESTS,
  PAGE_SIZE,
  type ReadingState,
} from "./lists.ts";
import { feedItemRows, feedTimeOf, postedAtOf } from "./normalise.ts";
import { type WireFeedItem, wireAuthorFeed, wireFeedItem } from "./wire.ts";

const QUERY = "app.bsky.feed.getAuthorFeed";

/** The next page of the account's own posts, replies and reposts in the window, newest first, and the lists of those who
 *  acted on them. */
export async function takeFeed(
  client: BlueskyClient,
  state: ReadingState,
  step: FeedStep,
): Promise<StepOutcome<ReadingState, FeedStep | ActStep>> {
  const answer = await client.get(
    QUERY,
    {
      actor: state.accountId,
      filter: "posts_with_replies",
      limit: PAGE_SIZE,
      cursor: step.cursor ?? undefined,
    },
    wireAuthorFeed,
  );
  const records: ConnectorRecord[] = [];
  const found: (FeedStep | ActStep)[] = [];
  let oldest: string | null = null;
  for (const raw of answer.feed) {
    const read = wireFeedItem.safeParse(raw);
    if (!read.success) {
      records.push(...recordsOf({ reason: "unreadable_feed_item" }, QUERY, raw));
      continue;
    }
    const time = feedTimeOf(read.data);
    if (time !== null && (oldest === null || time < oldest)) oldest = time;
    // The server sorts by its own clock, so a post of the window may stand after an older one.
    if (time === null || time < state.from || time >= state.observedAt) continue;
    records.push(...recordsOf(feedItemRows(read.data, state.accountId, state.observedAt), QUERY, raw));
    found.push(...actSteps(read.data, state.accountId));
  }
  const hasMore = Boolean(answer.cursor) && answer.feed.length > 0 && (oldest ?? state.from) >= state.from;
  if (!hasMore) return { records, found };
  if (step.page < MOST_FEED_REQUESTS)
    return { records, found: [...found, { ask: "feed", page: step.page + 1, cursor: answer.cursor! }] };
  return { records, found, learnt: { from: oldest ?? state.from } };
}

/** The lists of those who acted on a post of the account. */
function actSteps({ post, reason }: WireFeedItem, ownerId: string): readonly ActStep[] {
  if (reason?.by !== undefined || post.author.did !== ownerId) return [];
  const counts = {
    like: post.likeCount ?? 0,
    repost: post.repostCount ?? 0,
    reply: post.replyCount ?? 0,
    quote: post.quoteCount ?? 0,
  };
  const at = { uri: post.uri, postedAt: postedAtOf(post), cursor: null };
  return LISTED_KINDS.flatMap(ask => (counts[ask] > 0 ? [{ ask, ...at, leftCount: counts[ask] }] : []));
}
