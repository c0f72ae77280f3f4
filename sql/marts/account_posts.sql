select
  posts.network,
  authors.account_id as author_id,
  posts.post_id,
  posts.kind,
  posts.posted_at,
  posts.text_start as text,
  reactions.like_count,
  reactions.repost_count,
  reactions.reply_count,
  reactions.quote_count
from {{ ref('int_post_reactions') }} as reactions
inner join {{ ref('stg_posts') }} as posts on posts.post_key = reactions.post_key
inner join {{ ref('stg_accounts') }} as authors on authors.account_key = reactions.author_key
where
  reactions.kind <> 'repost'
  and coalesce(reactions.like_count, 0) + coalesce(reactions.repost_count, 0)
  + coalesce(reactions.reply_count, 0) + coalesce(reactions.quote_count, 0) > 0
