with seen as (
  select post_key, count(*) as people_count, cast(sum(acts_count) as bigint) as acts_count
  from {{ ref('int_topic_reactors') }}
  group by post_key
),

-- Reactions that the network counted and nobody was seen to make.
by_post as (
  select
    topics.topic_index,
    topics.author_key,
    topics.age_days,
    coalesce(seen.acts_count, 0) as acts_count,
    greatest(
      coalesce(reactions.like_count, 0) + coalesce(reactions.repost_count, 0)
      + coalesce(reactions.reply_count, 0) + coalesce(reactions.quote_count, 0)
      - coalesce(seen.acts_count, 0),
      0
    ) as unseen_count
  from {{ ref('int_post_topics') }} as topics
  left join seen on seen.post_key = topics.post_key
  left join {{ ref('int_post_reactions') }} as reactions on reactions.post_key = topics.post_key
),

posts as (
  select
    topic_index,
    author_key,
    count(*) as posts_count,
    count(distinct age_days) as post_days_count,
    cast(sum(acts_count) as bigint) as acts_count,
    cast(sum(acts_count) - max(acts_count) as bigint) as acts_beyond_best_count,
    cast(sum(unseen_count) - max(unseen_count) as bigint) as unseen_beyond_best_count
  from by_post
  where acts_count + unseen_count > 0
  group by topic_index, author_key
),

people as (
  select topic_index, target_index, count(*) as people_count
  from {{ ref('int_topic_edges') }}
  group by topic_index, target_index
),

on_one_post as (
  select topic_index, target_index, sole_post_key, count(*) as people_count
  from {{ ref('int_topic_edges') }}
  where sole_post_key is not null
  group by topic_index, target_index, sole_post_key
),

on_best_post as (
  select topic_index, target_index, max(people_count) as people_count
  from on_one_post
  group by topic_index, target_index
),

beyond as (
  select
    nodes.account_key,
    people.topic_index,
    people.people_count,
    people.people_count - coalesce(on_best_post.people_count, 0) as people_beyond_best_count
  from people
  inner join {{ ref('int_nodes') }} as nodes on nodes.node_index = people.target_index
  left join on_best_post
    on on_best_post.topic_index = people.topic_index and on_best_post.target_index = people.target_index
)

select
  posts.topic_index,
  posts.author_key as account_key,
  posts.posts_count,
  posts.post_days_count,
  posts.acts_count,
  posts.acts_beyond_best_count,
  posts.unseen_beyond_best_count,
  coalesce(beyond.people_count, 0) as people_count,
  coalesce(beyond.people_beyond_best_count, 0) as people_beyond_best_count,
  coalesce(beyond.people_beyond_best_count, 0)
  + cast(floor(posts.unseen_beyond_best_count / rules.reactions_per_person) as bigint) as evidence_people
from posts
cross join {{ ref('topic_rules') }} as rules
left join beyond on beyond.topic_index = posts.topic_index and beyond.account_key = posts.author_key
