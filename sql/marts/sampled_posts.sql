with answered as (
  select
    posts.post_key,
    min(targets.account_id) as target_id
  from {{ ref('stg_posts') }} as posts
  inner join {{ ref('stg_interactions') }} as acts
    on acts.actor_key = posts.author_key and acts.acted_at = posts.posted_at
  inner join {{ ref('int_nodes') }} as targets on targets.account_key = acts.target_key
  where posts.kind = 'reply' and acts.kind = 'reply'
  group by posts.post_key
),

drawn as (
  select
    'posts' as drawn_from,
    author_key,
    post_key,
    md5(concat('1 ', post_id)) as draw,
    cast(null as varchar(1)) as target_id
  from {{ ref('stg_posts') }}
  where kind in ('original', 'quote')
  union all
  select
    'answers' as drawn_from,
    posts.author_key,
    posts.post_key,
    md5(concat('1 ', posts.post_id)) as draw,
    answered.target_id
  from answered
  inner join {{ ref('stg_posts') }} as posts on posts.post_key = answered.post_key
),

placed as (
  select
    drawn_from,
    author_key,
    post_key,
    target_id,
    row_number() over (partition by author_key, drawn_from order by draw, post_key) as place
  from drawn
),

counted as (
  select drawn_from, author_key, count(*) as posts_count
  from drawn
  group by drawn_from, author_key
)

select
  posts.network,
  accounts.account_id as author_id,
  placed.drawn_from,
  cast(placed.place as bigint) as place,
  counted.posts_count,
  posts.post_id,
  posts.kind,
  posts.posted_at,
  posts.text_start as text,
  placed.target_id,
  reactions.like_count,
  reactions.repost_count,
  reactions.reply_count,
  reactions.quote_count
from placed
inner join counted
  on counted.author_key = placed.author_key and counted.drawn_from = placed.drawn_from
inner join {{ ref('stg_posts') }} as posts on posts.post_key = placed.post_key
inner join {{ ref('stg_accounts') }} as accounts on accounts.account_key = placed.author_key
left join {{ ref('int_post_reactions') }} as reactions on reactions.post_key = placed.post_key
where placed.place <= 3 and not accounts.is_protected
