with amounts as (
  select actor_index, target_index, is_vouched, circle_index, 'person' as measure, person_units as units
  from {{ ref('int_attention') }}
  union all
  select actor_index, target_index, is_vouched, circle_index, 'people' as measure, people_units as units
  from {{ ref('int_attention') }}
  union all
  select actor_index, target_index, is_vouched, circle_index, 'wave' as measure, wave_units as units
  from {{ ref('int_attention') }}
  where wave_units > 0
  union all
  select actor_index, target_index, is_vouched, circle_index, 'like' as measure, like_units as units
  from {{ ref('int_attention') }}
  where like_units > 0
  union all
  select actor_index, target_index, is_vouched, circle_index, 'repost' as measure, repost_units as units
  from {{ ref('int_attention') }}
  where repost_units > 0
  union all
  select actor_index, target_index, is_vouched, circle_index, 'reply' as measure, reply_units as units
  from {{ ref('int_attention') }}
  where reply_units > 0
  union all
  select actor_index, target_index, is_vouched, circle_index, 'quote' as measure, quote_units as units
  from {{ ref('int_attention') }}
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
  where is_vouched and circle_index is not null
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
    end as vouched_units,
    0 as unvouched_units,
    case when measure = 'person' and place > {{ constant('circle_people_count') }} then 1 else 0 end as is_in_circle
  from placed
  union all
  select
    target_index,
    measure,
    case when is_vouched then units else 0 end as vouched_units,
    case when is_vouched then 0 else units end as unvouched_units,
    0 as is_in_circle
  from amounts
  where circle_index is null or not is_vouched
),

summed as (
  select
    target_index,
    measure,
    cast(sum(vouched_units) as bigint) as vouched_units,
    cast(sum(unvouched_units) as bigint) as unvouched_units,
    cast(sum(is_in_circle) as bigint) as circle_people_count
  from counted
  group by target_index, measure
)

select
  target_index,
  coalesce(max(case when measure = 'person' then circle_people_count end), 0) as circle_people_count,
  coalesce(max(case when measure = 'person' then vouched_units end), 0) as vouched_person_units,
  coalesce(max(case when measure = 'person' then unvouched_units end), 0) as unvouched_person_units,
  coalesce(max(case when measure = 'people' then vouched_units end), 0) as vouched_people_units,
  coalesce(max(case when measure = 'people' then unvouched_units end), 0) as unvouched_people_units,
  coalesce(max(case when measure = 'wave' then vouched_units end), 0) as vouched_wave_units,
  coalesce(max(case when measure = 'wave' then unvouched_units end), 0) as unvouched_wave_units,
  coalesce(max(case when measure = 'like' then vouched_units end), 0) as vouched_like_units,
  coalesce(max(case when measure = 'like' then unvouched_units end), 0) as unvouched_like_units,
  coalesce(max(case when measure = 'repost' then vouched_units end), 0) as vouched_repost_units,
  coalesce(max(case when measure = 'repost' then unvouched_units end), 0) as unvouched_repost_units,
  coalesce(max(case when measure = 'reply' then vouched_units end), 0) as vouched_reply_units,
  coalesce(max(case when measure = 'reply' then unvouched_units end), 0) as unvouched_reply_units,
  coalesce(max(case when measure = 'quote' then vouched_units end), 0) as vouched_quote_units,
  coalesce(max(case when measure = 'quote' then unvouched_units end), 0) as unvouched_quote_units
from summed
group by target_index
