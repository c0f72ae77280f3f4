-- A topic stays away from a named person when it is sensitive, unless they turned it on, and when they disputed it.
with choices as (
  select {{ hash64(network, account_id) }} as account_key, topic_index, choice
  from {{ ref('topic_choices') }}
),

influence as (
  select received.topic_index, received.account_key
  from {{ ref('int_topic_received') }} as received
  cross join {{ ref('topic_rules') }} as rules
  where
    received.evidence_people >= rules.influence_people
    and received.post_days_count >= rules.influence_days
),

interest as (
  select topic_index, account_key
  from {{ ref('int_topic_interest') }}
  where is_interest
),

pairs as (
  select topic_index, account_key from influence
  union
  select topic_index, account_key from interest
)

select
  pairs.topic_index,
  accounts.network,
  accounts.account_id,
  pairs.account_key,
  nodes.node_index,
  influence.account_key is not null as is_influence,
  interest.account_key is not null as is_interest
from pairs
inner join {{ ref('topics') }} as topics on topics.topic_index = pairs.topic_index
inner join {{ ref('stg_accounts') }} as accounts on accounts.account_key = pairs.account_key
left join {{ ref('int_nodes') }} as nodes on nodes.account_key = pairs.account_key
left join choices on choices.topic_index = pairs.topic_index and choices.account_key = pairs.account_key
left join influence
  on influence.topic_index = pairs.topic_index and influence.account_key = pairs.account_key
left join interest on interest.topic_index = pairs.topic_index and interest.account_key = pairs.account_key
where
  not accounts.is_protected
  and coalesce(choices.choice, 'none') not in ('hidden', 'disputed')
  and (not topics.is_sensitive or coalesce(choices.choice, 'none') = 'shown')
