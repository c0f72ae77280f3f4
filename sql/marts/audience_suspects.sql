with around as (
  select target_key, actor_key, decayed_weight, true as is_engager
  from {{ ref('int_pairs') }}
  union all
  select follows.target_key, follows.actor_key, 0 as decayed_weight, false as is_engager
  from {{ ref('int_follows') }} as follows
),

suspects as (
  select
    around.target_key,
    around.actor_key,
    classes.authenticity,
    cast(max(around.decayed_weight) as bigint) as decayed_weight,
    max(case when around.is_engager then 1 else 0 end) as is_engager
  from around
  inner join {{ ref('int_audience_classes') }} as classes on classes.account_key = around.actor_key
  where classes.audience_class = 'suspicious'
  group by around.target_key, around.actor_key, classes.authenticity
),

placed as (
  select
    targets.network,
    targets.account_id as target_id,
    actors.account_id as actor_id,
    suspects.authenticity,
    suspects.is_engager = 1 as has_acted,
    cast(
      row_number() over (
        partition by suspects.target_key
        order by suspects.decayed_weight desc, suspects.authenticity, actors.account_id
      ) as bigint
    ) as place
  from suspects
  inner join {{ ref('stg_accounts') }} as targets on targets.account_key = suspects.target_key
  inner join {{ ref('stg_accounts') }} as actors on actors.account_key = suspects.actor_key
  where not targets.is_protected and not actors.is_protected
)

select network, target_id, place, actor_id, authenticity, has_acted
from placed
where place <= 60
