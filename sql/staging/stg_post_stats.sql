with observed as (
  select
    {{ hash64(network, post_id) }} as post_key,
    observed_at,
    like_count,
    repost_count,
    reply_count,
    quote_count
  from {{ source('post_stats') }}
  where observed_at <= {{ as_of }}
)

select
  posts.post_key,
  max_by(observed.like_count, observed.observed_at) filter (where observed.like_count is not null) as like_count,
  max_by(observed.repost_count, observed.observed_at) filter (where observed.repost_count is not null)
    as repost_count,
  max_by(observed.reply_count, observed.observed_at) filter (where observed.reply_count is not null)
    as reply_count,
  max_by(observed.quote_count, observed.observed_at) filter (where observed.quote_count is not null)
    as quote_count,
  max(observed.observed_at) as observed_at
from observed
inner join {{ ref('stg_posts') }} as posts on posts.post_key = observed.post_key
group by posts.post_key
