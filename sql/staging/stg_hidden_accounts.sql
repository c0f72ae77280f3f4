with removed as (
  select removals.network, removals.subject_id as account_id
  from {{ ref('stg_removals') }} as removals
  left join {{ ref('stg_profiles') }} as profiles
    on profiles.network = removals.network and profiles.account_id = removals.subject_id
  where
    removals.subject = 'account'
    and (profiles.observed_at is null or profiles.observed_at <= removals.removed_at)
),

-- Only an account that was protected once can be protected now.
once as (
  select network, account_id from {{ source('accounts') }} where is_protected group by network, account_id
),

latest as (
  select
    versions.network,
    versions.account_id,
    versions.is_protected,
    row_number() over (
      partition by versions.network, versions.account_id order by versions.observed_at desc
    ) as version_rank
  from {{ source('accounts') }} as versions
  inner join once on once.network = versions.network and once.account_id = versions.account_id
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
