with measures as (
  select kind as measure, 'interactions' as observed_table, kind as observed_kind
  from {{ ref('kind_weights') }}
  union all
  select 'post' as measure, 'posts' as observed_table, 'original' as observed_kind
),

spans as (
  select
    observations.network,
    observations.scope,
    measures.measure,
    observations.from_at,
    observations.to_at,
    max(observations.to_at) over (
      partition by observations.network, observations.scope, measures.measure
      order by observations.from_at, observations.to_at
      rows between unbounded preceding and 1 preceding
    ) as covered_to_at
  from {{ ref('stg_observations') }} as observations
  inner join measures
    on
      measures.observed_table = observations.observed_table
      and (observations.kind = '*' or observations.kind = measures.observed_kind)
  where observations.is_complete
),

numbered as (
  select
    network,
    scope,
    measure,
    from_at,
    to_at,
    sum(case when covered_to_at is null or from_at > covered_to_at then 1 else 0 end) over (
      partition by network, scope, measure
      order by from_at, to_at
      rows between unbounded preceding and current row
    ) as stretch_number
  from spans
),

stretches as (
  select network, scope, measure, min(from_at) as from_at, max(to_at) as to_at
  from numbered
  group by network, scope, measure, stretch_number
),

whole_days as (
  select
    network,
    scope,
    measure,
    cast(
      {{ days_between(from_at, last_day) }}
      - case
        when from_at = {{ window_start }} or from_at = {{ timestamp(utc_date(from_at)) }} then 0
        else 1
      end as bigint
    ) as first_age_days,
    cast(
      case when to_at = {{ as_of }} then 0 else {{ days_between(to_at, last_day) }} + 1 end as bigint
    ) as last_age_days
  from stretches
)

select network, scope, measure, first_age_days, last_age_days
from whole_days
where first_age_days >= last_age_days
