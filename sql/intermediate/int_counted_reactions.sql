with known as (
  select
    evidence.account_key,
    watched.watched_units,
    evidence.followers_count,
    evidence.engaged_people_count,
    evidence.repost_h_index,
    received.counted_person_units,
    received.unvouched_people_count,
    received.circle_people_count,
    cast(coalesce(followers.doubted_follower_units, 0) as double) / 1048576 as doubted_followers,
    evidence.likes_on_posts_count,
    evidence.likes_received_count,
    cast(coalesce(received.vouched_like_units, 0) as double) / 1048576 as vouched_likes,
    -- What counts tell and no act shows is nobody's, so it stands among the unvouched.
    cast(coalesce(received.unvouched_like_units, 0) as double) / 1048576
    + greatest(
      0,
      coalesce(evidence.likes_received_count, 0) - coalesce(received.like_count, 0),
      coalesce(evidence.likes_on_posts_count, 0) - coalesce(received.like_count, 0)
    ) as unvouched_likes,
    evidence.reposts_on_posts_count,
    evidence.reposts_received_count,
    cast(coalesce(received.vouched_repost_units, 0) as double) / 1048576 as vouched_reposts,
    -- What counts tell and no act shows is nobody's, so it stands among the unvouched.
    cast(coalesce(received.unvouched_repost_units, 0) as double) / 1048576
    + greatest(
      0,
      coalesce(evidence.reposts_received_count, 0) - coalesce(received.repost_count, 0),
      coalesce(evidence.reposts_on_posts_count, 0) - coalesce(received.repost_count, 0)
    ) as unvouched_reposts,
    evidence.replies_on_posts_count,
    evidence.replies_received_count,
    cast(coalesce(received.vouched_reply_units, 0) as double) / 1048576 as vouched_replies,
    -- What counts tell and no act shows is nobody's, so it stands among the unvouched.
    cast(coalesce(received.unvouched_reply_units, 0) as double) / 1048576
    + greatest(
      0,
      coalesce(evidence.replies_received_count, 0) - coalesce(received.reply_count, 0),
      coalesce(evidence.replies_on_posts_count, 0) - coalesce(received.reply_count, 0)
    ) as unvouched_replies,
    evidence.quotes_on_posts_count,
    evidence.quotes_received_count,
    cast(coalesce(received.vouched_quote_units, 0) as double) / 1048576 as vouched_quotes,
    -- What counts tell and no act shows is nobody's, so it stands among the unvouched.
    cast(coalesce(received.unvouched_quote_units, 0) as double) / 1048576
    + greatest(
      0,
      coalesce(evidence.quotes_received_count, 0) - coalesce(received.quote_count, 0),
      coalesce(evidence.quotes_on_posts_count, 0) - coalesce(received.quote_count, 0)
    ) as unvouched_quotes
  from {{ ref('int_evidence') }} as evidence
  inner join {{ ref('stg_accounts') }} as accounts on accounts.account_key = evidence.account_key
  inner join {{ ref('int_watched') }} as watched on watched.network = accounts.network
  left join {{ ref('int_received') }} as received on received.account_key = evidence.account_key
  left join {{ ref('int_silent_followers') }} as followers on followers.account_key = evidence.account_key
  where {{ constant('discounts_on') }} = 1
),

counted as (
  select
    *,
    vouched_likes + unvouched_likes - greatest(
      0,
      unvouched_likes * (cast(watched_units as double) / 1048576)
      - {{ constant('unvouched_base_count') }} - {{ constant('unvouched_share') }} * vouched_likes
    ) as counted_likes,
    vouched_reposts + unvouched_reposts - greatest(
      0,
      unvouched_reposts * (cast(watched_units as double) / 1048576)
      - {{ constant('unvouched_base_count') }} - {{ constant('unvouched_share') }} * vouched_reposts
    ) as counted_reposts,
    vouched_replies + unvouched_replies - greatest(
      0,
      unvouched_replies * (cast(watched_units as double) / 1048576)
      - {{ constant('unvouched_base_count') }} - {{ constant('unvouched_share') }} * vouched_replies
    ) as counted_replies,
    vouched_quotes + unvouched_quotes - greatest(
      0,
      unvouched_quotes * (cast(watched_units as double) / 1048576)
      - {{ constant('unvouched_base_count') }} - {{ constant('unvouched_share') }} * vouched_quotes
    ) as counted_quotes,
    followers_count - greatest(
      0,
      least(doubted_followers, followers_count) * (cast(watched_units as double) / 1048576)
      - {{ constant('silent_follower_base_count') }}
      - {{ constant('silent_follower_share') }} * greatest(0, followers_count - doubted_followers)
    ) as counted_followers_count
  from known
)

select
  account_key,
  case when likes_on_posts_count is not null then least(cast(likes_on_posts_count as double), counted_likes) end
    as counted_likes_on_posts_count,
  case when reposts_on_posts_count is not null then least(cast(reposts_on_posts_count as double), counted_reposts) end
    as counted_reposts_on_posts_count,
  case when replies_on_posts_count is not null then least(cast(replies_on_posts_count as double), counted_replies) end
    as counted_replies_on_posts_count,
  case when quotes_on_posts_count is not null then least(cast(quotes_on_posts_count as double), counted_quotes) end
    as counted_quotes_on_posts_count,
  least(coalesce(likes_received_count, 0), counted_likes)
  + least(coalesce(reposts_received_count, 0), counted_reposts)
  + least(coalesce(replies_received_count, 0), counted_replies)
  + least(coalesce(quotes_received_count, 0), counted_quotes) as counted_reactions_count,
  -- h posts reposted h times take h x h reposts, so those that count bound it.
  case
    when repost_h_index is not null then least(cast(repost_h_index as double), floor(sqrt(counted_reposts)))
  end as counted_repost_h_index,
  counted_followers_count,
  coalesce(unvouched_people_count, 0) as unvouched_people_count,
  coalesce(circle_people_count, 0) as circle_people_count,
  case
    when engaged_people_count is not null
      then engaged_people_count - cast(coalesce(counted_person_units, 0) as double) / 1048576
  end as discounted_people_count,
  greatest(0, coalesce(likes_on_posts_count, 0) - counted_likes)
  + greatest(0, coalesce(reposts_on_posts_count, 0) - counted_reposts)
  + greatest(0, coalesce(replies_on_posts_count, 0) - counted_replies)
  + greatest(0, coalesce(quotes_on_posts_count, 0) - counted_quotes) as discounted_reactions_count,
  followers_count - counted_followers_count as discounted_followers_count
from counted
