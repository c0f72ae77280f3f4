with acted as (
  select actor_index, count(*) as people_acted_on_count, max(last_acted_at) as last_acted_at
  from {{ ref('int_edges') }}
  group by actor_index
)

select
  nodes.account_key,
  acted.actor_index,
  acted.people_acted_on_count,
  acted.last_acted_at
from acted
inner join {{ ref('int_nodes') }} as nodes on nodes.node_index = acted.actor_index
