with reposted as (
  select author_key, repost_count, count(*) as posts_count
  from {{ ref('int_post_reactions') }}
  where repost_count > 0 and kind <> 'repost'
  group by author_key, repost_count
),

reached as (
  select
    author_key,
    repost_count,
    sum(posts_count) over (
      partition by author_key order by repost_count desc rows between unbounded preceding and current row
    ) as posts_count
  from reposted
),

h_indexes as (
  select author_key, cast(max(least(repost_count, posts_count)) as bigint) as repost_h_index
  from reached
  group by author_key
),

authored as (
  select
    author_key,
    count(*) as posts_count,
    count(*) filter (where kind in ('original', 'quote')) as originals_count,
    count(*) filter (where kind = 'reply') as replies_count,
    count(*) filter (where kind = 'repost') as reposts_count,
    count(*) filter (where kind <> 'repost' and repost_count is not null) as repost_observed_posts_count,
    count(*) filter (where kind in ('original', 'quote') and repost_count is not null)
      as repost_observed_originals_count,
    count(*) filter (where kind in ('original', 'quote') and repost_count > 0) as amplified_originals_count,
    cast(sum(case when kind <> 'repost' then like_count end) as bigint) as likes_on_posts_count,
    cast(sum(case when kind <> 'repost' then repost_count end) as bigint) as reposts_on_posts_count,
    cast(sum(case when kind <> 'repost' then reply_count end) as bigint) as replies_on_posts_count,
    cast(sum(case when kind <> 'repost' then quote_count end) as bigint) as quotes_on_posts_count,
    count(*) filter (
      where
        kind <> 'repost'
        and coalesce(like_count, 0) + coalesce(repost_count, 0) + coalesce(reply_count, 0)
        + coalesce(quote_count, 0) > 0
    ) as posts_with_reactions_count
  from {{ ref('int_post_reactions') }}
  group by author_key
),

author_days as (
  select
    author_key,
    age_days,
    max(posted_at) as last_posted_at,
    max(case when kind in ('original', 'quote') then 1 else 0 end) as has_original
  from {{ ref('stg_posts') }}
  group by author_key, age_days
),

silences as (
  select
    author_key,
    age_days,
    age_days - coalesce(lag(age_days) over (partition by author_key order by age_days), -1) - 1
      as silent_days_after
  from author_days
  where has_original = 1
),

longest_silences as (
  select
    author_key,
    cast(greatest(max(silent_days_after), {{ constant('window_days') }} - 1 - max(age_days)) as bigint)
      as longest_silence_days
  from silences
  group by author_key
),

activity as (
  select author_key, count(*) as active_days_count, max(last_posted_at) as last_posted_at
  from author_days
  group by author_key
)

select
  authored.author_key as account_key,
  authored.posts_count,
  authored.originals_count,
  authored.replies_count,
  authored.reposts_count,
  activity.active_days_count,
  authored.posts_with_reactions_count,
  case
    when authored.repost_observed_posts_count > 0 then coalesce(h_indexes.repost_h_index, 0)
  end as repost_h_index,
  authored.repost_observed_originals_count,
  authored.amplified_originals_count,
  authored.likes_on_posts_count,
  authored.reposts_on_posts_count,
  authored.replies_on_posts_count,
  authored.quotes_on_posts_count,
  longest_silences.longest_silence_days,
  activity.last_posted_at
from authored
inner join activity on activity.author_key = authored.author_key
left join longest_silences on longest_silences.author_key = authored.author_key
left join h_indexes on h_indexes.author_key = authored.author_key
