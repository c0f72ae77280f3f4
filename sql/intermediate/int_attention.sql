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
),

known as (
  select
    pairs.*,
    -- The target's own act vouches for nobody who acts on it: bots are not made people by answering them.
    givers.engaged_people_count - pairs.returned_count >= {{ constant('established_people_count') }}
    or givers.established_engagers_count - case when receivers.is_established then pairs.returned_count else 0 end >= 1
      as is_vouched,
    case
      when givers.first_partner_index = pairs.target_index then givers.second_partner_index
      else givers.first_partner_index
    end as circle_index,
    cast(
      least(
        1,
        cast({{ constant('mutual_people_count') }} as double)
        / greatest(1, givers.partners_count - pairs.returned_count)
      ) as double
    ) as mutual_share,
    receivers.watched_units
  from pairs
  inner join {{ ref('int_vouching') }} as givers on givers.node_index = pairs.actor_index
  inner join {{ ref('int_vouching') }} as receivers on receivers.node_index = pairs.target_index
)

select
  actor_index,
  target_index,
  is_vouched,
  circle_index,
  watched_units,
  decayed_weight,
  cast(floor(1048576 * mutual_share) as bigint) as person_units,
  cast(floor(freshness * selectivity * mutual_share) as bigint) as people_units,
  cast(floor(wave_factor * selectivity * mutual_share) as bigint) as wave_units,
  cast(floor(likes * 1048576 * mutual_share) as bigint) as like_units,
  cast(floor(reposts * 1048576 * mutual_share) as bigint) as repost_units,
  cast(floor(replies * 1048576 * mutual_share) as bigint) as reply_units,
  cast(floor(quotes * 1048576 * mutual_share) as bigint) as quote_units
from known
