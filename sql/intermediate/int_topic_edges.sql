with folded as (
  select
    topics.topic_index,
    reactors.actor_key,
    reactors.author_key,
    cast(sum(reactors.acts_count) as bigint) as acts_count,
    count(*) as posts_count,
    max(reactors.post_key) as last_post_key,
    cast(sum(reactors.acts_count * topics.weight) as bigint) as weighted_acts,
    cast(sum(reactors.decayed_weight * topics.weight) as bigint) as decayed_weight,
    min(reactors.last_age_days) as last_age_days
  from {{ ref('int_topic_reactors') }} as reactors
  inner join {{ ref('int_post_topics') }} as topics on topics.post_key = reactors.post_key
  group by topics.topic_index, reactors.actor_key, reactors.author_key
)

select
  folded.topic_index,
  actors.node_index as actor_index,
  targets.node_index as target_index,
  folded.acts_count,
  folded.posts_count,
  case when folded.posts_count = 1 then folded.last_post_key end as sole_post_key,
  folded.weighted_acts,
  folded.decayed_weight,
  folded.last_age_days
from folded
inner join {{ ref('int_nodes') }} as actors on actors.account_key = folded.actor_key
inner join {{ ref('int_nodes') }} as targets on targets.account_key = folded.author_key
