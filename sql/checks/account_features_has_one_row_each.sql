select network, account_id, count(*) as rows_count
from {{ ref('account_features') }}
group by network, account_id
having count(*) > 1
