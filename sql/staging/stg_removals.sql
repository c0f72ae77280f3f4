select
  network,
  subject,
  subject_id,
  {{ hash64(network, subject_id) }} as subject_key,
  max(removed_at) as removed_at
from {{ source('removals') }}
where removed_at <= {{ as_of }}
group by network, subject, subject_id
