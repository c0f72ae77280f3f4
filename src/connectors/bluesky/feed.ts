import type { ConnectorRecord } from "../contract.ts";
import type { BlueskyClient } from "./client.ts";
import { feedItemRows, feedTimeOf, postedAtOf } from "./normalise.ts";
import { type CountedPost, feedSpans, MOST_FEED_REQUESTS, PAGE_SIZE, withPosts } from "./reading-plan.ts";
import type { ReadingState } from "./reading-state.ts";
import { recordsOf } from "./reading-steps.ts";
import { type WireFeedItem, wireAuthorFeed, wireFeedItem } from "./wire.ts";

const QUERY = "app.bsky.feed.getAuthorFeed";

/** The next page of the account's own posts, replies and reposts in the window, newest first, and the state after it.
 *  With the last one come the spans that are complete by it. */
export async function readFeedPage(
  client: BlueskyClient,
  state: ReadingState,
): Promise<{ readonly state: ReadingState; readonly records: readonly ConnectorRecord[] }> {
  const answer = await client.get(
    QUERY,
    {
      actor: state.did,
      filter: "posts_with_replies",
      limit: PAGE_SIZE,
      cursor: state.feedCursor ?? undefined,
    },
    wireAuthorFeed,
  );
  const records: ConnectorRecord[] = [];
  const posts: CountedPost[] = [];
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
    records.push(...recordsOf(feedItemRows(read.data, state.did, state.observedAt), QUERY, raw));
    posts.push(...countedPosts(read.data, state.did));
  }
  const requestCount = state.requestCount + 1;
  const hasMore = Boolean(answer.cursor) && answer.feed.length > 0 && (oldest ?? state.from) >= state.from;
  const isCut = hasMore && requestCount > MOST_FEED_REQUESTS;
  const next = withPosts({ ...state, requestCount, feedCursor: answer.cursor ?? null }, posts);
  if (hasMore && !isCut) return { state: next, records };
  const ended: ReadingState = {
    ...next,
    stage: "acts",
    feedCursor: null,
    from: isCut ? (oldest ?? state.from) : state.from,
  };
  return { state: ended, records: [...records, ...feedSpans(ended)] };
}

function countedPosts({ post, reason }: WireFeedItem, ownerId: string): readonly CountedPost[] {
  if (reason?.by !== undefined || post.author.did !== ownerId) return [];
  return [
    {
      uri: post.uri,
      postedAt: postedAtOf(post),
      counts: {
        like: post.likeCount ?? null,
        repost: post.repostCount ?? null,
        reply: post.replyCount ?? null,
        quote: post.quoteCount ?? null,
      },
    },
  ];
}
