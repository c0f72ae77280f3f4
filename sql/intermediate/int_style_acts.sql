select
  nodes.account_key,
  cast(sum(edges.likes) as bigint) as like_count,
  cast(sum(edges.reposts) as bigint) as repost_count,
  cast(sum(edges.replies) as bigint) as reply_count,
  cast(sum(edges.quotes) as bigint) as quote_count,
  cast(sum(edges.mentions) as bigint) as mention_count,
  cast(sum(edges.reposts + edges.replies + edges.quotes + edges.mentions) as bigint) as acts_count,
  cast(
    sum(
      cast(edges.reposts + edges.replies + edges.quotes + edges.mentions as bigint)
      * (edges.reposts + edges.replies + edges.quotes + edges.mentions)
    ) as bigint
  ) as acts_squared_sum,
  count(*) filter (where edges.replies + edges.quotes + edges.mentions > 0) as people_referenced_count,
  count(*) filter (where edges.reposts > 0) as people_reposted_count
from {{ ref('int_edges') }} as edges
inner join {{ ref('int_nodes') }} as nodes on nodes.node_index = edges.actor_index
group by nodes.account_key
