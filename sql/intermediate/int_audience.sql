with newest as (
  select
    account_key,
    max_by(followers_count, observed_at) filter (where followers_count is not null) as followers_count,
    max_by(following_count, observed_at) filter (where following_count is not null) as following_count,
    max_by(listed_count, observed_at) filter (where listed_count is not null) as listed_count
  from {{ ref('stg_account_stats') }}
  group by account_key
),

month_before as (
  select
    account_key,
    max_by(followers_count, observed_at) filter (where followers_count is not null) as followers_count
  from {{ ref('stg_account_stats') }}
  where {{ days_between(observed_at, last_day) }} between 29 and 60
  group by account_key
)

select
  newest.account_key,
  newest.followers_count,
  newest.following_count,
  newest.listed_count,
  month_before.followers_count as followers_count_30d_before
from newest
left join month_before on month_before.account_key = newest.account_key
