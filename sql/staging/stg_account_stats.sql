with observed as (
  select
    network,
    account_id,
    {{ hash64(network, account_id) }} as account_key,
    followers_count,
    following_count,
    posts_count,
    listed_count,
    observed_at
  from {{ source('account_stats') }}
  where observed_at <= {{ as_of }}
)

select
  observed.network,
  observed.account_id,
  observed.account_key,
  observed.followers_count,
  observed.following_count,
  observed.posts_count,
  observed.listed_count,
  observed.observed_at
from observed
left join {{ ref('stg_hidden_accounts') }} as hidden on hidden.account_key = observed.account_key
where hidden.account_key is null
