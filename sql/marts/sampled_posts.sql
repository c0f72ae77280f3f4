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
    post_key,
    cast(null as varchar(1)) as target_id
  from {{ ref('stg_posts') }}
  where kind in ('original', 'quote')
  union all
  select
    'answers' as drawn_from,
    post_key,
    target_id
  from answered
),

placed as (
  select
    posts.network,
    posts.author_key,
    drawn.drawn_from,
    row_number() over (
      partition by posts.author_key, drawn.drawn_from order by md5(concat('1 ', posts.post_id)), posts.post_id
    ) as place,
    count(*) over (partition by posts.author_key, drawn.drawn_from) as posts_count,
    posts.post_key,
    posts.post_id,
    posts.kind,
    posts.posted_at,
    posts.text_start,
    drawn.target_id
  from drawn
  inner join {{ ref('stg_posts') }} as posts on posts.post_key = drawn.post_key
)

select
  placed.network,
  accounts.account_id as author_id,
  placed.drawn_from,
  cast(placed.place as bigint) as place,
  cast(placed.posts_count as bigint) as posts_count,
  placed.post_id,
  placed.kind,
  placed.posted_at,
  placed.text_start as text,
  placed.target_id,
  reactions.like_count,
  reactions.repost_count,
  reactions.reply_count,
  reactions.quote_count
from placed
inner join {{ ref('stg_accounts') }} as accounts on accounts.account_key = placed.author_key
left join {{ ref('int_post_reactions') }} as reactions on reactions.post_key = placed.post_key
where placed.place <= 3 and not accounts.is_protected
