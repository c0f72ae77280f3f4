select network, account_id, count(*) as identities_count
from {{ ref('identity_accounts') }}
group by network, account_id
having count(*) > 1
