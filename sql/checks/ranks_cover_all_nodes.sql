select nodes.node_index, ranks.standing, ranks.own_echo, ranks.people_rank
from {{ ref('int_nodes') }} as nodes
left join {{ ref('people_rank') }} as ranks on ranks.node_index = nodes.node_index
where
  ranks.node_index is null
  or not (ranks.standing >= 1 and ranks.own_echo >= 0 and ranks.people_rank >= 0)
