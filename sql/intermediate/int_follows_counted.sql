with spans as (
  select
    observed.network,
    observed.from_at,
    observed.to_at,
    max(observed.to_at) over (
      partition by observed.network order by observed.from_at, observed.to_at rows between unbounded preceding and 1 preceding
    ) as watched_until
  from {{ source('observations') }} as observed
  where
    observed.scope = '*'
    and observed.table = 'interactions'
    and observed.kind in ('follow', '*')
    and observed.is_complete
    and observed.from_at < observed.to_at
    and observed.from_at < {{ as_of }}
),

-- The newest stretch without a gap begins where no earlier span reaches.
stretches as (
  select
    network,
    max(case when watched_until is null or watched_until < from_at then from_at end) as from_at,
    max(to_at) as to_at
  from spans
  group by network
),

watched as (
  select accounts.account_key
  from {{ ref('stg_accounts') }} as accounts
  inner join stretches on stretches.network = accounts.network
  where
    accounts.created_at >= stretches.from_at
    and {{ days_between(stretches.to_at, last_day) }} <= 0
),

followers as (
  select target_key as account_key, count(*) as followers_count
  from {{ ref('int_follows') }}
  group by target_key
),

followed as (
  select actor_key as account_key, count(*) as following_count
  from {{ ref('int_follows') }}
  group by actor_key
)

select
  watched.account_key,
  cast(coalesce(followers.followers_count, 0) as bigint) as followers_count,
  cast(coalesce(followed.following_count, 0) as bigint) as following_count
from watched
left join followers on followers.account_key = watched.account_key
left join followed on followed.account_key = watched.account_key
