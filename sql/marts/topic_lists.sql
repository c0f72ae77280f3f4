with placed as (
  select
    topics.topic_id,
    attached.network,
    attached.account_id as target_id,
    lists.list_id,
    lists.owner_id,
    lists.name as list_name,
    row_number() over (
      partition by attached.topic_index, attached.account_key order by lists.list_id
    ) as place
  from {{ ref('int_account_topics') }} as attached
  inner join {{ ref('topics') }} as topics on topics.topic_index = attached.topic_index
  inner join {{ ref('int_list_topics') }} as listed
    on listed.topic_index = attached.topic_index and listed.account_key = attached.account_key
  inner join {{ ref('stg_lists') }} as lists on lists.list_key = listed.list_key
  left join {{ ref('stg_profiles') }} as owners on owners.account_key = lists.owner_key
  where not topics.is_sensitive and coalesce(owners.is_indexable, true)
)

select
  topic_id,
  network,
  target_id,
  cast(place as bigint) as place,
  list_id,
  owner_id,
  list_name
from placed
where place <= 3
