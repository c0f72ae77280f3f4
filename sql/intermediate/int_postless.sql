select
  target_key as account_key,
  count(*) filter (where kind = 'like') as like_count,
  count(*) filter (where kind = 'repost') as repost_count,
  count(*) filter (where kind = 'reply') as reply_count,
  count(*) filter (where kind = 'quote') as quote_count
from {{ ref('stg_interactions') }}
where post_key is null and kind <> 'mention'
group by target_key
