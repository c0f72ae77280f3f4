with states as (
  select network, interaction_id, actor_id, target_id
  from {{ source('interactions') }}
  where kind = 'follow' and actor_id <> target_id and (acted_at is null or acted_at < {{ as_of }})
),

followers as (
  select
    {{ hash64(states.network, states.actor_id) }} as follower_key,
    {{ hash64(states.network, states.target_id) }} as account_key
  from states
  left join {{ ref('stg_removals') }} as undone
    on
      undone.network = states.network
      and undone.subject_id = states.interaction_id
      and undone.subject = 'interaction'
  where undone.subject_id is null
  group by states.network, states.actor_id, states.target_id
),

authors as (
  select author_key from {{ ref('stg_posts') }} group by author_key
)

select
  followers.account_key,
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
from followers
left join {{ ref('int_nodes') }} as nodes on nodes.account_key = followers.follower_key
left join authors on authors.author_key = followers.follower_key
left join {{ ref('acting_estimates') }} as estimates on estimates.account_key = followers.follower_key
left join {{ ref('stg_hidden_accounts') }} as hidden on hidden.account_key = followers.follower_key
where hidden.account_key is null and {{ constant('discounts_on') }} = 1
group by followers.account_key
