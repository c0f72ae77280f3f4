with known as (
  select
    vouched.actor_index,
    vouched.target_index,
    vouched.is_vouched,
    vouched.circle_index,
    vouched.likes,
    vouched.reposts,
    vouched.replies,
    vouched.quotes,
    vouched.freshness,
    vouched.earlier_freshness,
    vouched.counted_units,
    coalesce(hours.factor, 0) as wave_factor,
    least(
      1,
      {{ constant('selective_people_count') }}
      / coalesce(elsewhere.people_acted_on_count, actors.people_acted_on_count)
    ) as selectivity,
    -- Where only a part of those who acted was read, one may stand for several.
    cast(coalesce(sampled.people_units, 1048576) as double) / 1048576 as stands_for
  from {{ ref('int_vouched') }} as vouched
  inner join {{ ref('int_acted') }} as actors on actors.actor_index = vouched.actor_index
  left join {{ ref('actors_elsewhere') }} as elsewhere on elsewhere.node_index = vouched.actor_index
  left join {{ ref('sampled_edges') }} as sampled
    on sampled.actor_index = vouched.actor_index and sampled.target_index = vouched.target_index
  left join {{ ref('decay_by_hour') }} as hours
    on hours.age_hours = {{ hours_between(vouched.last_acted_at, as_of) }}
)

select
  actor_index,
  target_index,
  is_vouched,
  circle_index,
  cast(floor(counted_units * stands_for) as bigint) as person_units,
  cast(floor(freshness * selectivity * stands_for * (cast(counted_units as double) / 1048576)) as bigint) as people_units,
  cast(
    floor(earlier_freshness * selectivity * stands_for * (cast(counted_units as double) / 1048576)) as bigint
  ) as earlier_people_units,
  cast(floor(wave_factor * selectivity * stands_for * (cast(counted_units as double) / 1048576)) as bigint) as wave_units,
  likes * counted_units as like_units,
  reposts * counted_units as repost_units,
  replies * counted_units as reply_units,
  quotes * counted_units as quote_units
from known
