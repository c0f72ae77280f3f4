with talk as (
  select actor_index, target_index
  from {{ ref('int_edges') }}
  where replies + quotes + mentions > 0
),

mutual as (
  select
    actors.account_key as actor_key,
    targets.account_key as target_key,
    talk.actor_index,
    talk.target_index,
    least(talk.actor_index, talk.target_index) as low_index,
    greatest(talk.actor_index, talk.target_index) as high_index
  from talk
  inner join talk as returned
    on returned.actor_index = talk.target_index and returned.target_index = talk.actor_index
  inner join {{ ref('int_nodes') }} as actors on actors.node_index = talk.actor_index
  inner join {{ ref('int_nodes') }} as targets on targets.node_index = talk.target_index
),

turns as (
  select
    mutual.actor_index,
    mutual.target_index,
    acts.acted_at,
    lag(mutual.actor_index) over (
      partition by mutual.low_index, mutual.high_index order by acts.acted_at, mutual.actor_index
    ) as earlier_actor_index,
    lag(acts.acted_at) over (
      partition by mutual.low_index, mutual.high_index order by acts.acted_at, mutual.actor_index
    ) as earlier_acted_at
  from {{ ref('stg_interactions') }} as acts
  inner join mutual on mutual.actor_key = acts.actor_key and mutual.target_key = acts.target_key
  where acts.kind in ('reply', 'quote', 'mention')
)

select
  cast(actor_index as bigint) as actor_index,
  cast(target_index as bigint) as target_index,
  acted_at,
  cast({{ milliseconds_between(earlier_acted_at, acted_at) }} as bigint) as wait_ms
from turns
where earlier_actor_index <> actor_index
