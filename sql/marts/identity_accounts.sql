with links as (
  select network, account_id, identity_id, observed_at
  from {{ source('identity_links') }}
),

memberships as (
  select network, account_id, identity_id, observed_at
  from links
  union all
  select
    substring(identity_id, 1, position(':' in identity_id) - 1) as network,
    substring(identity_id, position(':' in identity_id) + 1) as account_id,
    identity_id,
    observed_at
  from links
),

placed as (
  select
    network,
    account_id,
    identity_id,
    observed_at,
    row_number() over (partition by network, account_id order by observed_at, identity_id) as place
  from memberships
),

members as (
  select network, account_id from {{ ref('stg_accounts') }}
  union
  select network, account_id from memberships
)

select
  members.network,
  members.account_id,
  coalesce(placed.identity_id, concat(members.network, ':', members.account_id)) as identity_id,
  placed.observed_at as linked_at
from members
left join placed
  on placed.network = members.network and placed.account_id = members.account_id and placed.place = 1
left join {{ ref('stg_hidden_accounts') }} as hidden
  on hidden.network = members.network and hidden.account_id = members.account_id
where hidden.account_id is null
