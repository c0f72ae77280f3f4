with posts as (
  select
    {{ hash64(network, post_id) }} as post_key,
    text,
    lang,
    {{ array_text(tags) }} as tags,
    {{ array_text(links) }} as links,
    posted_at,
    edited_at
  from {{ source('posts') }}
  where
    day >= {{ utc_date(window_start) }}
    and posted_at >= {{ window_start }}
    and posted_at < {{ as_of }}
    and kind <> 'repost'
    and (text is not null or {{ array_count(tags) }} > 0 or {{ array_count(links) }} > 0)
),

texts as (
  select
    'post' as kind,
    standing.post_key as item_key,
    standing.author_key as account_key,
    standing.age_days,
    posts.text,
    posts.lang,
    posts.tags,
    posts.links
  from posts
  inner join {{ ref('stg_posts') }} as standing
    on
      standing.post_key = posts.post_key
      and standing.posted_at = posts.posted_at
      and coalesce(standing.edited_at, standing.posted_at) = coalesce(posts.edited_at, posts.posted_at)
  union all
  select
    'bio' as kind,
    account_key as item_key,
    account_key,
    cast(null as bigint) as age_days,
    bio as text,
    cast(null as string) as lang,
    cast(null as string) as tags,
    cast(null as string) as links
  from {{ ref('stg_accounts') }}
  where bio is not null and not is_protected
  union all
  select
    'list' as kind,
    list_key as item_key,
    owner_key as account_key,
    cast(null as bigint) as age_days,
    name as text,
    cast(null as string) as lang,
    cast(null as string) as tags,
    cast(null as string) as links
  from {{ ref('stg_lists') }}
)

select
  kind,
  item_key,
  account_key,
  age_days,
  {{ hash64(coalesce(text, ''), coalesce(lang, ''), coalesce(tags, ''), coalesce(links, '')) }} as content_key,
  text,
  lang,
  tags,
  links
from texts
