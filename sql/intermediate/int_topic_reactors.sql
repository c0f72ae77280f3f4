with tagged as (
  select post_key, author_key
  from {{ ref('int_post_topics') }}
  group by post_key, author_key
)

select
  acts.post_key,
  tagged.author_key,
  acts.actor_key,
  count(*) as acts_count,
  cast(sum(weights.weight * decay.factor) as bigint) as decayed_weight,
  min(acts.age_days) as last_age_days
from {{ ref('stg_interactions') }} as acts
inner join tagged on tagged.post_key = acts.post_key
inner join {{ ref('kind_weights') }} as weights on weights.kind = acts.kind
inner join {{ ref('decay_by_day') }} as decay on decay.age_days = acts.age_days
where acts.kind in ('like', 'repost', 'reply', 'quote') and acts.actor_key <> tagged.author_key
group by acts.post_key, tagged.author_key, acts.actor_key
