with acts as (
  select network, interaction_id, kind, actor_id, post_id
  from {{ source('interactions') }}
  where
    network = 'bluesky'
    and day >= {{ utc_date(window_start) }}
    and acted_at >= {{ window_start }}
    and acted_at < {{ as_of }}
    and kind in ('like', 'repost')
    and post_id is not null
),

derived as (
  select network, interaction_id, kind, actor_id, post_id
  from acts
  where interaction_id not like 'at://%'
),

named as (
  select kind, actor_id, post_id
  from acts
  where interaction_id like 'at://%'
)

select
  derived.network,
  derived.interaction_id,
  {{ hash64(derived.network, derived.interaction_id) }} as act_key
from derived
inner join named
  on
    named.post_id = derived.post_id
    and named.actor_id = derived.actor_id
    and named.kind = derived.kind
group by derived.network, derived.interaction_id
