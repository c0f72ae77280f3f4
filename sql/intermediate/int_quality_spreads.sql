with spreads as (
  select post_key, count(*) as reposters_count
  from {{ ref('stg_interactions') }}
  where kind = 'repost' and post_key is not null
  group by post_key
),

placed as (
  select
    acts.actor_key,
    spreads.reposters_count - 1 as others_count,
    rank() over (partition by acts.post_key order by acts.acted_at) - 1 as earlier_count,
    count(*) over (partition by acts.post_key, acts.acted_at) - 1 as tied_count
  from {{ ref('stg_interactions') }} as acts
  inner join spreads on spreads.post_key = acts.post_key
  where acts.kind = 'repost' and spreads.reposters_count >= 3
)

select
  actor_key as account_key,
  count(*) as spreads_count,
  cast(
    sum(cast(floor(1000000 * (others_count - earlier_count - tied_count / 2) / others_count) as bigint)) as bigint
  ) as later_millionths
from placed
group by actor_key
