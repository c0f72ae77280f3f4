with people as (
  select post_key, count(*) as people_seen_count
  from {{ ref('int_moment_acts') }}
  group by post_key
)

select
  posts.network,
  authors.account_id as author_id,
  posts.post_id,
  posts.kind,
  posts.text_start as text,
  reactions.like_count,
  reactions.repost_count,
  reactions.reply_count,
  reactions.quote_count,
  moments.reactions_weight,
  people.people_seen_count,
  moments.own_posts_count,
  moments.own_below_share,
  moments.similar_posts_count,
  moments.similar_below_share,
  moments.strength,
  posts.posted_at
from {{ ref('int_moments') }} as moments
inner join {{ ref('int_post_reactions') }} as reactions on reactions.post_key = moments.post_key
inner join {{ ref('stg_posts') }} as posts on posts.post_key = moments.post_key
inner join {{ ref('stg_accounts') }} as authors on authors.account_key = moments.author_key
left join people on people.post_key = moments.post_key
