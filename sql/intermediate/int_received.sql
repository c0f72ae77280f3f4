with audiences as (
  select target_index as node_index, count(*) as engaged_people_count
  from {{ ref('int_edges') }}
  group by target_index
),

actors as (
  select
    acted.actor_index as node_index,
    least(
      1,
      {{ constant('selective_people_count') }}
      / coalesce(elsewhere.people_acted_on_count, acted.people_acted_on_count)
    ) as selectivity,
    coalesce(elsewhere.audience_count, audiences.engaged_people_count, 0) >= {{ constant('notable_people_count') }}
      as is_notable,
    elsewhere.audience_count is null
    and coalesce(audiences.engaged_people_count, 0) = {{ constant('notable_people_count') }} as is_notable_by_one
  from {{ ref('int_acted') }} as acted
  left join audiences on audiences.node_index = acted.actor_index
  left join {{ ref('actors_elsewhere') }} as elsewhere on elsewhere.node_index = acted.actor_index
),

-- Without the account's own act on its engager: talking makes nobody notable. It matters where one less is too few.
returned as (
  select edges.actor_index as target_index, edges.target_index as actor_index
  from {{ ref('int_edges') }} as edges
  inner join actors on actors.node_index = edges.target_index
  where actors.is_notable_by_one
),

engagements as (
  select
    edges.target_index,
    edges.likes,
    edges.reposts,
    edges.replies,
    edges.quotes,
    edges.mentions,
    edges.decayed_mentions,
    edges.freshness,
    edges.earlier_freshness,
    hours.factor as wave_factor,
    edges.last_acted_at,
    actors.selectivity,
    -- Where only a part of those who acted was read, one may stand for several.
    coalesce(sampled.people_units, 1048576) as stands_for_units,
    actors.is_notable and returned.actor_index is null as is_notable
  from {{ ref('int_edges') }} as edges
  inner join actors on actors.node_index = edges.actor_index
  left join {{ ref('sampled_edges') }} as sampled
    on sampled.actor_index = edges.actor_index and sampled.target_index = edges.target_index
  left join {{ ref('decay_by_hour') }} as hours
    on hours.age_hours = {{ hours_between(edges.last_acted_at, as_of) }}
  left join returned
    on returned.actor_index = edges.actor_index and returned.target_index = edges.target_index
),

received as (
  select
    target_index,
    cast(sum(likes) as bigint) as like_count,
    cast(sum(reposts) as bigint) as repost_count,
    cast(sum(replies) as bigint) as reply_count,
    cast(sum(quotes) as bigint) as quote_count,
    cast(sum(mentions) as bigint) as mention_count,
    cast(sum(decayed_mentions) as bigint) as decayed_mentions,
    cast(round(cast(sum(stands_for_units) as double) / 1048576) as bigint) as engaged_people_count,
    cast(sum(cast(floor(freshness * selectivity * (stands_for_units / 1048576)) as bigint)) as bigint)
      as engaged_people_units,
    cast(sum(cast(floor(earlier_freshness * selectivity * (stands_for_units / 1048576)) as bigint)) as bigint)
      as earlier_people_units,
    cast(sum(cast(floor(coalesce(wave_factor, 0) * selectivity * (stands_for_units / 1048576)) as bigint)) as bigint)
      as wave_people_units,
    cast(
      round(cast(sum(case when is_notable then stands_for_units else 0 end) as double) / 1048576) as bigint
    ) as notable_engagers_count,
    max(last_acted_at) as last_received_at
  from engagements
  group by target_index
),

-- Unvouched amounts count whole as far as nobody watched, and else up to a base and a share of the vouched ones: a
-- bound that only rises with what is received. There are no rows where nothing is discounted.
attention as (
  select
    counted.*,
    cast(floor(cast(counted.unvouched_person_units as double) * vouching.watched_units / 1048576) as bigint)
      as watched_person_units,
    cast(floor(cast(counted.unvouched_people_units as double) * vouching.watched_units / 1048576) as bigint)
      as watched_people_units,
    cast(floor(cast(counted.unvouched_earlier_people_units as double) * vouching.watched_units / 1048576) as bigint)
      as watched_earlier_people_units,
    cast(floor(cast(counted.unvouched_wave_units as double) * vouching.watched_units / 1048576) as bigint)
      as watched_wave_units
  from {{ ref('int_counted_attention') }} as counted
  inner join {{ ref('int_vouching') }} as vouching on vouching.node_index = counted.target_index
)

select
  nodes.account_key,
  received.like_count,
  received.repost_count,
  received.reply_count,
  received.quote_count,
  received.mention_count,
  received.decayed_mentions,
  received.engaged_people_count,
  coalesce(cast(
    attention.vouched_people_units + attention.unvouched_people_units - greatest(
      0,
      attention.watched_people_units
      - {{ constant('unvouched_base_count') }} * 1048576
      - floor({{ constant('unvouched_share') }} * attention.vouched_people_units)
    ) as bigint
  ), received.engaged_people_units) as engaged_people_units,
  coalesce(cast(
    attention.vouched_earlier_people_units + attention.unvouched_earlier_people_units - greatest(
      0,
      attention.watched_earlier_people_units
      - {{ constant('unvouched_base_count') }} * 1048576
      - floor({{ constant('unvouched_share') }} * attention.vouched_earlier_people_units)
    ) as bigint
  ), received.earlier_people_units) as earlier_people_units,
  coalesce(cast(
    attention.vouched_wave_units + attention.unvouched_wave_units - greatest(
      0,
      attention.watched_wave_units
      - {{ constant('unvouched_base_count') }} * 1048576
      - floor({{ constant('unvouched_share') }} * attention.vouched_wave_units)
    ) as bigint
  ), received.wave_people_units) as wave_people_units,
  cast(
    attention.vouched_person_units + attention.unvouched_person_units - greatest(
      0,
      attention.watched_person_units
      - {{ constant('unvouched_base_count') }} * 1048576
      - floor({{ constant('unvouched_share') }} * attention.vouched_person_units)
    ) as bigint
  ) as counted_person_units,
  attention.unvouched_people_count,
  attention.circle_people_count,
  received.notable_engagers_count,
  ranks.people_rank,
  received.last_received_at,
  attention.vouched_like_units,
  attention.unvouched_like_units,
  attention.vouched_repost_units,
  attention.unvouched_repost_units,
  attention.vouched_reply_units,
  attention.unvouched_reply_units,
  attention.vouched_quote_units,
  attention.unvouched_quote_units
from received
inner join {{ ref('int_nodes') }} as nodes on nodes.node_index = received.target_index
inner join {{ ref('people_rank') }} as ranks on ranks.node_index = received.target_index
left join attention on attention.target_index = received.target_index
