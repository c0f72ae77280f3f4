select
  author_key as account_key,
  cast(sum(like_count) as bigint) as like_count,
  cast(sum(repost_count) as bigint) as repost_count,
  cast(sum(reply_count) as bigint) as reply_count,
  cast(sum(quote_count) as bigint) as quote_count,
  count(*) as counted_posts_count
from {{ ref('stg_post_stats') }}
where kind <> 'repost'
group by author_key
