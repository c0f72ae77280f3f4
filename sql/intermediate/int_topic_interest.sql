with written as (
  select
    topic_index,
    author_key as account_key,
    count(*) as posts_count,
    count(distinct age_days) as post_days_count,
    cast(sum(weight) as bigint) as units
  from {{ ref('int_post_topics') }}
  group by topic_index, author_key
),

given as (
  select
    nodes.account_key,
    edges.topic_index,
    cast(sum(edges.acts_count) as bigint) as acts_count,
    count(*) as people_count,
    count(distinct edges.last_age_days) as days_count,
    cast(sum(edges.weighted_acts) as bigint) as units
  from {{ ref('int_topic_edges') }} as edges
  inner join {{ ref('int_nodes') }} as nodes on nodes.node_index = edges.actor_index
  group by nodes.account_key, edges.topic_index
),

pairs as (
  select topic_index, account_key from written
  union
  select topic_index, account_key from given
),

done as (
  select author_key as account_key, count(distinct post_key) * 1000 as units
  from {{ ref('int_post_topics') }}
  group by author_key
  union all
  select actor_key as account_key, cast(sum(acts_count) as bigint) * 1000 as units
  from {{ ref('int_topic_reactors') }}
  group by actor_key
),

totals as (
  select account_key, cast(sum(units) as bigint) as units
  from done
  group by account_key
),

joined as (
  select
    pairs.topic_index,
    pairs.account_key,
    coalesce(written.posts_count, 0) as own_posts_count,
    coalesce(written.post_days_count, 0) as own_post_days_count,
    coalesce(given.acts_count, 0) as acts_given_count,
    coalesce(given.people_count, 0) as acted_on_people_count,
    coalesce(given.days_count, 0) as acts_given_days_count,
    bios.account_key is not null as is_in_bio,
    coalesce(written.units, 0) + coalesce(given.units, 0)
    + case when bios.account_key is not null then rules.bio_units else 0 end as units,
    totals.units
    + case when bios.account_key is not null then rules.bio_units else 0 end as total_units,
    rules.interest_prior,
    rules.interest_units,
    rules.interest_days,
    rules.interest_people
  from pairs
  cross join {{ ref('topic_rules') }} as rules
  inner join totals on totals.account_key = pairs.account_key
  left join written on written.topic_index = pairs.topic_index and written.account_key = pairs.account_key
  left join given on given.topic_index = pairs.topic_index and given.account_key = pairs.account_key
  left join {{ ref('int_bio_topics') }} as bios
    on bios.topic_index = pairs.topic_index and bios.account_key = pairs.account_key
)

select
  topic_index,
  account_key,
  own_posts_count,
  own_post_days_count,
  acts_given_count,
  acted_on_people_count,
  acts_given_days_count,
  is_in_bio,
  units,
  cast(units as double) / cast(total_units + interest_prior as double) as focus_share,
  units >= interest_units
  and greatest(own_post_days_count, acts_given_days_count) >= interest_days
  and greatest(own_posts_count, acted_on_people_count) >= interest_people as is_interest
from joined
