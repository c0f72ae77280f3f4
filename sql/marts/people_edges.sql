select
  targets.network,
  targets.account_id as target_id,
  actors.account_id as actor_id,
  edges.likes,
  edges.reposts,
  edges.replies,
  edges.quotes,
  edges.mentions,
  edges.decayed_weight,
  edges.last_acted_at
from {{ ref('int_edges') }} as edges
inner join {{ ref('int_nodes') }} as actors on actors.node_index = edges.actor_index
inner join {{ ref('int_nodes') }} as targets on targets.node_index = edges.target_index
