with pairs as (
  select
    edges.actor_index,
    edges.target_index,
    edges.decayed_weight,
    edges.likes,
    edges.reposts,
    edges.replies,
    edges.quotes,
    edges.freshness,
    edges.earlier_freshness,
    edges.last_acted_at,
    case when returned.actor_index is null then 0 else 1 end as returned_count
  from {{ ref('int_edges') }} as edges
  left join {{ ref('int_returned') }} as returned
    on returned.actor_index = edges.actor_index and returned.target_index = edges.target_index
)

select
  pairs.actor_index,
  pairs.target_index,
  pairs.decayed_weight,
  pairs.likes,
  pairs.reposts,
  pairs.replies,
  pairs.quotes,
  pairs.freshness,
  pairs.earlier_freshness,
  pairs.last_acted_at,
  -- The target's own act vouches for nobody who acts on it: bots are not made people by answering them.
  givers.engaged_people_count - pairs.returned_count >= {{ constant('established_people_count') }}
  or givers.established_engagers_count - case when receivers.is_established then pairs.returned_count else 0 end >= 1
    as is_vouched,
  case
    when givers.first_partner_index = pairs.target_index then givers.second_partner_index
    else givers.first_partner_index
  end as circle_index,
  cast(
    floor(
      givers.authenticity_units * least(
        1,
        -- The target is never an outsider of the actor, so neither side of the share rests on what it does.
        cast({{ constant('mutual_people_count') }} + givers.established_outsiders_count as double)
        / greatest(1, givers.partners_count - pairs.returned_count)
      )
    ) as bigint
  ) as counted_units
from pairs
inner join {{ ref('int_vouching') }} as givers on givers.node_index = pairs.actor_index
inner join {{ ref('int_vouching') }} as receivers on receivers.node_index = pairs.target_index
