/** Other names under which files give a number that Renown knows; compared without case, spaces or hyphens. */
export const COLUMN_SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  followers_count: ["followers", "follower_count", "n_followers", "num_followers"],
  following_count: [
    "following",
    "friends",
    "friends_count",
    "followings",
    "follows_count",
    "followees_count",
  ],
  listed_count: ["listed", "lists", "lists_count", "num_listed"],
  posts_count: ["statuses_count", "statuses", "tweets", "tweet_count", "tweets_count", "posts", "post_count"],
  originals_count: ["originals", "original_posts", "original_posts_count"],
  posts_count_90d: ["posts_90d", "tweets_90d"],
  reposts_received_count: [
    ...["retweets_received", "retweets", "retweet_count", "retweets_count", "reposts", "reposts_received"],
    ...["reposts_count", "repost_count", "shares", "shares_count"],
  ],
  mentions_received_count: ["mentions_received", "mentions", "mention_count", "mentions_count"],
  replies_received_count: [
    "replies_received",
    "replies",
    "reply_count",
    "replies_count",
    "comments",
    "comments_count",
  ],
  quotes_received_count: ["quotes_received", "quotes", "quote_count", "quotes_count"],
  likes_received_count: [
    ...["likes_received", "likes", "like_count", "likes_count"],
    ...["favourites", "favorites", "favourites_received", "favorites_received"],
  ],
  engaged_people_count: ["engaged_people_seen", "people_engaged", "unique_engagers", "engagers"],
};

const knownAs = new Map(
  Object.entries(COLUMN_SYNONYMS).flatMap(([name, others]) => others.map(other => [other, name] as const)),
);

/** `column` as one word: lower case, with underscores. */
export function columnWord(column: string): string {
  return column
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_");
}

/** Renown's own name of what a file calls `column`; the word itself when it has no other. */
export function inputNameOf(column: string): string {
  const word = columnWord(column);
  return knownAs.get(word) ?? word;
}
