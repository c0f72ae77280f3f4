-- Most posts are counted once: only the others are folded. As in stg_posts, a copy costs more than a second reading.
with repeated as (
  select {{ hash64(network, post_id) }} as post_key
  from {{ source('post_stats') }}
  where observed_at <= {{ as_of }}
  group by {{ hash64(network, post_id) }}
  having count(*) > 1
),

observed as (
  select
    {{ hash64(network, post_id) }} as post_key,
    observed_at,
    like_count,
    repost_count,
    reply_count,
    quote_count
  from {{ source('post_stats') }}
  where observed_at <= {{ as_of }}
),

counts as (
  select
    {{ hash64(network, post_id) }} as post_key,
    observed_at,
    like_count,
    repost_count,
    reply_count,
    quote_count
  from {{ source('post_stats') }}
  where observed_at <= {{ as_of }}
),

newest as (
  select
    observed.post_key,
    observed.like_count,
    observed.repost_count,
    observed.reply_count,
    observed.quote_count,
    observed.observed_at
  from observed
  left join repeated on repeated.post_key = observed.post_key
  where repeated.post_key is null
  union all
  select
    counts.post_key,
    max_by(counts.like_count, counts.observed_at) filter (where counts.like_count is not null) as like_count,
    max_by(counts.repost_count, counts.observed_at) filter (where counts.repost_count is not null) as repost_count,
    max_by(counts.reply_count, counts.observed_at) filter (where counts.reply_count is not null) as reply_count,
    max_by(counts.quote_count, counts.observed_at) filter (where counts.quote_count is not null) as quote_count,
    max(counts.observed_at) as observed_at
  from counts
  inner join repeated on repeated.post_key = counts.post_key
  group by counts.post_key
)

select
  posts.post_key,
  posts.author_key,
  posts.kind,
  newest.like_count,
  newest.repost_count,
  newest.reply_count,
  newest.quote_count,
  newest.observed_at
from newest
inner join {{ ref('stg_posts') }} as posts on posts.post_key = newest.post_key
