select
  posts.author_key as account_key,
  cast(sum(stats.like_count) as bigint) as like_count,
  cast(sum(stats.repost_count) as bigint) as repost_count,
  cast(sum(stats.reply_count) as bigint) as reply_count,
  cast(sum(stats.quote_count) as bigint) as quote_count,
  count(*) as counted_posts_count
from {{ ref('stg_post_stats') }} as stats
inner join {{ ref('stg_posts') }} as posts on posts.post_key = stats.post_key
where posts.kind <> 'repost'
group by posts.author_key
