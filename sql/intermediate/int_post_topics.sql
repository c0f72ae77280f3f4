with tagged as (
  select
    texts.item_key as post_key,
    texts.account_key as author_key,
    texts.age_days,
    ancestors.ancestor_index as topic_index,
    found.weight,
    case when ancestors.ancestor_index = found.topic_index then found.evidence_index end as evidence_index
  from {{ ref('content_topics') }} as found
  inner join {{ ref('int_topic_contents') }} as contents on contents.content_index = found.content_index
  inner join {{ ref('stg_topic_texts') }} as texts
    on texts.content_key = contents.content_key and texts.kind = 'post'
  inner join {{ ref('topic_ancestors') }} as ancestors on ancestors.topic_index = found.topic_index
  cross join {{ ref('topic_rules') }} as rules
  where found.weight >= rules.least_weight
)

select
  post_key,
  author_key,
  topic_index,
  age_days,
  max(weight) as weight,
  max(evidence_index) as evidence_index
from tagged
group by post_key, author_key, topic_index, age_days
