with spoke as (
  select target_index as node_index, count(*) as spoke_people_count
  from {{ ref('int_edges') }}
  where replies + quotes + mentions > 0
  group by target_index
),

acted as (
  select
    actor_index as node_index,
    count(*) filter (where replies + quotes + mentions > 0) as spoken_to_people_count,
    cast(sum(reposts) as bigint) as reposts_count,
    cast(sum(least(contacts_count, 100000)) as bigint) as contacts_count,
    cast(sum(least(contacts_count, 100000) * least(contacts_count, 100000)) as bigint) as contacts_squares,
    cast(
      sum(least(contacts_count, 100000) * least(contacts_count, 100000) * least(contacts_count, 100000)) as bigint
    ) as contacts_cubes
  from (
    select
      actor_index,
      reposts,
      replies,
      quotes,
      mentions,
      reposts + replies + quotes + mentions as contacts_count
    from {{ ref('int_edges') }}
  ) as edges
  group by actor_index
),

answered as (
  select
    actor_index as node_index,
    count(*) as answered_people_count,
    count(*) filter (where turns_count >= 3) as exchange_people_count
  from {{ ref('int_quality_pairs') }}
  group by actor_index
)

select
  nodes.account_key,
  coalesce(spoke.spoke_people_count, 0) as spoke_people_count,
  coalesce(acted.spoken_to_people_count, 0) as spoken_to_people_count,
  coalesce(answered.answered_people_count, 0) as answered_people_count,
  coalesce(answered.exchange_people_count, 0) as exchange_people_count,
  coalesce(waits.answers_count, 0) as answers_count,
  cast((waits.lower_middle_wait_ms + waits.upper_middle_wait_ms) / 2 as double) as median_wait_ms,
  waits.low_wait_ms,
  waits.high_wait_ms,
  coalesce(acted.reposts_count, 0) as reposts_count,
  coalesce(acted.contacts_count, 0) as contacts_count,
  coalesce(acted.contacts_squares, 0) as contacts_squares,
  coalesce(acted.contacts_cubes, 0) as contacts_cubes
from {{ ref('int_nodes') }} as nodes
left join spoke on spoke.node_index = nodes.node_index
left join acted on acted.node_index = nodes.node_index
left join answered on answered.node_index = nodes.node_index
left join {{ ref('int_quality_waits') }} as waits on waits.actor_index = nodes.node_index
