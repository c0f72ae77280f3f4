with acts as (
  select
    network,
    kind,
    interaction_id,
    {{ hash64(network, actor_id) }} as actor_key,
    {{ hash64(network, target_id) }} as target_key,
    case when post_id is not null then {{ hash64(network, post_id) }} end as post_key,
    acted_at
  from {{ source('interactions') }}
  where
    day >= {{ utc_date(window_start) }}
    and acted_at >= {{ window_start }}
    and acted_at < {{ as_of }}
    and kind in ('like', 'repost', 'reply', 'quote', 'mention')
    and actor_id <> target_id
),

kept as (
  select
    acts.network,
    acts.kind,
    acts.actor_key,
    acts.target_key,
    acts.post_key,
    acts.acted_at
  from acts
  left join {{ ref('stg_removals') }} as undone
    on
      undone.network = acts.network
      and undone.subject_id = acts.interaction_id
      and undone.subject = 'interaction'
  left join {{ ref('stg_removals') }} as deleted_act
    on
      deleted_act.network = acts.network
      and deleted_act.subject_id = case
        when acts.kind in ('quote', 'mention') and position('#' in acts.interaction_id) > 0
          then substring(acts.interaction_id, 1, position('#' in acts.interaction_id) - 1)
        else acts.interaction_id
      end
      and deleted_act.subject = 'post'
  left join {{ ref('stg_removals') }} as deleted_post
    on
      deleted_post.network = acts.network
      and deleted_post.subject_key = acts.post_key
      and deleted_post.subject = 'post'
  left join {{ ref('stg_twice_told_acts') }} as twice_told
    on twice_told.network = acts.network and twice_told.interaction_id = acts.interaction_id
  left join {{ ref('stg_hidden_accounts') }} as hidden_actor on hidden_actor.account_key = acts.actor_key
  left join {{ ref('stg_hidden_accounts') }} as hidden_target on hidden_target.account_key = acts.target_key
  where
    undone.subject_id is null
    and deleted_act.subject_id is null
    and deleted_post.subject_id is null
    and twice_told.interaction_id is null
    and hidden_actor.account_key is null
    and hidden_target.account_key is null
),

absorbing as (
  select actor_key, target_key, acted_at
  from kept
  where kind in ('reply', 'quote')
  group by actor_key, target_key, acted_at
)

select
  kept.network,
  kept.kind,
  kept.actor_key,
  kept.target_key,
  kept.post_key,
  kept.acted_at,
  cast({{ days_between(kept.acted_at, last_day) }} as bigint) as age_days
from kept
left join absorbing
  on
    absorbing.actor_key = case when kept.kind = 'mention' then kept.actor_key end
    and absorbing.target_key = kept.target_key
    and absorbing.acted_at = kept.acted_at
where absorbing.actor_key is null
