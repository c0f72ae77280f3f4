with wide as (
  select actor_key
  from {{ ref('int_pairs') }}
  group by actor_key
  having count(*) >= 4
),

-- Keys differ between engines; a number of the id does not.
targets as (
  select account_key as target_key, {{ text_number(account_id) }} & 2147483647 as target_number
  from {{ ref('int_nodes') }}
),

places as (
  select acts.actor_key, (targets.target_number + acts.age_days * 62089911) & 2147483647 as place
  from {{ ref('stg_interactions') }} as acts
  inner join targets on targets.target_key = acts.target_key
),

-- The least of a hash over a set is the same for two accounts as often as their sets overlap. Odd factors below 2^31
-- put 31-bit numbers in another order each (close to Fishman and Moore's multipliers of 1986), and nothing overflows.
fingerprints as (
  select
    actor_key,
    min((place * 742938285) & 2147483647) as first_print,
    min((place * 950706377) & 2147483647) as second_print,
    min((place * 1226874159) & 2147483647) as third_print,
    min((place * 1343714437) & 2147483647) as fourth_print
  from places
  group by actor_key
),

compared as (
  select fingerprints.*
  from fingerprints
  inner join wide on wide.actor_key = fingerprints.actor_key
),

groups as (
  select first_print, second_print, third_print, fourth_print, count(*) as accounts_count
  from compared
  group by first_print, second_print, third_print, fourth_print
)

select
  compared.actor_key as account_key,
  groups.accounts_count - 1 as twins_count
from compared
inner join groups
  on
    groups.first_print = compared.first_print
    and groups.second_print = compared.second_print
    and groups.third_print = compared.third_print
    and groups.fourth_print = compared.fourth_print
