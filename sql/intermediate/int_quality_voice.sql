with worded as (
  select
    author_key,
    posted_at,
    trim({{ replace_all(lower(text_start), '(https?://|@)[^ ]+|[0-9]+', '') }}) as words
  from {{ ref('stg_posts') }}
  where kind <> 'repost' and text_start is not null
),

texts as (
  select
    author_key,
    case when words <> '' then {{ hash64(words) }} end as words_key,
    count(*) as posts_count,
    min(posted_at) as first_posted_at,
    max(posted_at) as last_posted_at
  from worded
  group by author_key, case when words <> '' then {{ hash64(words) }} end
)

select
  author_key as account_key,
  cast(sum(posts_count) as bigint) as texts_count,
  count(words_key) as distinct_texts_count,
  cast(sum(case when words_key is not null then posts_count - 1 else 0 end) as bigint) as repeated_texts_count,
  cast(sum(case when words_key is null then posts_count else 0 end) as bigint) as wordless_texts_count,
  max(case when words_key is not null and posts_count = 1 then last_posted_at end) as last_own_at,
  min(case when words_key is not null and posts_count = 1 then first_posted_at end) as first_own_at,
  max(case when words_key is not null and posts_count > 1 then last_posted_at end) as last_repeated_at
from texts
group by author_key
