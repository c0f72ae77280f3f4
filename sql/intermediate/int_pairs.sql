select
  acts.actor_key,
  acts.target_key,
  count(*) filter (where acts.kind = 'like') as likes,
  count(*) filter (where acts.kind = 'repost') as reposts,
  count(*) filter (where acts.kind = 'reply') as replies,
  count(*) filter (where acts.kind = 'quote') as quotes,
  count(*) filter (where acts.kind = 'mention') as mentions,
  cast(sum(weights.weight * decay.factor) as bigint) as decayed_weight,
  cast(sum(case when acts.kind = 'mention' then decay.factor else 0 end) as bigint) as decayed_mentions,
  max(decay.factor) as freshness,
  max(acts.acted_at) as last_acted_at
from {{ ref('stg_interactions') }} as acts
inner join {{ ref('kind_weights') }} as weights on weights.kind = acts.kind
inner join {{ ref('decay_by_day') }} as decay on decay.age_days = acts.age_days
group by acts.actor_key, acts.target_key
