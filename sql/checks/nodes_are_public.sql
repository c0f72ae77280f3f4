select nodes.account_key
from {{ ref('int_nodes') }} as nodes
inner join {{ ref('stg_hidden_accounts') }} as hidden on hidden.account_key = nodes.account_key
