with network_spans as (
  select
    network,
    max(case when measure = 'like' then complete_days_through end) > 0 as has_complete_likes,
    max(case when measure = 'reply' then complete_days_through end) > 0
    and max(case when measure = 'quote' then complete_days_through end) > 0
    and max(case when measure = 'mention' then complete_days_through end) > 0 as has_complete_references,
    max(case when measure = 'repost' then complete_days_through end) > 0 as has_complete_reposts
  from {{ ref('int_network_days') }}
  group by network
),

watched as (
  select
    accounts.network,
    accounts.account_id,
    accounts.account_key,
    observed.posts_complete_days > 0 as has_complete_posts,
    coalesce(network_spans.has_complete_likes, false) as has_complete_likes_given,
    observed.posts_complete_days > 0 or coalesce(network_spans.has_complete_references, false)
      as has_complete_references_made,
    observed.posts_complete_days > 0 or coalesce(network_spans.has_complete_reposts, false)
      as has_complete_reposts_made,
    observed.reply_complete_days > 0 and observed.quote_complete_days > 0 and observed.mention_complete_days > 0
      as has_complete_references,
    observed.repost_complete_days > 0 as has_complete_reposts
  from {{ ref('int_observed') }} as observed
  inner join {{ ref('stg_accounts') }} as accounts on accounts.account_key = observed.account_key
  left join network_spans on network_spans.network = accounts.network
)

select
  watched.network,
  watched.account_id,
  coalesce(posts.posts_count_7d, case when watched.has_complete_posts then 0 end) as posts_count_7d,
  greatest(
    posts.replies_count,
    nullif(acts.reply_count, 0),
    case when watched.has_complete_posts then 0 end
  ) as replies_made_count,
  greatest(
    posts.reposts_count,
    nullif(acts.repost_count, 0),
    case when watched.has_complete_reposts_made then 0 end
  ) as reposts_made_count,
  greatest(
    posts.quotes_count,
    nullif(acts.quote_count, 0),
    case when watched.has_complete_posts then 0 end
  ) as quotes_made_count,
  case when posts.account_key is null and watched.has_complete_posts then 0 else posts.link_originals_count end
    as link_originals_count,
  case when posts.account_key is null and watched.has_complete_posts then 0 else posts.signal_posts_count end
    as signal_posts_count,
  case when posts.account_key is null and watched.has_complete_posts then 0 else posts.addressing_posts_count end
    as addressing_posts_count,
  coalesce(nullif(acts.mention_count, 0), case when watched.has_complete_references_made then 0 end)
    as mentions_made_count,
  coalesce(nullif(acts.like_count, 0), case when watched.has_complete_likes_given then 0 end)
    as likes_given_count,
  posts.tag_uses_count,
  posts.tag_uses_squared_sum,
  nullif(acts.acts_count, 0) as acts_made_count,
  nullif(acts.acts_squared_sum, 0) as acts_made_squared_sum,
  coalesce(nullif(acts.people_referenced_count, 0), case when watched.has_complete_references_made then 0 end)
    as people_referenced_count,
  coalesce(nullif(acts.people_reposted_count, 0), case when watched.has_complete_reposts_made then 0 end)
    as people_reposted_count,
  coalesce(nullif(received.people_referencing_count, 0), case when watched.has_complete_references then 0 end)
    as people_referencing_count,
  coalesce(nullif(received.people_reposting_count, 0), case when watched.has_complete_reposts then 0 end)
    as people_reposting_count,
  coalesce(nullif(received.references_7d_count, 0), case when watched.has_complete_references then 0 end)
    as references_7d_count,
  case
    when received.people_reposting_count > 0 then received.reposters_followers_count
    when watched.has_complete_reposts then 0
  end as reposters_followers_count
from watched
left join {{ ref('int_style_posts') }} as posts on posts.account_key = watched.account_key
left join {{ ref('int_style_acts') }} as acts on acts.account_key = watched.account_key
left join {{ ref('int_style_received') }} as received on received.account_key = watched.account_key
where
  posts.account_key is not null
  or acts.account_key is not null
  or received.account_key is not null
  or watched.has_complete_posts
  or watched.has_complete_references
  or watched.has_complete_reposts
