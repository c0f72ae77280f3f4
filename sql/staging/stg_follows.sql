with states as (
  select
    network,
    interaction_id,
    {{ hash64(network, actor_id) }} as actor_key,
    {{ hash64(network, target_id) }} as target_key
  from {{ source('interactions') }}
  where
    kind = 'follow'
    and actor_id <> target_id
    and (acted_at is null or acted_at < {{ as_of }})
)

select states.actor_key, states.target_key
from states
left join {{ ref('stg_removals') }} as undone
  on
    undone.network = states.network
    and undone.subject_id = states.interaction_id
    and undone.subject = 'interaction'
where undone.subject_id is null
group by states.actor_key, states.target_key
