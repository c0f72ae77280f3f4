with acting as (
  select actor_key as account_key from {{ ref('stg_interactions') }}
  union
  select target_key as account_key from {{ ref('stg_interactions') }}
)

select
  cast(row_number() over (order by accounts.network, accounts.account_id) - 1 as bigint) as node_index,
  accounts.account_key,
  accounts.network,
  accounts.account_id
from {{ ref('stg_accounts') }} as accounts
inner join acting on acting.account_key = accounts.account_key
