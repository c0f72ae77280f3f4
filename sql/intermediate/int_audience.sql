with newest as (
  select
    account_key,
    max_by(followers_count, observed_at) filter (where followers_count is not null) as followers_count,
    max(observed_at) filter (where followers_count is not null) as followers_observed_at,
    max_by(following_count, observed_at) filter (where following_count is not null) as following_count,
    max_by(listed_count, observed_at) filter (where listed_count is not null) as listed_count
  from {{ ref('stg_account_stats') }}
  group by account_key
),

month_before as (
  select
    account_key,
    max_by(followers_count, observed_at) filter (where followers_count is not null) as followers_count,
    max(observed_at) filter (where followers_count is not null) as followers_observed_at
  from {{ ref('stg_account_stats') }}
  where {{ days_between(observed_at, last_day) }} between 29 and 60
  group by account_key
),

compared as (
  select
    newest.account_key,
    newest.followers_count,
    newest.following_count,
    newest.listed_count,
    newest.followers_count - month_before.followers_count as followers_gained,
    cast(
      {{ days_between(month_before.followers_observed_at, newest.followers_observed_at) }} as bigint
    ) as growth_days
  from newest
  left join month_before on month_before.account_key = newest.account_key
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
