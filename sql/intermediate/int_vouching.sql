with audiences as (
  select target_index, count(*) as engaged_people_count
  from {{ ref('int_edges') }}
  group by target_index
),

established as (
  select target_index as node_index
  from audiences
  where engaged_people_count >= {{ constant('established_people_count') }}
),

vouched as (
  select edges.target_index, count(*) as established_engagers_count
  from {{ ref('int_edges') }} as edges
  inner join established on established.node_index = edges.actor_index
  group by edges.target_index
),

partners as (
  select
    given.actor_index,
    given.target_index as partner_index,
    case when established.node_index is null then 0 else 1 end as is_established,
    row_number() over (partition by given.actor_index order by given.target_index) as place
  from {{ ref('int_returned') }} as given
  left join established on established.node_index = given.target_index
),

circles as (
  select
    actor_index,
    max(case when place = 1 then partner_index end) as first_partner_index,
    max(case when place = 2 then partner_index end) as second_partner_index,
    count(*) as partners_count,
    cast(sum(is_established) as bigint) as established_partners_count
  from partners
  group by actor_index
)

select
  nodes.node_index,
  coalesce(audiences.engaged_people_count, 0) as engaged_people_count,
  established.node_index is not null as is_established,
  coalesce(vouched.established_engagers_count, 0) as established_engagers_count,
  circles.first_partner_index,
  circles.second_partner_index,
  coalesce(circles.partners_count, 0) as partners_count,
  coalesce(vouched.established_engagers_count, 0) - coalesce(circles.established_partners_count, 0)
    as established_outsiders_count,
  watched.watched_units,
  -- Nobody is doubted of whom nothing was observed or who may not be judged.
  cast(
    floor(
      least(1, coalesce(estimates.acting_authenticity / cast({{ constant('whole_authenticity') }} as double), 1)) * 1048576
    ) as bigint
  ) as authenticity_units
from {{ ref('int_nodes') }} as nodes
left join {{ ref('acting_estimates') }} as estimates on estimates.account_key = nodes.account_key
inner join {{ ref('int_watched') }} as watched on watched.network = nodes.network
left join audiences on audiences.target_index = nodes.node_index
left join established on established.node_index = nodes.node_index
left join vouched on vouched.target_index = nodes.node_index
left join circles on circles.actor_index = nodes.node_index
where {{ constant('discounts_on') }} = 1
