with crowded as (
  select target_index, circle_index
  from {{ ref('int_attention') }}
  where is_vouched and circle_index is not null
  group by target_index, circle_index
  having count(*) > {{ constant('circle_people_count') }}
),

members as (
  select attention.*
  from {{ ref('int_attention') }} as attention
  inner join crowded
    on crowded.target_index = attention.target_index and crowded.circle_index = attention.circle_index
  where attention.is_vouched
),

-- Measures by number: 1 person, 2 people, 3 earlier people, 4 wave, 5 like, 6 repost, 7 reply, 8 quote; texts would be sorted too.
amounts as (
  select target_index, circle_index, actor_index, 1 as measure, person_units as units
  from members
  union all
  select target_index, circle_index, actor_index, 2 as measure, people_units as units
  from members
  where people_units > 0
  union all
  select target_index, circle_index, actor_index, 3 as measure, earlier_people_units as units
  from members
  where earlier_people_units > 0
  union all
  select target_index, circle_index, actor_index, 4 as measure, wave_units as units
  from members
  where wave_units > 0
  union all
  select target_index, circle_index, actor_index, 5 as measure, like_units as units
  from members
  where like_units > 0
  union all
  select target_index, circle_index, actor_index, 6 as measure, repost_units as units
  from members
  where repost_units > 0
  union all
  select target_index, circle_index, actor_index, 7 as measure, reply_units as units
  from members
  where reply_units > 0
  union all
  select target_index, circle_index, actor_index, 8 as measure, quote_units as units
  from members
  where quote_units > 0
),

-- The largest amount of a circle stands first, so that whoever joins it can only add.
placed as (
  select
    target_index,
    measure,
    units,
    row_number() over (
      partition by target_index, circle_index, measure
      order by units desc, actor_index
    ) as place
  from amounts
),

counted as (
  select
    target_index,
    measure,
    case
      when place <= {{ constant('circle_people_count') }} then units
      else
        cast(
          floor(
            cast(units as double) * {{ constant('circle_people_count') }}
            * ln(cast(place as double) / greatest(place - 1, {{ constant('circle_people_count') }}))
          ) as bigint
        )
    end as units,
    case when measure = 1 and place > {{ constant('circle_people_count') }} then 1 else 0 end as is_in_circle
  from placed
),

uncrowded as (
  select
    attention.target_index,
    attention.is_vouched,
    count(*) as people_count,
    sum(attention.person_units) as person_units,
    sum(attention.people_units) as people_units,
    sum(attention.earlier_people_units) as earlier_people_units,
    sum(attention.wave_units) as wave_units,
    sum(attention.like_units) as like_units,
    sum(attention.repost_units) as repost_units,
    sum(attention.reply_units) as reply_units,
    sum(attention.quote_units) as quote_units
  from {{ ref('int_attention') }} as attention
  left join crowded
    on
      crowded.target_index = attention.target_index
      and crowded.circle_index = case when attention.is_vouched then attention.circle_index end
  where crowded.target_index is null
  group by attention.target_index, attention.is_vouched
),

parts as (
  select
    target_index,
    sum(is_in_circle) as circle_people_count,
    0 as unvouched_people_count,
    sum(case when measure = 1 then units else 0 end) as vouched_person_units,
    0 as unvouched_person_units,
    sum(case when measure = 2 then units else 0 end) as vouched_people_units,
    0 as unvouched_people_units,
    sum(case when measure = 3 then units else 0 end) as vouched_earlier_people_units,
    0 as unvouched_earlier_people_units,
    sum(case when measure = 4 then units else 0 end) as vouched_wave_units,
    0 as unvouched_wave_units,
    sum(case when measure = 5 then units else 0 end) as vouched_like_units,
    0 as unvouched_like_units,
    sum(case when measure = 6 then units else 0 end) as vouched_repost_units,
    0 as unvouched_repost_units,
    sum(case when measure = 7 then units else 0 end) as vouched_reply_units,
    0 as unvouched_reply_units,
    sum(case when measure = 8 then units else 0 end) as vouched_quote_units,
    0 as unvouched_quote_units
  from counted
  group by target_index
  union all
  select
    target_index,
    0 as circle_people_count,
    case when is_vouched then 0 else people_count end as unvouched_people_count,
    case when is_vouched then person_units else 0 end as vouched_person_units,
    case when is_vouched then 0 else person_units end as unvouched_person_units,
    case when is_vouched then people_units else 0 end as vouched_people_units,
    case when is_vouched then 0 else people_units end as unvouched_people_units,
    case when is_vouched then earlier_people_units else 0 end as vouched_earlier_people_units,
    case when is_vouched then 0 else earlier_people_units end as unvouched_earlier_people_units,
    case when is_vouched then wave_units else 0 end as vouched_wave_units,
    case when is_vouched then 0 else wave_units end as unvouched_wave_units,
    case when is_vouched then like_units else 0 end as vouched_like_units,
    case when is_vouched then 0 else like_units end as unvouched_like_units,
    case when is_vouched then repost_units else 0 end as vouched_repost_units,
    case when is_vouched then 0 else repost_units end as unvouched_repost_units,
    case when is_vouched then reply_units else 0 end as vouched_reply_units,
    case when is_vouched then 0 else reply_units end as unvouched_reply_units,
    case when is_vouched then quote_units else 0 end as vouched_quote_units,
    case when is_vouched then 0 else quote_units end as unvouched_quote_units
  from uncrowded
)

select
  target_index,
  cast(sum(circle_people_count) as bigint) as circle_people_count,
  cast(sum(unvouched_people_count) as bigint) as unvouched_people_count,
  cast(sum(vouched_person_units) as bigint) as vouched_person_units,
  cast(sum(unvouched_person_units) as bigint) as unvouched_person_units,
  cast(sum(vouched_people_units) as bigint) as vouched_people_units,
  cast(sum(unvouched_people_units) as bigint) as unvouched_people_units,
  cast(sum(vouched_earlier_people_units) as bigint) as vouched_earlier_people_units,
  cast(sum(unvouched_earlier_people_units) as bigint) as unvouched_earlier_people_units,
  cast(sum(vouched_wave_units) as bigint) as vouched_wave_units,
  cast(sum(unvouched_wave_units) as bigint) as unvouched_wave_units,
  cast(sum(vouched_like_units) as bigint) as vouched_like_units,
  cast(sum(unvouched_like_units) as bigint) as unvouched_like_units,
  cast(sum(vouched_repost_units) as bigint) as vouched_repost_units,
  cast(sum(unvouched_repost_units) as bigint) as unvouched_repost_units,
  cast(sum(vouched_reply_units) as bigint) as vouched_reply_units,
  cast(sum(unvouched_reply_units) as bigint) as unvouched_reply_units,
  cast(sum(vouched_quote_units) as bigint) as vouched_quote_units,
  cast(sum(unvouched_quote_units) as bigint) as unvouched_quote_units
from parts
group by target_index
