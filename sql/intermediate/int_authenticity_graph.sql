with acted as (
  select actor_key as account_key, count(*) as people_acted_on_count
  from {{ ref('int_pairs') }}
  group by actor_key
),

received as (
  select
    pairs.target_key as account_key,
    count(*) as engaged_people_count,
    count(*) filter (where profiles.is_established) as established_count
  from {{ ref('int_pairs') }} as pairs
  left join {{ ref('int_authenticity_profile') }} as profiles on profiles.account_key = pairs.actor_key
  group by pairs.target_key
),

-- Three established accounts vouch for an account as one would for itself.
vouched as (
  select received.account_key
  from received
  left join {{ ref('int_authenticity_profile') }} as profiles on profiles.account_key = received.account_key
  where received.established_count >= 3 and not coalesce(profiles.is_established, false)
),

passed as (
  select pairs.target_key as account_key, count(*) as vouched_count
  from {{ ref('int_pairs') }} as pairs
  inner join vouched on vouched.account_key = pairs.actor_key
  group by pairs.target_key
),

circles as (
  select
    received.account_key,
    greatest(received.engaged_people_count, acted.people_acted_on_count) as people_count
  from received
  inner join acted on acted.account_key = received.account_key
  where received.engaged_people_count >= 20 and acted.people_acted_on_count >= 20
),

returned as (
  select circles.account_key, count(*) as mutual_count
  from circles
  inner join {{ ref('int_pairs') }} as pairs on pairs.actor_key = circles.account_key
  inner join {{ ref('int_pairs') }} as back
    on back.actor_key = pairs.target_key and back.target_key = pairs.actor_key
  group by circles.account_key
)

select
  received.account_key,
  cast(
    case
      when circles.account_key is not null
        then 1 - cast(coalesce(returned.mutual_count, 0) as double) / circles.people_count
    end as double
  ) as outside_engagers_share,
  cast(received.established_count + cast(coalesce(passed.vouched_count, 0) as double) / 2 as double)
    as established_engagers_count
from received
left join passed on passed.account_key = received.account_key
left join circles on circles.account_key = received.account_key
left join returned on returned.account_key = received.account_key
