select
  cast(row_number() over (order by accounts.network, accounts.account_id) - 1 as bigint) as node_index,
  accounts.account_key,
  accounts.network,
  accounts.account_id
from {{ ref('stg_accounts') }} as accounts
inner join {{ ref('stg_acting') }} as acting on acting.account_key = accounts.account_key
where acting.is_standing
