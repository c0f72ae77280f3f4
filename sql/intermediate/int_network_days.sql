with networks as (
  select network from {{ ref('stg_accounts') }} group by network
),

measures as (
  select kind as measure from {{ ref('kind_weights') }}
  union all
  select 'post' as measure
),

days as (
  select networks.network, measures.measure, decay.age_days
  from networks
  cross join measures
  cross join {{ ref('decay_by_day') }} as decay
),

active as (
  select network, kind as measure, age_days
  from {{ ref('stg_interactions') }}
  group by network, kind, age_days
  union all
  select network, 'post' as measure, age_days
  from {{ ref('stg_posts') }}
  group by network, age_days
),

states as (
  select
    days.network,
    days.measure,
    days.age_days,
    max(case when spans.network is not null then 1 else 0 end) as is_complete,
    max(case when active.network is not null then 1 else 0 end) as is_active
  from days
  left join {{ ref('int_complete_spans') }} as spans
    on
      spans.network = days.network
      and spans.scope = '*'
      and spans.measure = days.measure
      and days.age_days between spans.last_age_days and spans.first_age_days
  left join active
    on
      active.network = days.network
      and active.measure = days.measure
      and active.age_days = days.age_days
  group by days.network, days.measure, days.age_days
)

select
  network,
  measure,
  age_days,
  is_complete = 1 as is_complete,
  is_active = 1 as is_active,
  cast(
    sum(is_complete) over (
      partition by network, measure order by age_days rows between unbounded preceding and current row
    ) as bigint
  ) as complete_days_through,
  cast(
    sum(case when is_complete = 0 then is_active else 0 end) over (
      partition by network, measure order by age_days rows between unbounded preceding and current row
    ) as bigint
  ) as partial_days_through
from states
