with placed as (
  select
    topics.topic_id,
    attached.network,
    attached.account_id,
    expertise.score,
    expertise.low,
    expertise.high,
    expertise.latent,
    expertise.variance,
    row_number() over (
      partition by topics.topic_id, attached.network
      order by expertise.latent desc, attached.account_id
    ) as place
  from {{ ref('int_account_topics') }} as attached
  inner join {{ ref('topics') }} as topics on topics.topic_index = attached.topic_index
  inner join {{ ref('topic_expertise') }} as expertise
    on expertise.topic_index = attached.topic_index and expertise.node_index = attached.node_index
  inner join {{ ref('account_features') }} as features
    on features.network = attached.network and features.account_id = attached.account_id
  where
    attached.is_influence
    and not coalesce(features.is_self_supplied, false)
    and coalesce(features.is_indexable, true)
)

select
  topic_id,
  network,
  cast(place as bigint) as place,
  account_id,
  score,
  low,
  high,
  latent,
  variance
from placed
where place <= 200
