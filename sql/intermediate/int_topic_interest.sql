with written_by_day as (
  select topic_index, author_key, age_days, count(*) as posts_count, cast(sum(weight) as bigint) as units
  from {{ ref('int_post_topics') }}
  group by topic_index, author_key, age_days
),

given_by_day as (
  select
    topic_index,
    actor_index,
    last_age_days,
    count(*) as people_count,
    cast(sum(acts_count) as bigint) as acts_count,
    cast(sum(weighted_acts) as bigint) as units
  from {{ ref('int_topic_edges') }}
  group by topic_index, actor_index, last_age_days
),

given as (
  select
    topic_index,
    actor_index,
    cast(sum(acts_count) as bigint) as acts_given_count,
    cast(sum(people_count) as bigint) as acted_on_people_count,
    count(*) as acts_given_days_count,
    cast(sum(units) as bigint) as units
  from given_by_day
  group by topic_index, actor_index
),

done as (
  select
    topic_index,
    author_key as account_key,
    cast(sum(posts_count) as bigint) as own_posts_count,
    count(*) as own_post_days_count,
    0 as acts_given_count,
    0 as acted_on_people_count,
    0 as acts_given_days_count,
    cast(sum(units) as bigint) as units
  from written_by_day
  group by topic_index, author_key
  union all
  select
    given.topic_index,
    nodes.account_key,
    0 as own_posts_count,
    0 as own_post_days_count,
    given.acts_given_count,
    given.acted_on_people_count,
    given.acts_given_days_count,
    given.units
  from given
  inner join {{ ref('int_nodes') }} as nodes on nodes.node_index = given.actor_index
),

pairs as (
  select
    topic_index,
    account_key,
    cast(sum(own_posts_count) as bigint) as own_posts_count,
    cast(sum(own_post_days_count) as bigint) as own_post_days_count,
    cast(sum(acts_given_count) as bigint) as acts_given_count,
    cast(sum(acted_on_people_count) as bigint) as acted_on_people_count,
    cast(sum(acts_given_days_count) as bigint) as acts_given_days_count,
    cast(sum(units) as bigint) as units
  from done
  group by topic_index, account_key
),

about_anything as (
  select author_key as account_key, count(*) * 1000 as units
  from (select distinct post_key, author_key from {{ ref('int_post_topics') }}) as tagged
  group by author_key
  union all
  select actor_key as account_key, cast(sum(acts_count) as bigint) * 1000 as units
  from {{ ref('int_topic_reactors') }}
  group by actor_key
),

totals as (
  select account_key, cast(sum(units) as bigint) as units
  from about_anything
  group by account_key
),

joined as (
  select
    pairs.topic_index,
    pairs.account_key,
    pairs.own_posts_count,
    pairs.own_post_days_count,
    pairs.acts_given_count,
    pairs.acted_on_people_count,
    pairs.acts_given_days_count,
    bios.account_key is not null as is_in_bio,
    pairs.units + case when bios.account_key is not null then rules.bio_units else 0 end as units,
    totals.units + case when bios.account_key is not null then rules.bio_units else 0 end as total_units,
    rules.interest_prior,
    rules.interest_units,
    rules.interest_days,
    rules.interest_people
  from pairs
  cross join {{ ref('topic_rules') }} as rules
  inner join totals on totals.account_key = pairs.account_key
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
