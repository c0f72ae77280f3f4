with edges as (
  select
    *,
    -- The edge weight of PeopleRank, in whole units so that no order of adding changes a sum.
    cast(round(ln(1 + decayed_weight / 1048576) * 1073741824) as bigint) as weight_units
  from {{ ref('int_edges') }}
),

given as (
  select actor_index, cast(sum(weight_units) as bigint) as given_units
  from edges
  group by actor_index
)

select
  targets.network,
  targets.account_id as target_id,
  actors.account_id as actor_id,
  cast(edges.likes as bigint) as likes,
  cast(edges.reposts as bigint) as reposts,
  cast(edges.replies as bigint) as replies,
  cast(edges.quotes as bigint) as quotes,
  cast(edges.mentions as bigint) as mentions,
  edges.decayed_weight,
  cast(
    edges.weight_units / (coalesce(elsewhere.given_units, given.given_units) + {{ constant('kappa') }} * 1073741824) as double
  ) as attention_share,
  edges.last_acted_at,
  edges.target_index,
  edges.actor_index
from edges
inner join given on given.actor_index = edges.actor_index
left join {{ ref('actors_elsewhere') }} as elsewhere on elsewhere.node_index = edges.actor_index
inner join {{ ref('int_nodes') }} as actors on actors.node_index = edges.actor_index
inner join {{ ref('int_nodes') }} as targets on targets.node_index = edges.target_index
