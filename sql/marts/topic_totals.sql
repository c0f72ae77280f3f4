with people as (
  select
    interest.topic_index,
    accounts.network,
    cast(sum(interest.own_posts_count) as bigint) as posts_count,
    cast(sum(case when interest.own_posts_count > 0 then 1 else 0 end) as bigint) as authors_count,
    cast(sum(case when interest.acts_given_count > 0 then 1 else 0 end) as bigint) as people_count,
    cast(sum(interest.acts_given_count) as bigint) as acts_count
  from {{ ref('int_topic_interest') }} as interest
  inner join {{ ref('stg_accounts') }} as accounts on accounts.account_key = interest.account_key
  group by interest.topic_index, accounts.network
),

attached as (
  select topic_index, network, count(*) as leaders_count
  from {{ ref('int_account_topics') }}
  where is_influence
  group by topic_index, network
)

select
  topics.topic_id,
  people.network,
  topics.slug,
  topics.name,
  topics.level,
  topics.area_ids,
  topics.is_sensitive,
  people.posts_count,
  people.authors_count,
  people.people_count,
  people.acts_count,
  coalesce(attached.leaders_count, 0) as leaders_count
from people
inner join {{ ref('topics') }} as topics on topics.topic_index = people.topic_index
left join attached on attached.topic_index = people.topic_index and attached.network = people.network
where people.posts_count > 0
