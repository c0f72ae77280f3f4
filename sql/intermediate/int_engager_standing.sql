with engagers as (
  select
    edges.target_index,
    cast(floor(greatest(1, ranks.standing / (1 + ranks.own_echo)) * 1048576) as bigint) as standing_units
  from {{ ref('int_edges') }} as edges
  inner join {{ ref('people_rank') }} as ranks on ranks.node_index = edges.actor_index
),

summed as (
  select
    target_index,
    count(*) as engaged_people_count,
    cast(sum(standing_units) as bigint) as standing_units,
    percentile_disc(0.9) within group (order by standing_units) as top_decile_units
  from engagers
  group by target_index
)

select
  nodes.account_key,
  cast(summed.standing_units / summed.engaged_people_count / 1048576 as double) as mean_engager_standing,
  cast(summed.top_decile_units / 1048576 as double) as top_decile_engager_standing
from summed
inner join {{ ref('int_nodes') }} as nodes on nodes.node_index = summed.target_index
