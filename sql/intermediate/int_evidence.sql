with observed as (
  select
    account_key,
    is_self_supplied,
    posts_complete_days > 0 as has_complete_posts,
    like_complete_days > 0 as has_complete_likes,
    repost_complete_days > 0 as has_complete_reposts,
    reply_complete_days > 0 as has_complete_replies,
    quote_complete_days > 0 as has_complete_quotes,
    mention_complete_days > 0 as has_complete_mentions,
    like_complete_days + repost_complete_days + reply_complete_days + quote_complete_days
    + mention_complete_days > 0 as has_complete_events,
    posts_observed_share,
    like_observed_share,
    repost_observed_share,
    reply_observed_share,
    quote_observed_share,
    mention_observed_share
  from {{ ref('int_observed') }}
)

select
  observed.account_key,
  coalesce(authored.posts_count, case when observed.has_complete_posts then 0 end) as posts_count,
  coalesce(authored.originals_count, case when observed.has_complete_posts then 0 end) as originals_count,
  coalesce(authored.active_days_count, case when observed.has_complete_posts then 0 end) as active_days_count,
  coalesce(authored.posts_with_reactions_count, case when observed.has_complete_posts then 0 end) as posts_with_reactions_count,
  coalesce(
    authored.repost_h_index,
    case when observed.has_complete_posts and observed.has_complete_reposts then 0 end
  ) as repost_h_index,
  case
    when authored.repost_observed_originals_count > 0
      then authored.amplified_originals_count / authored.repost_observed_originals_count
  end as amplified_post_share,
  greatest(
    nullif(received.like_count, 0),
    counted.like_count,
    case when observed.has_complete_likes then 0 end
  ) as likes_received_count,
  greatest(
    nullif(received.repost_count, 0),
    counted.repost_count,
    case when observed.has_complete_reposts then 0 end
  ) as reposts_received_count,
  greatest(
    nullif(received.reply_count, 0),
    counted.reply_count,
    case when observed.has_complete_replies then 0 end
  ) as replies_received_count,
  greatest(
    nullif(received.quote_count, 0),
    counted.quote_count,
    case when observed.has_complete_quotes then 0 end
  ) as quotes_received_count,
  case
    when authored.likes_on_posts_count is not null or nullif(postless.like_count, 0) is not null or observed.has_complete_likes
      then coalesce(authored.likes_on_posts_count, 0) + coalesce(postless.like_count, 0)
  end as likes_on_posts_count,
  case
    when authored.reposts_on_posts_count is not null or nullif(postless.repost_count, 0) is not null or observed.has_complete_reposts
      then coalesce(authored.reposts_on_posts_count, 0) + coalesce(postless.repost_count, 0)
  end as reposts_on_posts_count,
  case
    when authored.replies_on_posts_count is not null or nullif(postless.reply_count, 0) is not null or observed.has_complete_replies
      then coalesce(authored.replies_on_posts_count, 0) + coalesce(postless.reply_count, 0)
  end as replies_on_posts_count,
  case
    when authored.quotes_on_posts_count is not null or nullif(postless.quote_count, 0) is not null or observed.has_complete_quotes
      then coalesce(authored.quotes_on_posts_count, 0) + coalesce(postless.quote_count, 0)
  end as quotes_on_posts_count,
  coalesce(nullif(received.mention_count, 0), case when observed.has_complete_mentions then 0 end)
    as mentions_received_count,
  coalesce(nullif(received.decayed_mentions, 0), case when observed.has_complete_mentions then 0 end)
    as decayed_mentions,
  coalesce(received.engaged_people_count, case when observed.has_complete_events then 0 end) as engaged_people_count,
  coalesce(received.engaged_people_units, case when observed.has_complete_events then 0 end) as engaged_people_units,
  received.earlier_people_units,
  coalesce(received.wave_people_units, case when observed.has_complete_events then 0 end) as wave_people_units,
  coalesce(received.notable_engagers_count, case when observed.has_complete_events then 0 end) as notable_engagers_count,
  coalesce(received.people_rank, case when observed.has_complete_events then 0 end) as people_rank,
  authored.longest_silence_days,
  audience.followers_count,
  audience.following_count,
  audience.listed_count,
  audience.follower_growth_30d,
  engagers.mean_engager_standing,
  engagers.top_decile_engager_standing,
  received.account_key is not null or acted.account_key is not null as has_event_evidence,
  counted.account_key is not null as has_count_evidence,
  authored.account_key is not null as has_posts,
  audience.account_key is not null as has_audience,
  observed.is_self_supplied,
  observed.posts_observed_share,
  observed.like_observed_share,
  observed.repost_observed_share,
  observed.reply_observed_share,
  observed.quote_observed_share,
  observed.mention_observed_share,
  greatest(authored.last_posted_at, acted.last_acted_at) as last_active_at
from observed
left join {{ ref('int_received') }} as received on received.account_key = observed.account_key
left join {{ ref('int_engager_standing') }} as engagers on engagers.account_key = observed.account_key
left join {{ ref('int_acted') }} as acted on acted.account_key = observed.account_key
left join {{ ref('int_authored') }} as authored on authored.account_key = observed.account_key
left join {{ ref('int_postless') }} as postless on postless.account_key = observed.account_key
left join {{ ref('int_counted') }} as counted on counted.account_key = observed.account_key
left join {{ ref('int_audience') }} as audience on audience.account_key = observed.account_key
