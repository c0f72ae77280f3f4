with versions as (
  select
    network,
    account_id,
    handle,
    display_name,
    kind,
    bio,
    url,
    created_at,
    is_protected,
    is_indexable,
    is_verified,
    observed_at,
    row_number() over (partition by network, account_id order by observed_at desc) as version_rank
  from {{ source('accounts') }}
  where observed_at <= {{ as_of }}
)

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
from versions
where version_rank = 1
