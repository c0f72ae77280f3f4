select
  accounts.network,
  accounts.account_id,
  estimates.authenticity,
  estimates.reason,
  estimates.log_odds,
  signals.followers_count,
  signals.following_count,
  signals.posts_count,
  signals.listed_count,
  signals.has_url,
  signals.age_days,
  signals.gap_burstiness,
  signals.quiet_hours_share,
  signals.repeated_texts_share,
  signals.copied_texts_share,
  signals.outside_engagers_share,
  signals.twins_count,
  signals.established_engagers_count
from {{ ref('stg_accounts') }} as accounts
inner join {{ ref('authenticity_estimates') }} as estimates on estimates.account_key = accounts.account_key
inner join {{ ref('int_authenticity_signals') }} as signals on signals.account_key = accounts.account_key
where not accounts.is_protected and (estimates.reason is null or estimates.reason <> 'not_observed')
