-- Few posts are edited: only their versions are put in order. The rows are read for each need, since an engine would keep
-- a copy of what is named once and read twice; where no post has two versions, the last reading is left out.
with repeated as (
  select {{ hash64(network, post_id) }} as post_key
  from {{ source('posts') }}
  where
    day >= {{ utc_date(window_start) }}
    and posted_at >= {{ window_start }}
    and posted_at < {{ as_of }}
    and (edited_at is null or edited_at <= {{ as_of }})
  group by {{ hash64(network, post_id) }}
  having count(*) > 1
),

posts as (
  select
    network,
    post_id,
    {{ hash64(network, post_id) }} as post_key,
    {{ hash64(network, author_id) }} as author_key,
    kind,
    author_id,
    substring(text, 1, 140) as text_start,
    case when {{ array_first(tags) }} is not null then {{ hash64(lower(array_first(tags))) }} end as topic_key,
    {{ array_first(links) }} is not null as has_link,
    posted_at,
    edited_at
  from {{ source('posts') }}
  where
    day >= {{ utc_date(window_start) }}
    and posted_at >= {{ window_start }}
    and posted_at < {{ as_of }}
    and (edited_at is null or edited_at <= {{ as_of }})
),

versions as (
  select
    network,
    post_id,
    {{ hash64(network, post_id) }} as post_key,
    {{ hash64(network, author_id) }} as author_key,
    kind,
    author_id,
    substring(text, 1, 140) as text_start,
    case when {{ array_first(tags) }} is not null then {{ hash64(lower(array_first(tags))) }} end as topic_key,
    {{ array_first(links) }} is not null as has_link,
    posted_at,
    edited_at
  from {{ source('posts') }}
  where
    day >= {{ utc_date(window_start) }}
    and posted_at >= {{ window_start }}
    and posted_at < {{ as_of }}
    and (edited_at is null or edited_at <= {{ as_of }})
),

ranked as (
  select
    versions.*,
    row_number() over (
      partition by versions.network, versions.post_id
      order by versions.edited_at desc nulls last, versions.posted_at desc, versions.author_id
    ) as version_rank
  from versions
  inner join repeated on repeated.post_key = versions.post_key
),

newest as (
  select posts.*, 1 as version_rank
  from posts
  left join repeated on repeated.post_key = posts.post_key
  where repeated.post_key is null
  union all
  select * from ranked where version_rank = 1
)

select
  newest.network,
  newest.post_id,
  newest.post_key,
  newest.author_key,
  newest.kind,
  newest.text_start,
  newest.topic_key,
  newest.has_link,
  newest.posted_at,
  newest.edited_at,
  cast({{ days_between(newest.posted_at, last_day) }} as bigint) as age_days
from newest
left join {{ ref('stg_removals') }} as deleted
  on
    deleted.network = newest.network
    and deleted.subject_key = newest.post_key
    and deleted.subject = 'post'
left join {{ ref('stg_hidden_accounts') }} as hidden on hidden.account_key = newest.author_key
where deleted.subject_id is null and hidden.account_key is null
