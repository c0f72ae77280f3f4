with removed as (
  select removals.network, removals.subject_id as account_id
  from {{ ref('stg_removals') }} as removals
  left join {{ ref('stg_profiles') }} as profiles
    on profiles.network = removals.network and profiles.account_id = removals.subject_id
  where
    removals.subject = 'account'
    and (profiles.observed_at is null or profiles.observed_at <= removals.removed_at)
),

latest as (
  select
    network,
    account_id,
    is_protected,
    row_number() over (partition by network, account_id order by observed_at desc) as version_rank
  from {{ source('accounts') }}
),

hidden as (
  select network, account_id, false as is_removed, true as is_protected
  from {{ ref('stg_profiles') }}
  where is_protected
  union all
  select network, account_id, false as is_removed, true as is_protected
  from latest
  where version_rank = 1 and is_protected
  union all
  select network, account_id, true as is_removed, false as is_protected
  from removed
)

select
  network,
  account_id,
  {{ hash64(network, account_id) }} as account_key,
  bool_or(is_protected) as is_protected,
  bool_or(is_removed) as is_removed
from hidden
group by network, account_id
