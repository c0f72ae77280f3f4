-- Where most accounts were seen once, only the others are put in order. The rows are read for each need, since an engine
-- would keep a copy of what is named once and read twice; where every account was seen once, the last reading is left out.
with repeated as (
  select {{ hash64(network, account_id) }} as account_key
  from {{ source('accounts') }}
  where observed_at <= {{ as_of }}
  group by {{ hash64(network, account_id) }}
  having count(*) > 1
),

profiles as (
  select
    network,
    account_id,
    {{ hash64(network, account_id) }} as account_key,
    handle,
    display_name,
    kind,
    bio,
    url,
    created_at,
    is_protected,
    is_indexable,
    is_verified,
    observed_at
  from {{ source('accounts') }}
  where observed_at <= {{ as_of }}
),

versions as (
  select
    network,
    account_id,
    {{ hash64(network, account_id) }} as account_key,
    handle,
    display_name,
    kind,
    bio,
    url,
    created_at,
    is_protected,
    is_indexable,
    is_verified,
    observed_at
  from {{ source('accounts') }}
  where observed_at <= {{ as_of }}
),

ranked as (
  select
    versions.*,
    row_number() over (
      partition by versions.network, versions.account_id order by versions.observed_at desc
    ) as version_rank
  from versions
  inner join repeated on repeated.account_key = versions.account_key
),

newest as (
  select profiles.*, 1 as version_rank
  from profiles
  left join repeated on repeated.account_key = profiles.account_key
  where repeated.account_key is null
  union all
  select * from ranked where version_rank = 1
)

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
  observed_at
from newest
