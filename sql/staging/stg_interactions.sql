select
  network,
  kind,
  actor_key,
  target_key,
  post_key,
  acted_at,
  cast(age_days as bigint) as age_days
from {{ ref('stg_acts') }}
where is_standing and kind <> 'mention'
union all
select
  mentions.network,
  mentions.kind,
  mentions.actor_key,
  mentions.target_key,
  mentions.post_key,
  mentions.acted_at,
  cast(mentions.age_days as bigint) as age_days
from {{ ref('stg_acts') }} as mentions
left join {{ ref('stg_absorbed_mentions') }} as absorbed
  on
    absorbed.actor_key = mentions.actor_key
    and absorbed.target_key = mentions.target_key
    and absorbed.acted_at = mentions.acted_at
where mentions.is_standing and mentions.kind = 'mention' and absorbed.actor_key is null
