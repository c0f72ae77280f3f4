select
  accounts.account_key,
  case
    when estimates.reason = 'policy' then 'unknown'
    when accounts.kind = 'bot' then 'declared_bot'
    when estimates.is_suspicious then 'suspicious'
    when profiles.following_count >= 1500 and profiles.following_count > coalesce(profiles.followers_count, 0) then 'mass_follower'
    when profiles.posts_count < 3 then 'inactive'
    when estimates.authenticity is not null then 'genuine'
    else 'unknown'
  end as audience_class,
  coalesce(estimates.reason = 'policy', false) as is_restricted,
  estimates.authenticity
from {{ ref('stg_accounts') }} as accounts
left join {{ ref('int_authenticity_profile') }} as profiles on profiles.account_key = accounts.account_key
left join {{ ref('authenticity_estimates') }} as estimates on estimates.account_key = accounts.account_key
