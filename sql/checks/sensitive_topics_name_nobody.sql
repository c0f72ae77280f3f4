select named.network, named.account_id, named.topic_id
from {{ ref('account_topics') }} as named
inner join {{ ref('topics') }} as topics on topics.topic_id = named.topic_id
left join {{ ref('topic_choices') }} as choices
  on
    choices.network = named.network
    and choices.account_id = named.account_id
    and choices.topic_index = topics.topic_index
where
  (topics.is_sensitive and coalesce(choices.choice, 'none') <> 'shown')
  or coalesce(choices.choice, 'none') in ('hidden', 'disputed')
