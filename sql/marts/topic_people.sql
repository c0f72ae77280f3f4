with placed as (
  select
    topics.topic_id,
    attached.network,
    attached.account_id as target_id,
    actors.account_id as actor_id,
    edges.acts_count,
    edges.posts_count,
    edges.last_age_days,
    interest.focus_share,
    row_number() over (
      partition by attached.topic_index, attached.account_key
      order by edges.decayed_weight * interest.focus_share desc, actors.account_id
    ) as place
  from {{ ref('int_account_topics') }} as attached
  inner join {{ ref('topics') }} as topics on topics.topic_index = attached.topic_index
  inner join {{ ref('int_topic_edges') }} as edges
    on edges.topic_index = attached.topic_index and edges.target_index = attached.node_index
  inner join {{ ref('int_nodes') }} as actors on actors.node_index = edges.actor_index
  inner join {{ ref('int_topic_interest') }} as interest
    on interest.topic_index = edges.topic_index and interest.account_key = actors.account_key
  where attached.is_influence and not topics.is_sensitive
)

select
  topic_id,
  network,
  target_id,
  cast(place as bigint) as place,
  actor_id,
  acts_count,
  posts_count,
  focus_share,
  last_age_days
from placed
where place <= 5
