with versions as (
  select
    network,
    post_id,
    {{ hash64(network, post_id) }} as post_key,
    {{ hash64(network, author_id) }} as author_key,
    kind,
    substring(text, 1, 140) as text_start,
    case when {{ array_first(tags) }} is not null then {{ hash64(lower(array_first(tags))) }} end as topic_key,
    {{ array_first(links) }} is not null as has_link,
    posted_at,
    edited_at,
    row_number() over (
      partition by network, post_id
      order by edited_at desc nulls last, posted_at desc, author_id
    ) as version_rank
  from {{ source('posts') }}
  where
    day >= {{ utc_date(window_start) }}
    and posted_at >= {{ window_start }}
    and posted_at < {{ as_of }}
    and (edited_at is null or edited_at <= {{ as_of }})
)

select
  versions.network,
  versions.post_id,
  versions.post_key,
  versions.author_key,
  versions.kind,
  versions.text_start,
  versions.topic_key,
  versions.has_link,
  versions.posted_at,
  versions.edited_at,
  cast({{ days_between(versions.posted_at, last_day) }} as bigint) as age_days
from versions
left join {{ ref('stg_removals') }} as deleted
  on
    deleted.network = versions.network
    and deleted.subject_key = versions.post_key
    and deleted.subject = 'post'
left join {{ ref('stg_hidden_accounts') }} as hidden on hidden.account_key = versions.author_key
where versions.version_rank = 1 and deleted.subject_id is null and hidden.account_key is null
