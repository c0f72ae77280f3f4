with posts as (
  select
    tagged.topic_index,
    authors.network,
    count(*) as posts_count,
    count(distinct tagged.author_key) as authors_count
  from {{ ref('int_post_topics') }} as tagged
  inner join {{ ref('stg_accounts') }} as authors on authors.account_key = tagged.author_key
  group by tagged.topic_index, authors.network
),

acts as (
  select
    edges.topic_index,
    nodes.network,
    count(distinct edges.actor_index) as people_count,
    cast(sum(edges.acts_count) as bigint) as acts_count
  from {{ ref('int_topic_edges') }} as edges
  inner join {{ ref('int_nodes') }} as nodes on nodes.node_index = edges.target_index
  group by edges.topic_index, nodes.network
),

attached as (
  select topic_index, network, count(*) as leaders_count
  from {{ ref('int_account_topics') }}
  where is_influence
  group by topic_index, network
)

select
  topics.topic_id,
  posts.network,
  topics.slug,
  topics.name,
  topics.level,
  topics.area_ids,
  topics.is_sensitive,
  posts.posts_count,
  posts.authors_count,
  coalesce(acts.people_count, 0) as people_count,
  coalesce(acts.acts_count, 0) as acts_count,
  coalesce(attached.leaders_count, 0) as leaders_count
from posts
inner join {{ ref('topics') }} as topics on topics.topic_index = posts.topic_index
left join acts on acts.topic_index = posts.topic_index and acts.network = posts.network
left join attached on attached.topic_index = posts.topic_index and attached.network = posts.network
