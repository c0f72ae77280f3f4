with weights as (
  select
    sum(case when kind = 'like' then weight else 0 end) as like_weight,
    sum(case when kind = 'repost' then weight else 0 end) as repost_weight,
    sum(case when kind = 'reply' then weight else 0 end) as reply_weight,
    sum(case when kind = 'quote' then weight else 0 end) as quote_weight,
    sum(case when kind = 'mention' then weight else 0 end) as mention_weight,
    sum(weight) as total_weight
  from {{ ref('kind_weights') }}
),

window_weight as (
  select cast(sum(factor) as bigint) as effective_units
  from {{ ref('decay_by_day') }}
  where age_days < {{ constant('window_days') }}
),

received as (
  select
    evidence.*,
    coalesce(counted.counted_likes_on_posts_count, evidence.likes_on_posts_count) as counted_likes_on_posts_count,
    coalesce(counted.counted_reposts_on_posts_count, evidence.reposts_on_posts_count) as counted_reposts_on_posts_count,
    coalesce(counted.counted_replies_on_posts_count, evidence.replies_on_posts_count) as counted_replies_on_posts_count,
    coalesce(counted.counted_quotes_on_posts_count, evidence.quotes_on_posts_count) as counted_quotes_on_posts_count,
    counted.counted_reactions_count,
    coalesce(counted.counted_repost_h_index, evidence.repost_h_index) as counted_repost_h_index,
    coalesce(counted.counted_followers_count, evidence.followers_count) as counted_followers_count,
    counted.unvouched_people_count,
    counted.circle_people_count,
    counted.discounted_people_count,
    counted.discounted_reactions_count,
    counted.discounted_followers_count,
    case
      when
        likes_received_count is not null
        or reposts_received_count is not null
        or replies_received_count is not null
        or quotes_received_count is not null
        then
          coalesce(likes_received_count, 0) + coalesce(reposts_received_count, 0)
          + coalesce(replies_received_count, 0) + coalesce(quotes_received_count, 0)
    end as reactions_count
  from {{ ref('int_evidence') }} as evidence
  left join {{ ref('int_counted_reactions') }} as counted on counted.account_key = evidence.account_key
),

evidence as (
  select
    *,
    -- Where reactions were seen, but none of them on the posts that were seen, this is 0: were it null, the first
    -- reaction to such a post would lower the reach.
    case
      when originals_count is not null and reactions_count is not null
        then
          coalesce(counted_likes_on_posts_count, 0) + coalesce(counted_reposts_on_posts_count, 0)
          + coalesce(counted_replies_on_posts_count, 0) + coalesce(counted_quotes_on_posts_count, 0)
    end as reactions_on_posts_count
  from received
),

-- A break is forgiven: what others did counts for the days without it. Only its own posts end a break, so one more
-- act received never lowers; an account without posts has the same days left out as one that paused as long.
present as (
  select
    *,
    cast(
      least(coalesce(longest_silence_days, {{ constant('window_days') }}), {{ constant('forgiven_silent_days') }})
      as bigint
    ) as forgiven_days,
    -- Where no post is known, no break is seen: then the people of a month ago count, if they were more.
    greatest(
      cast(engaged_people_units as double),
      case
        when originals_count is null
          then cast({{ constant('earlier_people_share') }} as double) * cast(earlier_people_units as double)
      end
    ) as present_people_units
  from evidence
),

counted as (
  select
    *,
    coalesce(
      cast(reactions_on_posts_count as double),
      case when reactions_count is not null then coalesce(counted_reactions_count, reactions_count) end
    )
    * ({{ constant('window_days') }} / cast({{ constant('window_days') }} - forgiven_days as double)) as reaction_count
  from present
),

reached as (
  select
    *,
    case
      when reactions_count is not null
        then
          least(
            counted_followers_count,
            {{ constant('reach_per_reaction') }} * reaction_count
            + {{ constant('reach_per_list') }} * cast(coalesce(listed_count, 0) as double)
          )
    end as effective_reach,
    cast(coalesce(wave_people_units, 0) as double) / 1048576 as wave_people
  from counted
)

