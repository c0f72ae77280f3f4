with versions as (
  select
    network,
    list_id,
    {{ hash64(network, list_id) }} as list_key,
    owner_id,
    {{ hash64(network, owner_id) }} as owner_key,
    name,
    row_number() over (partition by network, list_id order by observed_at desc, owner_id) as version_rank
  from {{ source('lists') }}
  where observed_at <= {{ as_of }}
)

select
  versions.network,
  versions.list_id,
  versions.list_key,
  versions.owner_id,
  versions.owner_key,
  versions.name
from versions
left join {{ ref('stg_removals') }} as deleted
  on
    deleted.network = versions.network
    and deleted.subject_key = versions.list_key
    and deleted.subject = 'post'
left join {{ ref('stg_hidden_accounts') }} as hidden on hidden.account_key = versions.owner_key
where
  versions.version_rank = 1
  and versions.name is not null
  and deleted.subject_id is null
  and hidden.account_key is null
