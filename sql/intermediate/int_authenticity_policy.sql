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
around as (
  select pairs.actor_key as account_key
  from {{ ref('int_pairs') }} as pairs
  inner join asked on asked.account_key = pairs.target_key
  union
  select pairs.target_key as account_key
  from {{ ref('int_pairs') }} as pairs
  inner join asked on asked.account_key = pairs.actor_key
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
