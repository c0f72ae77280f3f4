with counted as (
  select
    account_key,
    followers_count,
    following_count,
    listed_count,
    observed_at,
    followers_count is not null and {{ days_between(observed_at, last_day) }} between 29 and 60 as is_month_before
  from {{ ref('stg_account_stats') }}
),

newest as (
  select
    account_key,
    max_by(followers_count, observed_at) filter (where followers_count is not null) as followers_count,
    max(observed_at) filter (where followers_count is not null) as followers_observed_at,
    max_by(following_count, observed_at) filter (where following_count is not null) as following_count,
    max_by(listed_count, observed_at) filter (where listed_count is not null) as listed_count,
    max_by(followers_count, observed_at) filter (where is_month_before) as followers_month_before_count,
    max(observed_at) filter (where is_month_before) as followers_month_before_at
  from counted
  group by account_key
),

compared as (
  select
    account_key,
    followers_count,
    following_count,
    listed_count,
    followers_count - followers_month_before_count as followers_gained,
    cast({{ days_between(followers_month_before_at, followers_observed_at) }} as bigint) as growth_days
  from newest
)

select
  coalesce(compared.account_key, counted.account_key) as account_key,
  coalesce(compared.followers_count, counted.followers_count) as followers_count,
  coalesce(compared.following_count, counted.following_count) as following_count,
  compared.listed_count,
  -- A newest count that is old itself says nothing about the last 30 days.
  case when compared.growth_days >= 15 then cast(compared.followers_gained as double) * 30 / compared.growth_days end
    as follower_growth_30d
from compared
full outer join {{ ref('int_follows_counted') }} as counted on counted.account_key = compared.account_key
