select
  network,
  kind,
  {{ hash64(network, interaction_id) }} as act_key,
  case
    when kind in ('quote', 'mention') and position('#' in interaction_id) > 0
      then {{ hash64(network, substring(interaction_id, 1, position('#' in interaction_id) - 1)) }}
  end as origin_key,
  {{ hash64(network, actor_id) }} as actor_key,
  {{ hash64(network, target_id) }} as target_key,
  case when post_id is not null then {{ hash64(network, post_id) }} end as post_key,
  acted_at,
  day
from {{ source('interactions') }}
where kind in ('like', 'repost', 'reply', 'quote', 'mention') and actor_id <> target_id
