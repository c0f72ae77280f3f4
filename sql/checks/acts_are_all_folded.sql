with acts as (
  select count(*) as acts_count from {{ ref('stg_interactions') }}
),

folded as (
  select coalesce(sum(likes + reposts + replies + quotes + mentions), 0) as acts_count
  from {{ ref('int_edges') }}
)

select acts.acts_count, folded.acts_count as folded_count
from acts
cross join folded
where acts.acts_count <> folded.acts_count
