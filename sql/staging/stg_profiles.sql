with versions as (
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

-- Where most accounts were seen once, only the others are put in order.
repeated as (
  select account_key from versions group by account_key having count(*) > 1
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
  select versions.*, 1 as version_rank
  from versions
  left join repeated on repeated.account_key = versions.account_key
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
