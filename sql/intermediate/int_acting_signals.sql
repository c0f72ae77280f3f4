select
  profiles.account_key,
  profiles.network,
  policy.account_key is not null as is_restricted,
  cast(profiles.followers_count as double) as followers_count,
  cast(profiles.following_count as double) as following_count,
  cast(profiles.posts_count as double) as posts_count,
  cast(profiles.listed_count as double) as listed_count,
  cast(profiles.has_url as double) as has_url,
  cast(profiles.age_days as double) as age_days,
  texts.repeated_texts_share,
  texts.copied_texts_share
from {{ ref('int_authenticity_profile') }} as profiles
left join {{ ref('int_authenticity_policy') }} as policy on policy.account_key = profiles.account_key
left join {{ ref('int_authenticity_texts') }} as texts on texts.account_key = profiles.account_key
