with versions as (
  select
    {{ hash64(network, post_id) }} as post_key,
    tags,
    {{ array_count(tags) }} as tag_count,
    {{ array_count(links) }} as link_count,
    {{ array_count(mention_ids) }} as mention_count,
    posted_at,
    edited_at
  from {{ source('posts') }}
  where
    day >= {{ utc_date(window_start) }}
    and posted_at >= {{ window_start }}
    and posted_at < {{ as_of }}
    and (edited_at is null or edited_at <= {{ as_of }})
),

marked as (
  select
    posts.author_key,
    posts.kind,
    posts.age_days,
    versions.tags,
    versions.tag_count,
    versions.link_count,
    versions.mention_count,
    posts.kind in ('reply', 'repost', 'quote')
    or coalesce(versions.tag_count, 0) + coalesce(versions.link_count, 0)
    + coalesce(versions.mention_count, 0) > 0 as has_mark,
    versions.tag_count is not null and versions.link_count is not null and versions.mention_count is not null
      as is_known_whole
  from {{ ref('stg_posts') }} as posts
  inner join versions
    on
      versions.post_key = posts.post_key
      and versions.posted_at = posts.posted_at
      and (
        versions.edited_at = posts.edited_at
        or (versions.edited_at is null and posts.edited_at is null)
      )
),

each_tag as (
  select author_key, {{ array_items(tags) }} as tag
  from marked
  where kind <> 'repost' and tag_count > 0
),

tag_counts as (
  select author_key, lower(tag) as tag, count(*) as uses
  from each_tag
  group by author_key, lower(tag)
),

tagging as (
  select
    author_key,
    cast(sum(uses) as bigint) as tag_uses_count,
    cast(sum(uses * uses) as bigint) as tag_uses_squared_sum
  from tag_counts
  group by author_key
),

authored as (
  select
    author_key,
    count(*) filter (where age_days < 7) as posts_count_7d,
    count(*) filter (where kind = 'reply') as replies_count,
    count(*) filter (where kind = 'repost') as reposts_count,
    count(*) filter (where kind = 'quote') as quotes_count,
    count(*) filter (where kind = 'original' and link_count > 0) as link_originals_count,
    count(*) filter (where kind = 'original' and link_count is null) as unknown_link_originals_count,
    count(*) filter (where has_mark) as signal_posts_count,
    count(*) filter (where not has_mark and not is_known_whole) as unknown_signal_posts_count,
    count(*) filter (where kind = 'reply' or (kind in ('original', 'quote') and mention_count > 0))
      as addressing_posts_count,
    count(*) filter (where kind in ('original', 'quote') and mention_count is null)
      as unknown_addressing_posts_count,
    count(*) filter (where kind <> 'repost' and tag_count is not null) as known_tag_posts_count
  from marked
  group by author_key
)

select
  authored.author_key as account_key,
  authored.posts_count_7d,
  authored.replies_count,
  authored.reposts_count,
  authored.quotes_count,
  case when authored.unknown_link_originals_count = 0 then authored.link_originals_count end
    as link_originals_count,
  case when authored.unknown_signal_posts_count = 0 then authored.signal_posts_count end
    as signal_posts_count,
  case when authored.unknown_addressing_posts_count = 0 then authored.addressing_posts_count end
    as addressing_posts_count,
  case when authored.known_tag_posts_count > 0 then coalesce(tagging.tag_uses_count, 0) end
    as tag_uses_count,
  case when authored.known_tag_posts_count > 0 then coalesce(tagging.tag_uses_squared_sum, 0) end
    as tag_uses_squared_sum
from authored
left join tagging on tagging.author_key = authored.author_key
