with tagged as (
  select topics.post_key, topics.author_key, authors.node_index as author_index
  from {{ ref('int_post_topics') }} as topics
  inner join {{ ref('int_nodes') }} as authors on authors.account_key = topics.author_key
  group by topics.post_key, topics.author_key, authors.node_index
),

folded as (
  select
    acts.post_key,
    tagged.author_index,
    acts.actor_key,
    count(*) as acts_count,
    cast(sum(weights.weight * decay.factor) as bigint) as decayed_weight,
    min(acts.age_days) as last_age_days
  from {{ ref('stg_interactions') }} as acts
  inner join tagged on tagged.post_key = acts.post_key
  inner join {{ ref('kind_weights') }} as weights on weights.kind = acts.kind
  inner join {{ ref('decay_by_day') }} as decay on decay.age_days = acts.age_days
  where acts.kind in ('like', 'repost', 'reply', 'quote') and acts.actor_key <> tagged.author_key
  group by acts.post_key, tagged.author_index, acts.actor_key
)

select
  folded.post_key,
  folded.author_index,
  actors.node_index as actor_index,
  folded.acts_count,
  folded.decayed_weight,
  folded.last_age_days
from folded
inner join {{ ref('int_nodes') }} as actors on actors.account_key = folded.actor_key
