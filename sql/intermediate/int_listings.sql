with states as (
  select
    network,
    interaction_id,
    {{ hash64(network, actor_id) }} as owner_key,
    {{ hash64(network, target_id) }} as account_key,
    {{ hash64(network, post_id) }} as list_key
  from {{ source('interactions') }}
  where
    kind = 'list'
    and post_id is not null
    and actor_id <> target_id
    and (acted_at is null or acted_at < {{ as_of }})
)

select
  states.list_key,
  states.owner_key,
  states.account_key
from states
inner join {{ ref('stg_lists') }} as lists
  on lists.list_key = states.list_key and lists.owner_key = states.owner_key
left join {{ ref('stg_removals') }} as undone
  on
    undone.network = states.network
    and undone.subject_id = states.interaction_id
    and undone.subject = 'interaction'
left join {{ ref('stg_hidden_accounts') }} as hidden on hidden.account_key = states.account_key
where undone.subject_id is null and hidden.account_key is null
group by states.list_key, states.owner_key, states.account_key
