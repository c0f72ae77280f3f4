select account_key, count(*) as accounts_count
from {{ ref('stg_accounts') }}
group by account_key
having count(*) > 1
