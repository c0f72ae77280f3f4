with actors as (
  select actor_index, count(*) as people_acted_on_count
  from {{ ref('int_edges') }}
  group by actor_index
),

received as (
  select
    edges.target_index,
    cast(sum(edges.likes) as bigint) as like_count,
    cast(sum(edges.reposts) as bigint) as repost_count,
    cast(sum(edges.replies) as bigint) as reply_count,
    cast(sum(edges.quotes) as bigint) as quote_count,
    cast(sum(edges.mentions) as bigint) as mention_count,
    cast(sum(edges.decayed_mentions) as bigint) as decayed_mentions,
    count(*) as engaged_people_count,
    cast(
      sum(
        cast(
          floor(edges.freshness * least(1, {{ constant('selective_people_count') }} / actors.people_acted_on_count))
          as bigint
        )
      ) as bigint
    ) as engaged_people_units,
    count(*) filter (where ranks.people_rank >= {{ constant('notable_people_rank') }})
      as notable_engagers_count,
    max(edges.last_acted_at) as last_received_at
  from {{ ref('int_edges') }} as edges
  inner join {{ ref('people_rank') }} as ranks on ranks.node_index = edges.actor_index
  inner join actors on actors.actor_index = edges.actor_index
  group by edges.target_index
)

select
  nodes.account_key,
  received.like_count,
  received.repost_count,
  received.reply_count,
  received.quote_count,
  received.mention_count,
  received.decayed_mentions,
  received.engaged_people_count,
  received.engaged_people_units,
  received.notable_engagers_count,
  ranks.people_rank,
  received.last_received_at
from received
inner join {{ ref('int_nodes') }} as nodes on nodes.node_index = received.target_index
inner join {{ ref('people_rank') }} as ranks on ranks.node_index = received.target_index
