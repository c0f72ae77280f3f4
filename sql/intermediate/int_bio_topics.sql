select
  texts.account_key,
  ancestors.ancestor_index as topic_index,
  max(found.weight) as weight
from {{ ref('content_topics') }} as found
inner join {{ ref('int_topic_contents') }} as contents on contents.content_index = found.content_index
inner join {{ ref('stg_topic_texts') }} as texts
  on texts.content_key = contents.content_key and texts.kind = 'bio'
inner join {{ ref('topic_ancestors') }} as ancestors on ancestors.topic_index = found.topic_index
cross join {{ ref('topic_rules') }} as rules
where found.weight >= rules.least_weight
group by texts.account_key, ancestors.ancestor_index
