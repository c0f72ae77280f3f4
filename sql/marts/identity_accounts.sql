with members as (
  select network, account_id from {{ ref('stg_accounts') }}
  union
  select network, account_id from {{ ref('int_linked_accounts') }}
)

select
  members.network,
  members.account_id,
  coalesce(linked.identity_id, concat(members.network, ':', members.account_id)) as identity_id,
  linked.linked_at
from members
left join {{ ref('int_linked_accounts') }} as linked
  on linked.network = members.network and linked.account_id = members.account_id
left join {{ ref('stg_hidden_accounts') }} as hidden
  on hidden.network = members.network and hidden.account_id = members.account_id
where hidden.account_id is null
