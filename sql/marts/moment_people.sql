with standings as (
  select nodes.account_key, nodes.account_id, greatest(1, ranks.standing / (1 + ranks.own_echo)) as standing
  from {{ ref('int_nodes') }} as nodes
  inner join {{ ref('people_rank') }} as ranks on ranks.node_index = nodes.node_index
),

placed as (
  select
    acts.*,
    standings.account_id,
    standings.standing,
    row_number() over (
      partition by acts.post_key
      order by standings.standing desc, acts.acts_weight desc, standings.account_id
    ) as place
  from {{ ref('int_moment_acts') }} as acts
  inner join standings on standings.account_key = acts.actor_key
)

select
  posts.network,
  authors.account_id as author_id,
  posts.post_id,
  placed.account_id as actor_id,
  cast(placed.standing as double) as standing,
  placed.likes,
  placed.reposts,
  placed.replies,
  placed.quotes,
  placed.last_acted_at
from placed
inner join {{ ref('stg_posts') }} as posts on posts.post_key = placed.post_key
inner join {{ ref('stg_accounts') }} as authors on authors.account_key = posts.author_key
where placed.place <= 5
