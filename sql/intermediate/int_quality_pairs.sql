with pairs as (
  select
    actor_index,
    target_index,
    count(*) as answers_count,
    max(acted_at) as last_answered_at
  from {{ ref('int_quality_answers') }}
  group by actor_index, target_index
)

select
  pairs.actor_index,
  pairs.target_index,
  pairs.answers_count + coalesce(returned.answers_count, 0) + 1 as turns_count,
  pairs.last_answered_at
from pairs
left join pairs as returned
  on returned.actor_index = pairs.target_index and returned.target_index = pairs.actor_index
