select
  acts.post_key,
  acts.actor_key,
  count(*) filter (where acts.kind = 'like') as likes,
  count(*) filter (where acts.kind = 'repost') as reposts,
  count(*) filter (where acts.kind = 'reply') as replies,
  count(*) filter (where acts.kind = 'quote') as quotes,
  cast(sum(weights.weight) as bigint) as acts_weight,
  max(acts.acted_at) as last_acted_at
from {{ ref('stg_interactions') }} as acts
inner join {{ ref('int_moments') }} as moments on moments.post_key = acts.post_key
inner join {{ ref('kind_weights') }} as weights on weights.kind = acts.kind
where acts.kind in ('like', 'repost', 'reply', 'quote')
group by acts.post_key, acts.actor_key
