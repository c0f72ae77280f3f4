select
  nodes.account_key,
  count(*) as people_acted_on_count,
  max(edges.last_acted_at) as last_acted_at
from {{ ref('int_edges') }} as edges
inner join {{ ref('int_nodes') }} as nodes on nodes.node_index = edges.actor_index
group by nodes.account_key
