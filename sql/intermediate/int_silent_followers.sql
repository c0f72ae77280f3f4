with authors as (
  select author_key from {{ ref('stg_posts') }} group by author_key
)

select
  followers.target_key as account_key,
  count(*) filter (where nodes.account_key is null and authors.author_key is null) as silent_followers_count,
  -- Of those who are heard, each is doubted as far as its profile and texts say.
  cast(
    sum(
      case
        when nodes.account_key is null and authors.author_key is null then 1048576
        else
          cast(
            floor(
              greatest(0, 1 - coalesce(estimates.acting_authenticity / cast({{ constant('whole_authenticity') }} as double), 1))
              * 1048576
            ) as bigint
          )
      end
    ) as bigint
  ) as doubted_follower_units
from {{ ref('stg_follows') }} as followers
left join {{ ref('int_nodes') }} as nodes on nodes.account_key = followers.actor_key
left join authors on authors.author_key = followers.actor_key
left join {{ ref('acting_estimates') }} as estimates on estimates.account_key = followers.actor_key
left join {{ ref('stg_hidden_accounts') }} as hidden on hidden.account_key = followers.actor_key
where hidden.account_key is null and {{ constant('discounts_on') }} = 1
group by followers.target_key
