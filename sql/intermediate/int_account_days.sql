select
  spans.network,
  spans.scope as account_id,
  spans.measure,
  cast(
    sum(
      spans.first_age_days - spans.last_age_days + 1
      - (oldest.complete_days_through - coalesce(before.complete_days_through, 0))
    ) as bigint
  ) as added_complete_days,
  cast(sum(oldest.partial_days_through - coalesce(before.partial_days_through, 0)) as bigint)
    as replaced_partial_days
from {{ ref('int_complete_spans') }} as spans
inner join {{ ref('int_network_days') }} as oldest
  on
    oldest.network = spans.network
    and oldest.measure = spans.measure
    and oldest.age_days = spans.first_age_days
left join {{ ref('int_network_days') }} as before
  on
    before.network = spans.network
    and before.measure = spans.measure
    and before.age_days = spans.last_age_days - 1
where spans.scope <> '*'
group by spans.network, spans.scope, spans.measure
