with events as (
  select
    post_key,
    count(*) filter (where kind = 'like') as like_events,
    count(*) filter (where kind = 'repost') as repost_events,
    count(*) filter (where kind = 'reply') as reply_events,
    count(*) filter (where kind = 'quote') as quote_events
  from {{ ref('stg_interactions') }}
  where post_key is not null
  group by post_key
),

known as (
  select
    posts.post_key,
    posts.author_key,
    posts.kind,
    posts.age_days,
    case
      when events.like_events > 0 then events.like_events
      when observed.like_complete_days > 0 then 0
    end as like_events,
    case
      when events.repost_events > 0 then events.repost_events
      when observed.repost_complete_days > 0 then 0
    end as repost_events,
    case
      when events.reply_events > 0 then events.reply_events
      when observed.reply_complete_days > 0 then 0
    end as reply_events,
    case
      when events.quote_events > 0 then events.quote_events
      when observed.quote_complete_days > 0 then 0
    end as quote_events
  from {{ ref('stg_posts') }} as posts
  inner join {{ ref('int_observed') }} as observed on observed.account_key = posts.author_key
  left join events on events.post_key = posts.post_key
)

select
  known.post_key,
  known.author_key,
  known.kind,
  known.age_days,
  greatest(known.like_events, stats.like_count) as like_count,
  greatest(known.repost_events, stats.repost_count) as repost_count,
  greatest(known.reply_events, stats.reply_count) as reply_count,
  greatest(known.quote_events, stats.quote_count) as quote_count
from known
left join {{ ref('stg_post_stats') }} as stats on stats.post_key = known.post_key
