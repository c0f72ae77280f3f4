with mentions as (
  select actor_key, target_key, acted_at
  from {{ ref('stg_acts') }}
  where kind = 'mention' and is_standing
)

select
  absorbing.actor_key,
  absorbing.target_key,
  absorbing.acted_at
from {{ ref('stg_acts') }} as absorbing
inner join mentions
  on
    mentions.actor_key = absorbing.actor_key
    and mentions.target_key = absorbing.target_key
    and mentions.acted_at = absorbing.acted_at
where absorbing.kind in ('reply', 'quote') and absorbing.is_standing
group by absorbing.actor_key, absorbing.target_key, absorbing.acted_at
