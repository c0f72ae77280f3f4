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

latest as (
  select
    network,
    account_id,
    is_indexable,
    row_number() over (partition by network, account_id order by observed_at desc) as version_rank
  from {{ source('accounts') }}
),

opted_out as (
  select {{ hash64(network, account_id) }} as account_key
  from latest
  where version_rank = 1 and not is_indexable
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
  coalesce(profiles.is_protected, false) or coalesce(hidden.is_protected, false) as is_protected,
  case when opted_out.account_key is not null then false else profiles.is_indexable end as is_indexable,
  profiles.is_verified,
  profiles.account_key is not null as has_profile
from keyed
left join {{ ref('stg_profiles') }} as profiles on profiles.account_key = keyed.account_key
left join {{ ref('stg_hidden_accounts') }} as hidden on hidden.account_key = keyed.account_key
left join opted_out on opted_out.account_key = keyed.account_key
where not coalesce(hidden.is_removed, false)
