select follows.actor_key, follows.target_key
from {{ ref('stg_follows') }} as follows
left join {{ ref('stg_hidden_accounts') }} as hidden_actor on hidden_actor.account_key = follows.actor_key
left join {{ ref('stg_hidden_accounts') }} as hidden_target on hidden_target.account_key = follows.target_key
where hidden_actor.account_key is null and hidden_target.account_key is null
