with wide as (
  select actor_key
  from {{ ref('int_pairs') }}
  group by actor_key
  having count(*) >= 4
),

-- The least of a hash over a set is the same for two accounts as often as their sets overlap.
fingerprints as (
  select
    acts.actor_key,
    min({{ hash64(acts.target_key, acts.age_days) }}) as first_print,
    min({{ hash64(acts.age_days, acts.target_key) }}) as second_print,
    min({{ hash64(acts.target_key, acts.age_days, 3) }}) as third_print,
    min({{ hash64(acts.age_days, acts.target_key, 3) }}) as fourth_print
  from {{ ref('stg_interactions') }} as acts
  inner join wide on wide.actor_key = acts.actor_key
  group by acts.actor_key
),

groups as (
  select first_print, second_print, third_print, fourth_print, count(*) as accounts_count
  from fingerprints
  group by first_print, second_print, third_print, fourth_print
)

select
  fingerprints.actor_key as account_key,
  groups.accounts_count - 1 as twins_count
from fingerprints
inner join groups
  on
    groups.first_print = fingerprints.first_print
    and groups.second_print = fingerprints.second_print
    and groups.third_print = fingerprints.third_print
    and groups.fourth_print = fingerprints.fourth_print