select
  accounts.network,
  accounts.account_id,
  accounts.handle,
  accounts.display_name,
  accounts.kind,
  accounts.is_protected,
  accounts.is_indexable,
  coalesce(evidence.is_self_supplied, false) as is_self_supplied,
  not accounts.is_protected
  and coalesce(accounts.is_indexable, true)
  and not coalesce(evidence.is_self_supplied, false) as is_ranked,
  cast(case when evidence.followers_count is not null then evidence.effective_reach end as double)
    as effective_reach,
  cast(evidence.listed_count as double) as listed_count,
  cast(
    case
      when evidence.listed_count is not null and evidence.reactions_count is not null
        then least(evidence.listed_count, {{ constant('lists_per_reaction') }} * evidence.reaction_count)
    end as double
  ) as effective_lists,
  cast(
    case
      when evidence.followers_count is not null
        then evidence.effective_reach / (evidence.following_count + {{ constant('following_prior') }})
    end as double
  ) as reach_per_followed,
  cast(
    (
      evidence.present_people_units / 1048576
      + {{ constant('wave_weight') }} * evidence.wave_people * evidence.wave_people
      / (evidence.wave_people + {{ constant('wave_people_count') }})
    ) * ({{ constant('window_days') }} / cast({{ constant('window_days') }} - evidence.forgiven_days as double))
    as double
  ) as engaged_people,
  cast(
    evidence.counted_reposts_on_posts_count / (evidence.originals_count + {{ constant('rate_prior_originals') }})
    as double
  ) as reposts_per_original,
  cast(
    evidence.counted_quotes_on_posts_count / (evidence.originals_count + {{ constant('rate_prior_originals') }})
    as double
  ) as quotes_per_original,
  cast(
    evidence.counted_replies_on_posts_count / (evidence.originals_count + {{ constant('rate_prior_originals') }})
    as double
  ) as replies_per_original,
  cast(
    evidence.counted_likes_on_posts_count / (evidence.originals_count + {{ constant('rate_prior_originals') }})
    as double
  ) as likes_per_original,
  cast(evidence.counted_repost_h_index as double) as repost_h_index,
  cast(evidence.decayed_mentions / window_weight.effective_units as double) as mentions_per_day,
  cast(
    case
      when {{ constant('forgiven_standing_share') }} = 0 or evidence.forgiven_days = 0 then evidence.people_rank
      else
        log10(
          1 + (power(10, evidence.people_rank) - 1) * (
            1 + {{ constant('forgiven_standing_share') }} * cast(evidence.forgiven_days as double)
            / ({{ constant('window_days') }} - evidence.forgiven_days)
          )
        )
    end as double
  ) as people_rank,
  cast(evidence.notable_engagers_count as double) as notable_engagers_count,
  evidence.followers_count,
  evidence.following_count,
  cast(evidence.followers_count / nullif(evidence.following_count, 0) as double)
    as follower_following_ratio,
  cast(evidence.follower_growth_30d as double) as follower_growth_30d,
  cast(evidence.amplified_post_share as double) as amplified_post_share,
  cast(evidence.posts_count / {{ constant('window_days') }} as double) as posts_per_day_90d,
  -- A run that ends within a day touches one date more than the window has days.
  cast(least(evidence.active_days_count, {{ constant('window_days') }}) as bigint) as active_days_90d,
  evidence.engaged_people_count,
  evidence.unvouched_people_count,
  evidence.circle_people_count,
  evidence.discounted_people_count,
  evidence.discounted_reactions_count,
  evidence.discounted_followers_count,
  evidence.forgiven_days as forgiven_silent_days,
  cast(evidence.mean_engager_standing as double) as mean_engager_standing,
  cast(evidence.top_decile_engager_standing as double) as top_decile_engager_standing,
  evidence.originals_count,
  evidence.posts_count as posts_count_90d,
  evidence.likes_received_count,
  evidence.reposts_received_count,
  evidence.replies_received_count,
  evidence.quotes_received_count,
  evidence.mentions_received_count,
  evidence.reactions_count,
  evidence.posts_with_reactions_count,
  coalesce(evidence.has_event_evidence, false) as has_event_evidence,
  coalesce(evidence.has_count_evidence, false) as has_count_evidence,
  (
    coalesce(evidence.engaged_people_count, 0) >= {{ constant('enough_people') }}
    and (evidence.last_active_at is not null or coalesce(evidence.posts_observed_share, 0) < 1)
  )
  or (
    coalesce(evidence.reactions_count, 0) >= {{ constant('enough_reactions') }}
    and coalesce(evidence.posts_with_reactions_count, 0) >= {{ constant('enough_posts') }}
  ) as has_enough_data,
  evidence.last_active_at,
  coalesce(evidence.like_observed_share, 0) as like_observed_share,
  coalesce(evidence.repost_observed_share, 0) as repost_observed_share,
  coalesce(evidence.reply_observed_share, 0) as reply_observed_share,
  coalesce(evidence.quote_observed_share, 0) as quote_observed_share,
  coalesce(evidence.mention_observed_share, 0) as mention_observed_share,
  coalesce(evidence.posts_observed_share, 0) as posts_observed_share,
  cast(
    coalesce(
      (
        evidence.like_observed_share * weights.like_weight
        + evidence.repost_observed_share * weights.repost_weight
        + evidence.reply_observed_share * weights.reply_weight
        + evidence.quote_observed_share * weights.quote_weight
        + evidence.mention_observed_share * weights.mention_weight
      ) / nullif(weights.total_weight, 0),
      0
    ) as double
  ) as engagement_observed_share
from {{ ref('stg_accounts') }} as accounts
left join reached as evidence on evidence.account_key = accounts.account_key
cross join weights
cross join window_weight
where
  accounts.has_profile
  or evidence.has_event_evidence
  or evidence.has_posts
  or evidence.has_audience
