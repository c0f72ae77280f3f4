with acts as (
  select
    {{ network_word(network) }} as network,
    {{ kind_word(kind) }} as kind,
    act_key,
    origin_key,
    actor_key,
    target_key,
    post_key,
    acted_at
  from {{ ref('day_acts') }}
  where
    day >= {{ utc_date(window_start) }}
    and acted_at >= {{ window_start }}
    and acted_at < {{ as_of }}
),

-- An act is undone by its own id, or with the post that it stands for.
undone as (
  select subject_key as act_key from {{ ref('stg_removals') }} where subject in ('interaction', 'post')
  union
  select act_key from {{ ref('stg_twice_told_acts') }}
),

deleted as (
  select subject_key as post_key from {{ ref('stg_removals') }} where subject = 'post' group by subject_key
)

select
  acts.network,
  acts.kind,
  acts.act_key,
  acts.actor_key,
  acts.target_key,
  acts.post_key,
  acts.acted_at,
  cast({{ days_between(acts.acted_at, last_day) }} as int) as age_days,
  undone.act_key is null
  and origins.post_key is null
  and deleted.post_key is null
  and hidden_actor.account_key is null
  and hidden_target.account_key is null as is_standing
from acts
left join undone on undone.act_key = acts.act_key
left join deleted as origins on origins.post_key = acts.origin_key
left join deleted on deleted.post_key = acts.post_key
left join {{ ref('stg_hidden_accounts') }} as hidden_actor on hidden_actor.account_key = acts.actor_key
left join {{ ref('stg_hidden_accounts') }} as hidden_target on hidden_target.account_key = acts.target_key
