with sides as (
  select actor_key as account_key, is_standing from {{ ref('stg_acts') }}
  union all
  select target_key as account_key, is_standing from {{ ref('stg_acts') }}
)

select account_key, bool_or(is_standing) as is_standing
from sides
group by account_key
