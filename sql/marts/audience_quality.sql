with engagers as (
  select
    pairs.target_key as account_key,
    count(*) as engagers_seen_count,
    count(*) filter (where classes.audience_class = 'genuine') as engagers_genuine_count,
    count(*) filter (where classes.audience_class = 'mass_follower') as engagers_mass_follower_count,
    count(*) filter (where classes.audience_class = 'inactive') as engagers_inactive_count,
    count(*) filter (where classes.audience_class = 'suspicious') as engagers_suspicious_count,
    count(*) filter (where classes.audience_class = 'declared_bot') as engagers_declared_bot_count,
    count(*) filter (where classes.audience_class = 'unknown') as engagers_unknown_count,
    count(*) filter (where classes.is_restricted) as engagers_restricted_count
  from {{ ref('int_pairs') }} as pairs
  inner join {{ ref('int_audience_classes') }} as classes on classes.account_key = pairs.actor_key
  group by pairs.target_key
),

followers as (
  select
    pairs.target_key as account_key,
    count(*) as followers_seen_count,
    count(*) filter (where classes.audience_class = 'genuine') as followers_genuine_count,
    count(*) filter (where classes.audience_class = 'mass_follower') as followers_mass_follower_count,
    count(*) filter (where classes.audience_class = 'inactive') as followers_inactive_count,
    count(*) filter (where classes.audience_class = 'suspicious') as followers_suspicious_count,
    count(*) filter (where classes.audience_class = 'declared_bot') as followers_declared_bot_count,
    count(*) filter (where classes.audience_class = 'unknown') as followers_unknown_count,
    count(*) filter (where classes.is_restricted) as followers_restricted_count
  from {{ ref('int_follows') }} as pairs
  inner join {{ ref('int_audience_classes') }} as classes on classes.account_key = pairs.actor_key
  group by pairs.target_key
)

select
  accounts.network,
  accounts.account_id,
  coalesce(engagers.engagers_seen_count, 0) as engagers_seen_count,
  coalesce(engagers.engagers_genuine_count, 0) as engagers_genuine_count,
  coalesce(engagers.engagers_mass_follower_count, 0) as engagers_mass_follower_count,
  coalesce(engagers.engagers_inactive_count, 0) as engagers_inactive_count,
  coalesce(engagers.engagers_suspicious_count, 0) as engagers_suspicious_count,
  coalesce(engagers.engagers_declared_bot_count, 0) as engagers_declared_bot_count,
  coalesce(engagers.engagers_unknown_count, 0) as engagers_unknown_count,
  coalesce(engagers.engagers_restricted_count, 0) as engagers_restricted_count,
  coalesce(followers.followers_seen_count, 0) as followers_seen_count,
  coalesce(followers.followers_genuine_count, 0) as followers_genuine_count,
  coalesce(followers.followers_mass_follower_count, 0) as followers_mass_follower_count,
  coalesce(followers.followers_inactive_count, 0) as followers_inactive_count,
  coalesce(followers.followers_suspicious_count, 0) as followers_suspicious_count,
  coalesce(followers.followers_declared_bot_count, 0) as followers_declared_bot_count,
  coalesce(followers.followers_unknown_count, 0) as followers_unknown_count,
  coalesce(followers.followers_restricted_count, 0) as followers_restricted_count
from {{ ref('stg_accounts') }} as accounts
left join engagers on engagers.account_key = accounts.account_key
left join followers on followers.account_key = accounts.account_key
where
  not accounts.is_protected
  and (engagers.account_key is not null or followers.account_key is not null)
