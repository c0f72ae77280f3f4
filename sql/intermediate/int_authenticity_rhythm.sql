with moments as (
  select actor_key as account_key, acted_at as seen_at
  from {{ ref('stg_interactions') }}
  where age_days < 14
  union
  select author_key as account_key, posted_at as seen_at
  from {{ ref('stg_posts') }}
  where age_days < 14
),

busy as (
  select account_key
  from moments
  group by account_key
  having count(*) >= 50
),

spaced as (
  select
    moments.account_key,
    moments.seen_at,
    cast(floor(
      {{ milliseconds_between(lag(moments.seen_at) over (partition by moments.account_key order by moments.seen_at), moments.seen_at) }}
      / 1000
    ) as bigint) as gap_seconds
  from moments
  inner join busy on busy.account_key = moments.account_key
),

hours as (
  select
    account_key,
    extract(hour from seen_at) as hour_of_day,
    count(*) as moments_count,
    count(gap_seconds) as gaps_count,
    cast(sum(gap_seconds) as bigint) as gap_seconds,
    cast(sum(gap_seconds * gap_seconds) as bigint) as gap_squares,
    min(seen_at) as first_seen_at,
    max(seen_at) as last_seen_at
  from spaced
  group by account_key, extract(hour from seen_at)
),

placed as (
  select
    account_key,
    moments_count,
    gaps_count,
    gap_seconds,
    gap_squares,
    first_seen_at,
    last_seen_at,
    row_number() over (partition by account_key order by moments_count desc, hour_of_day) as hour_place
  from hours
),

folded as (
  select
    account_key,
    cast(sum(moments_count) as bigint) as moments_count,
    cast(sum(case when hour_place > 16 then moments_count else 0 end) as bigint) as quiet_count,
    cast(sum(gaps_count) as double) as gaps_count,
    cast(sum(gap_seconds) as double) as gap_seconds,
    cast(sum(gap_squares) as double) as gap_squares,
    min(first_seen_at) as first_seen_at,
    max(last_seen_at) as last_seen_at
  from placed
  group by account_key
),

measured as (
  select
    account_key,
    moments_count,
    quiet_count,
    gap_seconds / gaps_count as mean_gap,
    sqrt(greatest(0, gap_squares / gaps_count - (gap_seconds / gaps_count) * (gap_seconds / gaps_count))) as gap_deviation,
    first_seen_at,
    last_seen_at
  from folded
)

select
  account_key,
  moments_count,
  cast(
    case when mean_gap > 0 then (gap_deviation - mean_gap) / (gap_deviation + mean_gap) end as double
  ) as gap_burstiness,
  cast(
    case
      when moments_count >= 100 and {{ days_between(first_seen_at, last_seen_at) }} >= 5
        then cast(quiet_count as double) / moments_count
    end as double
  ) as quiet_hours_share
from measured
