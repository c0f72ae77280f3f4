select
  actors.node_index as actor_index,
  targets.node_index as target_index,
  pairs.likes,
  pairs.reposts,
  pairs.replies,
  pairs.quotes,
  pairs.mentions,
  pairs.decayed_weight,
  pairs.decayed_mentions,
  pairs.freshness,
  pairs.last_acted_at
from {{ ref('int_pairs') }} as pairs
inner join {{ ref('int_nodes') }} as actors on actors.account_key = pairs.actor_key
inner join {{ ref('int_nodes') }} as targets on targets.account_key = pairs.target_key
