with rates as (
  select
    {{ kind_word(weights.kind) }} as kind,
    decay.age_days,
    decay.factor,
    coalesce(earlier.factor, 0) as earlier_factor,
    weights.weight * decay.factor as weight_units,
    case when weights.kind = 'mention' then decay.factor else 0 end as mention_units,
    -- Five counts fit two sums: a pair does not act two million times in a window.
    case weights.kind when 'like' then 1 when 'repost' then 2097152 when 'reply' then 4398046511104 else 0 end
      as shares_count_units,
    case weights.kind when 'quote' then 1 when 'mention' then 2097152 else 0 end as words_count_units
  from {{ ref('kind_weights') }} as weights
  cross join {{ ref('decay_by_day') }} as decay
  left join {{ ref('decay_by_day') }} as earlier
    on
      earlier.age_days = decay.age_days - {{ constant('forgiven_silent_days') }}
      and {{ constant('earlier_people_share') }} > 0
),

pairs as (
  select
    acts.actor_key,
    acts.target_key,
    cast(sum(rates.shares_count_units) as bigint) as shares_count_units,
    cast(sum(rates.words_count_units) as bigint) as words_count_units,
    cast(sum(rates.weight_units) as bigint) as decayed_weight,
    cast(sum(rates.mention_units) as bigint) as decayed_mentions,
    max(rates.factor) as freshness,
    max(rates.earlier_factor) as earlier_freshness,
    max(acts.acted_at) as last_acted_at
  from {{ ref('stg_interactions') }} as acts
  inner join rates on rates.kind = {{ kind_word(acts.kind) }} and rates.age_days = acts.age_days
  group by acts.actor_key, acts.target_key
)

select
  cast(actors.node_index as int) as actor_index,
  cast(targets.node_index as int) as target_index,
  cast(pairs.shares_count_units % 2097152 as int) as likes,
  cast((pairs.shares_count_units % 4398046511104 - pairs.shares_count_units % 2097152) / 2097152 as int) as reposts,
  cast((pairs.shares_count_units - pairs.shares_count_units % 4398046511104) / 4398046511104 as int) as replies,
  cast(pairs.words_count_units % 2097152 as int) as quotes,
  cast((pairs.words_count_units - pairs.words_count_units % 2097152) / 2097152 as int) as mentions,
  pairs.decayed_weight,
  pairs.decayed_mentions,
  cast(pairs.freshness as int) as freshness,
  cast(pairs.earlier_freshness as int) as earlier_freshness,
  pairs.last_acted_at
from pairs
inner join {{ ref('int_nodes') }} as actors on actors.account_key = pairs.actor_key
inner join {{ ref('int_nodes') }} as targets on targets.account_key = pairs.target_key
