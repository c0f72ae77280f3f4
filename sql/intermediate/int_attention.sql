with actors as (
  select actor_index, count(*) as people_acted_on_count
  from {{ ref('int_edges') }}
  group by actor_index
),

pairs as (
  select
    edges.actor_index,
    edges.target_index,
    edges.likes,
    edges.reposts,
    edges.replies,
    edges.quotes,
    edges.decayed_weight,
    edges.freshness,
    coalesce(hours.factor, 0) as wave_factor,
    least(1, {{ constant('selective_people_count') }} / actors.people_acted_on_count) as selectivity,
    case when returned.actor_index is null then 0 else 1 end as returned_count
  from {{ ref('int_edges') }} as edges
  inner join actors on actors.actor_index = edges.actor_index
  left join {{ ref('decay_by_hour') }} as hours
    on hours.age_hours = {{ hours_between(edges.last_acted_at, as_of) }}
  left join {{ ref('int_edges') }} as returned
    on returned.actor_index = edges.target_index and returned.target_index = edges.actor_index
)

select
  pairs.actor_index,
  pairs.target_index,
  -- The target's own act vouches for nobody who acts on it: bots are not made people by answering them.
  givers.engaged_people_count - pairs.returned_count >= {{ constant('established_people_count') }}
  or givers.established_engagers_count - case when receivers.is_established then pairs.returned_count else 0 end >= 1
    as is_vouched,
  case
    when givers.first_partner_index = pairs.target_index then givers.second_partner_index
    else givers.first_partner_index
  end as circle_index,
  receivers.watched_units,
  pairs.likes,
  pairs.reposts,
  pairs.replies,
  pairs.quotes,
  pairs.decayed_weight,
  cast(floor(pairs.freshness * pairs.selectivity) as bigint) as people_units,
  cast(floor(pairs.wave_factor * pairs.selectivity) as bigint) as wave_units
from pairs
inner join {{ ref('int_vouching') }} as givers on givers.node_index = pairs.actor_index
inner join {{ ref('int_vouching') }} as receivers on receivers.node_index = pairs.target_index
