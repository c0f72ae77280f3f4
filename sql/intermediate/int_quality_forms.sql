with monthly as (
  select
    author_key,
    least(2, floor(age_days / 30)) as months_ago,
    count(*) filter (where kind = 'original' and not coalesce(has_link, false)) as original_count,
    count(*) filter (where kind = 'original' and has_link) as linked_count,
    count(*) filter (where kind = 'reply') as reply_count,
    count(*) filter (where kind = 'quote') as quote_count,
    count(*) filter (where kind = 'repost') as repost_count,
    max(case when kind = 'original' and not coalesce(has_link, false) then posted_at end) as last_original_at,
    max(case when kind = 'original' and has_link then posted_at end) as last_linked_at,
    max(case when kind = 'reply' then posted_at end) as last_reply_at,
    max(case when kind = 'quote' then posted_at end) as last_quote_at
  from {{ ref('stg_posts') }}
  group by author_key, least(2, floor(age_days / 30))
),

squared as (
  select
    *,
    original_count + linked_count + reply_count + quote_count + repost_count as posts_count,
    original_count * original_count + linked_count * linked_count + reply_count * reply_count
    + quote_count * quote_count + repost_count * repost_count as forms_squares
  from monthly
),

topics as (
  select author_key, topic_key, least(count(*), 100000) as topic_count
  from {{ ref('stg_posts') }}
  where topic_key is not null and kind <> 'repost'
  group by author_key, topic_key
),

topic_sums as (
  select
    author_key,
    cast(sum(topic_count) as bigint) as topics_count,
    cast(sum(topic_count * topic_count) as bigint) as topics_squares,
    cast(sum(topic_count * topic_count * topic_count) as bigint) as topics_cubes
  from topics
  group by author_key
),

form_sums as (
  select
    author_key,
    cast(sum(original_count) as bigint) as original_count,
    cast(sum(linked_count) as bigint) as linked_count,
    cast(sum(reply_count) as bigint) as reply_count,
    cast(sum(quote_count) as bigint) as quote_count,
    cast(sum(repost_count) as bigint) as repost_count,
    cast(sum(case when months_ago = 0 then posts_count else 0 end) as bigint) as posts_0_to_30d_count,
    cast(sum(case when months_ago = 0 then forms_squares else 0 end) as bigint) as forms_0_to_30d_squares,
    cast(sum(case when months_ago = 1 then posts_count else 0 end) as bigint) as posts_30_to_60d_count,
    cast(sum(case when months_ago = 1 then forms_squares else 0 end) as bigint) as forms_30_to_60d_squares,
    cast(sum(case when months_ago = 2 then posts_count else 0 end) as bigint) as posts_60_to_90d_count,
    cast(sum(case when months_ago = 2 then forms_squares else 0 end) as bigint) as forms_60_to_90d_squares,
    max(last_original_at) as last_original_at,
    max(last_linked_at) as last_linked_at,
    max(last_reply_at) as last_reply_at,
    max(last_quote_at) as last_quote_at
  from squared
  group by author_key
)

select
  form_sums.author_key as account_key,
  form_sums.original_count,
  form_sums.linked_count,
  form_sums.reply_count,
  form_sums.quote_count,
  form_sums.repost_count,
  coalesce(topic_sums.topics_count, 0) as topics_count,
  coalesce(topic_sums.topics_squares, 0) as topics_squares,
  coalesce(topic_sums.topics_cubes, 0) as topics_cubes,
  form_sums.posts_0_to_30d_count,
  form_sums.forms_0_to_30d_squares,
  form_sums.posts_30_to_60d_count,
  form_sums.forms_30_to_60d_squares,
  form_sums.posts_60_to_90d_count,
  form_sums.forms_60_to_90d_squares,
  form_sums.last_original_at,
  form_sums.last_linked_at,
  form_sums.last_reply_at,
  form_sums.last_quote_at
from form_sums
left join topic_sums on topic_sums.author_key = form_sums.author_key
