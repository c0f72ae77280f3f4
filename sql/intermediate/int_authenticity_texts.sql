with worded as (
  select
    author_key,
    trim({{ replace_all(lower(text_start), '(https?://|@)[^ ]+|[0-9]+', '') }}) as words
  from {{ ref('stg_posts') }}
  where kind in ('original', 'quote') and text_start is not null
),

-- Short texts are left out after the count: a condition on the words themselves would have an engine make them twice.
texts as (
  select author_key, {{ hash64(words) }} as words_key, count(*) as posts_count
  from worded
  group by author_key, {{ hash64(words) }}
  having max(length(words)) >= 25
),

shared as (
  select words_key
  from texts
  group by words_key
  having count(*) >= 5
),

folded as (
  select
    texts.author_key as account_key,
    cast(sum(texts.posts_count) as bigint) as texts_count,
    cast(sum(texts.posts_count - 1) as bigint) as repeated_texts_count,
    cast(sum(case when shared.words_key is not null then texts.posts_count else 0 end) as bigint) as copied_texts_count
  from texts
  left join shared on shared.words_key = texts.words_key
  group by texts.author_key
)

select
  account_key,
  texts_count,
  cast(cast(repeated_texts_count as double) / texts_count as double) as repeated_texts_share,
  cast(cast(copied_texts_count as double) / texts_count as double) as copied_texts_share
from folded
where texts_count >= 10
