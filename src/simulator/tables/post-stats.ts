/** SELECT of the rows of `post_stats` for one of `buckets` slices of the posts: the counts of the interactions that
 *  name the post, seen at the end of the window. The network is complete, so counts equal events; `factor` (SQL over
 *  `author_id`, default 1) raises them for an author whose audience was only partly simulated.
 *  Ordered by network and post_id, since the join keeps no order. */
export function postStatsSelect(options: {
  readonly postsGlob: string;
  readonly interactionsGlob: string;
  readonly endMs: number;
  readonly bucket: number;
  readonly buckets: number;
  readonly factor?: string;
}): string {
  const { bucket, buckets, endMs, factor = "1", interactionsGlob, postsGlob } = options;
  const inBucket = buckets === 1 ? "true" : `hash(post_id) % ${buckets} = ${bucket}`;
  const count = (kind: string) => `CAST(coalesce(${kind}_count, 0) * factor AS BIGINT) AS ${kind}_count`;
  const counted = `SELECT network, post_id,
      count(*) FILTER (WHERE kind = 'like') AS like_count, count(*) FILTER (WHERE kind = 'repost') AS repost_count,
      count(*) FILTER (WHERE kind = 'reply') AS reply_count, count(*) FILTER (WHERE kind = 'quote') AS quote_count
    FROM read_parquet('${interactionsGlob}') WHERE post_id IS NOT NULL AND ${inBucket} GROUP BY network, post_id`;
  return `SELECT network, post_id, epoch_ms(${endMs - 1}) AS observed_at, ${["like", "repost", "reply", "quote"].map(count).join(", ")},
      CASE WHEN network = 'x' THEN CAST((20 + 35 * coalesce(like_count, 0)
        + 60 * coalesce(repost_count, 0) + hash(post_id) % 40) * factor AS BIGINT) END AS view_count
    FROM (SELECT network, post_id, ${factor} AS factor FROM read_parquet('${postsGlob}')
      WHERE kind <> 'repost' AND ${inBucket}) AS published
    LEFT JOIN (${counted}) AS counted USING (network, post_id)
    ORDER BY network, post_id`;
}
