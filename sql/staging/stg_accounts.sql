with acts as (
  select network, actor_id, target_id
  from {{ source('interactions') }}
  where
    day >= {{ utc_date(window_start) }}
    and acted_at >= {{ window_start }}
    and acted_at < {{ as_of }}
    and kind in ('like', 'repost', 'reply', 'quote', 'mention')
    and actor_id <> target_id
),

seen as (
  select network, account_id from {{ ref('stg_profiles') }}
  union
  select network, actor_id as account_id from acts
  union
  select network, target_id as account_id from acts
  union
  select network, author_id as account_id
  from {{ source('posts') }}
  where
    day >= {{ utc_date(window_start) }}
    and posted_at >= {{ window_start }}
    and posted_at < {{ as_of }}
  union
  select network, account_id from {{ ref('stg_account_stats') }}
),

keyed as (
  select network, account_id, {{ hash64(network, account_id) }} as account_key
  from seen
)

select
  keyed.network,
  keyed.account_id,
  keyed.account_key,
  profiles.handle,
  profiles.display_name,
  coalesce(profiles.kind, 'unknown') as kind,
  profiles.bio,
  profiles.url,
  profiles.created_at,
  coalesce(profiles.is_protected, false) as is_protected,
  profiles.is_indexable,
  profiles.is_verified,
  profiles.account_key is not null as has_profile
from keyed
left join {{ ref('stg_profiles') }} as profiles on profiles.account_key = keyed.account_key
left join {{ ref('stg_hidden_accounts') }} as hidden on hidden.account_key = keyed.account_key
where not coalesce(hidden.is_removed, false)
