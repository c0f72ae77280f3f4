with given as (
  select
    actor_index,
    -- The edge weight of PeopleRank, in whole units so that no order of adding changes a sum.
    cast(sum(cast(round(ln(1 + decayed_weight / 1048576) * 1073741824) as bigint)) as bigint) as given_units,
    count(*) as people_acted_on_count
  from {{ ref('int_edges') }}
  group by actor_index
),

audiences as (
  select target_index, count(*) as audience_count
  from {{ ref('int_edges') }}
  group by target_index
)

select
  nodes.network,
  nodes.account_id,
  cast(ranks.standing as double) as standing,
  cast(ranks.own_echo as double) as own_echo,
  cast(coalesce(given.given_units, 0) / 1073741824 as double) as out_weight,
  coalesce(given.people_acted_on_count, 0) as people_acted_on_count,
  coalesce(audiences.audience_count, 0) as audience_count
from {{ ref('int_nodes') }} as nodes
inner join {{ ref('people_rank') }} as ranks on ranks.node_index = nodes.node_index
left join given on given.actor_index = nodes.node_index
left join audiences on audiences.target_index = nodes.node_index
