select
  spans.network,
  spans.scope,
  spans.table as observed_table,
  spans.kind,
  greatest(spans.from_at, {{ window_start }}) as from_at,
  least(spans.to_at, {{ as_of }}) as to_at,
  spans.is_complete,
  spans.source
from {{ source('observations') }} as spans
where
  spans.from_at < spans.to_at
  and spans.from_at < {{ as_of }}
  and spans.to_at > {{ window_start }}
