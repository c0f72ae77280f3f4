select
  actors.account_key as actor_key,
  targets.account_key as target_key,
  edges.likes,
  edges.reposts,
  edges.replies,
  edges.quotes,
  edges.mentions,
  edges.decayed_weight,
  edges.decayed_mentions,
  edges.freshness,
  edges.last_acted_at
from {{ ref('int_edges') }} as edges
inner join {{ ref('int_nodes') }} as actors on actors.node_index = edges.actor_index
inner join {{ ref('int_nodes') }} as targets on targets.node_index = edges.target_index
