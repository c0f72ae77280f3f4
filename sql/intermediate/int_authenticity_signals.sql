select
  acting.account_key,
  acting.network,
  acting.is_restricted,
  acting.followers_count,
  acting.following_count,
  acting.posts_count,
  acting.listed_count,
  acting.has_url,
  acting.age_days,
  rhythm.gap_burstiness,
  rhythm.quiet_hours_share,
  acting.repeated_texts_share,
  acting.copied_texts_share,
  graph.outside_engagers_share,
  cast(twins.twins_count as double) as twins_count,
  graph.established_engagers_count
from {{ ref('int_acting_signals') }} as acting
left join {{ ref('int_authenticity_rhythm') }} as rhythm on rhythm.account_key = acting.account_key
left join {{ ref('int_authenticity_graph') }} as graph on graph.account_key = acting.account_key
left join {{ ref('int_authenticity_twins') }} as twins on twins.account_key = acting.account_key
