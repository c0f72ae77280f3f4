with posts as (
  select network, author_id, {{ hash64(network, author_id) }} as author_key
  from {{ source('posts') }}
  where
    day >= {{ utc_date(window_start) }}
    and posted_at >= {{ window_start }}
    and posted_at < {{ as_of }}
),

-- Most accounts have a profile: only those without one are named from the rows that speak of them.
unnamed as (
  select acting.account_key
  from {{ ref('stg_acting') }} as acting
  left join {{ ref('stg_profiles') }} as profiles on profiles.account_key = acting.account_key
  where profiles.account_key is null
),

sides as (
  select true as is_actor
  union all
  select false as is_actor
),

-- Both sides of an act in one reading, which is left out where nobody is unnamed.
parties as (
  select acts.network, case when sides.is_actor then acts.actor_id else acts.target_id end as account_id
  from {{ source('interactions') }} as acts
  cross join sides
  where
    acts.day >= {{ utc_date(window_start) }}
    and acts.acted_at >= {{ window_start }}
    and acts.acted_at < {{ as_of }}
    and acts.kind in ('like', 'repost', 'reply', 'quote', 'mention')
    and acts.actor_id <> acts.target_id
),

others as (
  select parties.network, parties.account_id
  from parties
  inner join unnamed on unnamed.account_key = {{ hash64(parties.network, parties.account_id) }}
  union
  select posts.network, posts.author_id as account_id
  from posts
  left join {{ ref('stg_profiles') }} as profiles on profiles.account_key = posts.author_key
  where profiles.account_key is null
  union
  select stats.network, stats.account_id
  from {{ ref('stg_account_stats') }} as stats
  left join {{ ref('stg_profiles') }} as profiles on profiles.account_key = stats.account_key
  where profiles.account_key is null
),

-- Only an account that once said so can have said so last.
asked as (
  select network, account_id from {{ source('accounts') }} where not is_indexable group by network, account_id
),

latest as (
  select
    versions.network,
    versions.account_id,
    versions.is_indexable,
    row_number() over (
      partition by versions.network, versions.account_id order by versions.observed_at desc
    ) as version_rank
  from {{ source('accounts') }} as versions
  inner join asked on asked.network = versions.network and asked.account_id = versions.account_id
),

opted_out as (
  select {{ hash64(network, account_id) }} as account_key
  from latest
  where version_rank = 1 and not is_indexable
),

seen as (
  select
    network,
    account_id,
    account_key,
    handle,
    display_name,
    kind,
    bio,
    url,
    created_at,
    is_protected,
    is_indexable,
    is_verified,
    true as has_profile
  from {{ ref('stg_profiles') }}
  union all
  select
    network,
    account_id,
    {{ hash64(network, account_id) }} as account_key,
    cast(null as string) as handle,
    cast(null as string) as display_name,
    cast(null as string) as kind,
    cast(null as string) as bio,
    cast(null as string) as url,
    cast(null as timestamp) as created_at,
    cast(null as boolean) as is_protected,
    cast(null as boolean) as is_indexable,
    cast(null as boolean) as is_verified,
    false as has_profile
  from others
)

select
  seen.network,
  seen.account_id,
  seen.account_key,
  seen.handle,
  seen.display_name,
  coalesce(seen.kind, 'unknown') as kind,
  seen.bio,
  seen.url,
  seen.created_at,
  coalesce(seen.is_protected, false) or coalesce(hidden.is_protected, false) as is_protected,
  case when opted_out.account_key is not null then false else seen.is_indexable end as is_indexable,
  seen.is_verified,
  seen.has_profile
from seen
left join {{ ref('stg_hidden_accounts') }} as hidden on hidden.account_key = seen.account_key
left join opted_out on opted_out.account_key = seen.account_key
where not coalesce(hidden.is_removed, false)
