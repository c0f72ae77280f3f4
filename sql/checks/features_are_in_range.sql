select network, account_id
from {{ ref('account_features') }}
where
  effective_reach < 0
  or engaged_people < 0
  or engaged_people * ({{ constant('window_days') }} - {{ constant('forgiven_silent_days') }})
  > engaged_people_count * (1 + {{ constant('wave_weight') }}) * {{ constant('window_days') }}
  or people_rank < 0
  or mentions_per_day < 0
  or repost_h_index > posts_count_90d
  or notable_engagers_count > engaged_people_count
  or amplified_post_share not between 0 and 1
  or posts_observed_share not between 0 and 1
  or engagement_observed_share not between 0 and 1
