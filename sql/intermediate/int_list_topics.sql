-- A name that also speaks of something sensitive says nothing else, or that would show through it.
with named as (
  select
    texts.item_key as list_key,
    ancestors.ancestor_index as topic_index,
    topics.is_sensitive
  from {{ ref('content_topics') }} as found
  inner join {{ ref('int_topic_contents') }} as contents on contents.content_index = found.content_index
  inner join {{ ref('stg_topic_texts') }} as texts
    on texts.content_key = contents.content_key and texts.kind = 'list'
  inner join {{ ref('topic_ancestors') }} as ancestors on ancestors.topic_index = found.topic_index
  inner join {{ ref('topics') }} as topics on topics.topic_index = ancestors.ancestor_index
  cross join {{ ref('topic_rules') }} as rules
  where found.weight >= rules.least_weight
  group by texts.item_key, ancestors.ancestor_index, topics.is_sensitive
),

delicate as (
  select list_key
  from named
  where is_sensitive
  group by list_key
)

select
  named.topic_index,
  listings.account_key,
  listings.owner_key,
  count(*) as lists_count,
  min(listings.list_key) as list_key
from named
inner join {{ ref('int_listings') }} as listings on listings.list_key = named.list_key
left join delicate on delicate.list_key = named.list_key
where named.is_sensitive or delicate.list_key is null
group by named.topic_index, listings.account_key, listings.owner_key
