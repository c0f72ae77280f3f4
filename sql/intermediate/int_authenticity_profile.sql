with counted as (
  select
    account_key,
    max_by(followers_count, observed_at) filter (where followers_count is not null) as followers_count,
    max_by(following_count, observed_at) filter (where following_count is not null) as following_count,
    max_by(posts_count, observed_at) filter (where posts_count is not null) as posts_count,
    max_by(listed_count, observed_at) filter (where listed_count is not null) as listed_count
  from {{ ref('stg_account_stats') }}
  group by account_key
)

select
  accounts.account_key,
  accounts.network,
  counted.followers_count,
  counted.following_count,
  counted.posts_count,
  counted.listed_count,
  -- Only on X does every profile have a place for a link: elsewhere its absence says nothing.
  cast(
    case
      when accounts.url is not null then 1
      when accounts.has_profile and accounts.network = 'x' then 0
    end as bigint
  ) as has_url,
  cast({{ days_between(accounts.created_at, last_day) }} as bigint) as age_days,
  coalesce(
    {{ days_between(accounts.created_at, last_day) }} >= 730
    and counted.followers_count >= 200
    and counted.followers_count * 2 >= counted.following_count
    and counted.posts_count >= 100,
    false
  ) as is_established
from {{ ref('stg_accounts') }} as accounts
left join counted on counted.account_key = accounts.account_key
