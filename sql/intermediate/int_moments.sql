with weights as (
  select
    sum(case when kind = 'like' then weight else 0 end) as like_weight,
    sum(case when kind = 'repost' then weight else 0 end) as repost_weight,
    sum(case when kind = 'reply' then weight else 0 end) as reply_weight,
    sum(case when kind = 'quote' then weight else 0 end) as quote_weight
  from {{ ref('kind_weights') }}
),

weighed as (
  select
    reactions.post_key,
    reactions.author_key,
    authors.network,
    coalesce(cast(floor(log2(greatest(audience.followers_count, 1))) as bigint), -1) as followers_doubling,
    cast(
      coalesce(reactions.like_count, 0) * weights.like_weight
      + coalesce(reactions.repost_count, 0) * weights.repost_weight
      + coalesce(reactions.reply_count, 0) * weights.reply_weight
      + coalesce(reactions.quote_count, 0) * weights.quote_weight as bigint
    ) as reactions_weight
  from {{ ref('int_post_reactions') }} as reactions
  inner join {{ ref('stg_accounts') }} as authors on authors.account_key = reactions.author_key
  left join {{ ref('int_audience') }} as audience on audience.account_key = reactions.author_key
  cross join weights
  where
    reactions.kind <> 'repost'
    and coalesce(
      reactions.like_count, reactions.repost_count, reactions.reply_count, reactions.quote_count
    ) is not null
),

similar_levels as (
  select network, followers_doubling, reactions_weight, count(*) as posts_count
  from weighed
  group by network, followers_doubling, reactions_weight
),

similar_places as (
  select
    network,
    followers_doubling,
    reactions_weight,
    posts_count,
    cast(
      sum(posts_count) over (
        partition by network, followers_doubling
        order by reactions_weight
        rows between unbounded preceding and current row
      ) as bigint
    ) as posts_up_to_count,
    cast(sum(posts_count) over (partition by network, followers_doubling) as bigint) as all_posts_count
  from similar_levels
),

placed as (
  select
    post_key,
    author_key,
    network,
    followers_doubling,
    reactions_weight,
    rank() over (partition by author_key order by reactions_weight) as own_rank,
    count(*) over (partition by author_key, reactions_weight) as own_equal_count,
    count(*) over (partition by author_key) as own_posts_count
  from weighed
),

-- Of posts that drew equally much the first by id: keys differ between engines.
chosen as (
  select
    placed.*,
    row_number() over (
      partition by placed.author_key order by placed.reactions_weight desc, posts.post_id
    ) as place
  from placed
  inner join {{ ref('stg_posts') }} as posts on posts.post_key = placed.post_key
  where placed.reactions_weight > 0 and placed.own_posts_count - placed.own_rank - placed.own_equal_count < 19
),

shares as (
  select
    chosen.post_key,
    chosen.author_key,
    chosen.reactions_weight,
    chosen.own_posts_count,
    (2 * chosen.own_rank - 2 + chosen.own_equal_count) / (2 * chosen.own_posts_count) as own_below_share,
    similar_places.all_posts_count as similar_posts_count,
    (2 * similar_places.posts_up_to_count - similar_places.posts_count) / (2 * similar_places.all_posts_count)
      as similar_below_share
  from chosen
  inner join similar_places
    on
      similar_places.network = chosen.network
      and similar_places.followers_doubling = chosen.followers_doubling
      and similar_places.reactions_weight = chosen.reactions_weight
  where chosen.place <= 20
)

select
  post_key,
  author_key,
  reactions_weight,
  own_posts_count,
  cast(own_below_share as double) as own_below_share,
  similar_posts_count,
  cast(similar_below_share as double) as similar_below_share,
  cast(
    1
    + case when own_below_share + similar_below_share >= 1 then 1 else 0 end
    + case when own_below_share + similar_below_share >= 1.4 then 1 else 0 end
    + case when own_below_share + similar_below_share >= 1.7 then 1 else 0 end
    + case when own_below_share + similar_below_share >= 1.9 then 1 else 0 end as bigint
  ) as strength
from shares
