select
  topics.topic_index,
  reactors.actor_index,
  reactors.author_index as target_index,
  cast(sum(reactors.acts_count) as bigint) as acts_count,
  count(*) as posts_count,
  case when count(*) = 1 then max(reactors.post_key) end as sole_post_key,
  cast(sum(reactors.acts_count * topics.weight) as bigint) as weighted_acts,
  cast(sum(reactors.decayed_weight * topics.weight) as bigint) as decayed_weight,
  min(reactors.last_age_days) as last_age_days
from {{ ref('int_topic_reactors') }} as reactors
inner join {{ ref('int_post_topics') }} as topics on topics.post_key = reactors.post_key
group by topics.topic_index, reactors.actor_index, reactors.author_index
