with spans as (
  select
    {{ hash64(network, scope) }} as account_key,
    scope = '*' as is_network_wide,
    source = 'x-api' as is_restricted
  from {{ source('observations') }}
  where network = 'x'
),

asked as (
  select account_key from spans where is_restricted group by account_key
),

-- Whoever acted on an account that was asked for, or was acted on by it, came with its answer.
around_nodes as (
  select edges.actor_index as node_index
  from {{ ref('int_edges') }} as edges
  inner join {{ ref('int_nodes') }} as nodes on nodes.node_index = edges.target_index
  inner join asked on asked.account_key = nodes.account_key
  union
  select edges.target_index as node_index
  from {{ ref('int_edges') }} as edges
  inner join {{ ref('int_nodes') }} as nodes on nodes.node_index = edges.actor_index
  inner join asked on asked.account_key = nodes.account_key
),

around as (
  select nodes.account_key
  from around_nodes
  inner join {{ ref('int_nodes') }} as nodes on nodes.node_index = around_nodes.node_index
),

everywhere as (
  select count(*) as spans_count from spans where is_restricted and is_network_wide
),

own as (
  select account_key from spans where not is_restricted and not is_network_wide group by account_key
)

select accounts.account_key
from {{ ref('stg_accounts') }} as accounts
cross join everywhere
left join asked on asked.account_key = accounts.account_key
left join around on around.account_key = accounts.account_key
left join own on own.account_key = accounts.account_key
where
  accounts.network = 'x'
  and (
    asked.account_key is not null
    or (own.account_key is null and (around.account_key is not null or everywhere.spans_count > 0))
  )
