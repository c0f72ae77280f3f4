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
)

select
  placed.network,
  placed.account_id,
  placed.identity_id,
  placed.observed_at as linked_at
from placed
left join {{ ref('stg_hidden_accounts') }} as hidden
  on hidden.network = placed.network and hidden.account_id = placed.account_id
where placed.place = 1 and hidden.account_id is null
