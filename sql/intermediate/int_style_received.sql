with people as (
  select
    edges.target_index,
    count(*) filter (where edges.replies + edges.quotes + edges.mentions > 0) as people_referencing_count,
    count(*) filter (where edges.reposts > 0) as people_reposting_count,
    cast(sum(case when edges.reposts > 0 then audiences.followers_count end) as bigint)
      as reposters_followers_count
  from {{ ref('int_edges') }} as edges
  inner join {{ ref('int_nodes') }} as actors on actors.node_index = edges.actor_index
  left join {{ ref('int_audience') }} as audiences on audiences.account_key = actors.account_key
  where edges.reposts + edges.replies + edges.quotes + edges.mentions > 0
  group by edges.target_index
),

recent as (
  select target_key, count(*) as references_7d_count
  from {{ ref('stg_interactions') }}
  where age_days < 7 and kind in ('reply', 'quote', 'mention')
  group by target_key
)

select
  nodes.account_key,
  people.people_referencing_count,
  people.people_reposting_count,
  people.reposters_followers_count,
  coalesce(recent.references_7d_count, 0) as references_7d_count
from people
inner join {{ ref('int_nodes') }} as nodes on nodes.node_index = people.target_index
left join recent on recent.target_key = nodes.account_key
