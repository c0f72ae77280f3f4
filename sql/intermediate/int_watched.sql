select
  network,
  -- Who was not watched is not suspected: without a span nobody is unvouched.
  cast(
    floor(least(1, cast(max(complete_days_through) as double) / {{ constant('vouching_days') }}) * 1048576)
    as bigint
  ) as watched_units
from {{ ref('int_network_days') }}
where measure <> 'post'
group by network
