with written_by_day as (
  select topic_index, author_key, age_days, count(*) as posts_count, cast(sum(weight) as bigint) as units
  from {{ ref('int_post_topics') }}
  group by topic_index, author_key, age_days
),

written as (
  select
    topic_index,
    author_key as account_key,
    cast(sum(posts_count) as bigint) as own_posts_count,
    count(*) as own_post_days_count,
    cast(sum(units) as bigint) as units
  from written_by_day
  group by topic_index, author_key
),

given as (
  select
    topic_index,
    actor_index,
    cast(sum(acts_count) as bigint) as acts_given_count,
    count(*) as acted_on_people_count,
    min(last_age_days) as newest_age_days,
    max(last_age_days) as oldest_age_days,
    cast(sum(weighted_acts) as bigint) as units
  from {{ ref('int_topic_edges') }}
  group by topic_index, actor_index
),

-- Acts on one or two people need no counting of days: the newest and the oldest say it.
given_by_day as (
  select edges.topic_index, edges.actor_index, edges.last_age_days
  from {{ ref('int_topic_edges') }} as edges
  inner join given on given.topic_index = edges.topic_index and given.actor_index = edges.actor_index
  where given.acted_on_people_count > 2
  group by edges.topic_index, edges.actor_index, edges.last_age_days
),

given_days as (
  select topic_index, actor_index, count(*) as days_count
  from given_by_day
  group by topic_index, actor_index
),

acted as (
  select
    given.topic_index,
    nodes.account_key,
    given.acts_given_count,
    given.acted_on_people_count,
    coalesce(
      given_days.days_count,
      case when given.newest_age_days = given.oldest_age_days then 1 else 2 end
    ) as acts_given_days_count,
    given.units
  from given
  inner join {{ ref('int_nodes') }} as nodes on nodes.node_index = given.actor_index
  left join given_days
    on given_days.topic_index = given.topic_index and given_days.actor_index = given.actor_index
),

pairs as (
  select
    coalesce(acted.topic_index, written.topic_index) as topic_index,
    coalesce(acted.account_key, written.account_key) as account_key,
    coalesce(written.own_posts_count, 0) as own_posts_count,
    coalesce(written.own_post_days_count, 0) as own_post_days_count,
    coalesce(acted.acts_given_count, 0) as acts_given_count,
    coalesce(acted.acted_on_people_count, 0) as acted_on_people_count,
    coalesce(acted.acts_given_days_count, 0) as acts_given_days_count,
    coalesce(acted.units, 0) + coalesce(written.units, 0) as units
  from acted
  full outer join written
    on written.topic_index = acted.topic_index and written.account_key = acted.account_key
),

about_anything as (
  select author_key as account_key, count(*) * 1000 as units
  from (select distinct post_key, author_key from {{ ref('int_post_topics') }}) as tagged
  group by author_key
  union all
  select nodes.account_key, done.acts_count * 1000 as units
  from (
    select actor_index, cast(sum(acts_count) as bigint) as acts_count
    from {{ ref('int_topic_reactors') }}
    group by actor_index
  ) as done
  inner join {{ ref('int_nodes') }} as nodes on nodes.node_index = done.actor_index
),

totals as (
  select account_key, cast(sum(units) as bigint) as units
  from about_anything
  group by account_key
),

listed as (
  select topic_index, account_key, count(*) as owners_count
  from {{ ref('int_list_topics') }}
  group by topic_index, account_key
),

named as (
  select
    topic_index,
    account_key,
    max(in_bio) as in_bio,
    max(owners_count) as owners_count
  from (
    select topic_index, account_key, 1 as in_bio, 0 as owners_count
    from {{ ref('int_bio_topics') }}
    union all
    select topic_index, account_key, 0 as in_bio, owners_count
    from listed
  ) as sources
  group by topic_index, account_key
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
    coalesce(named.in_bio, 0) = 1 as is_in_bio,
    coalesce(named.owners_count, 0) as list_owners_count,
    pairs.units as pair_units,
    totals.units as account_units,
    coalesce(named.in_bio, 0) * rules.bio_units
    + least(coalesce(named.owners_count, 0), rules.list_owners) * rules.list_units as named_units,
    rules.interest_prior,
    rules.interest_units,
    rules.interest_days,
    rules.interest_people
  from pairs
  cross join {{ ref('topic_rules') }} as rules
  inner join totals on totals.account_key = pairs.account_key
  left join named on named.topic_index = pairs.topic_index and named.account_key = pairs.account_key
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
  list_owners_count,
  pair_units + named_units as units,
  cast(pair_units + named_units as double)
  / cast(account_units + named_units + interest_prior as double) as focus_share,
  pair_units + named_units >= interest_units
  and greatest(own_post_days_count, acts_given_days_count) >= interest_days
  and greatest(own_posts_count, acted_on_people_count) >= interest_people as is_interest
from joined
