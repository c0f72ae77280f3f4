select
  attached.network,
  attached.account_id,
  topics.topic_id,
  topics.level,
  attached.is_influence,
  attached.is_interest,
  case
    when attached.is_influence
      then cast(received.evidence_people as double)
        / cast(received.evidence_people + rules.influence_half as double)
  end as influence_strength,
  case when attached.is_interest then interest.focus_share end as interest_strength,
  expertise.score as expertise_score,
  expertise.low as expertise_low,
  expertise.high as expertise_high,
  expertise.latent as expertise_latent,
  expertise.variance as expertise_variance,
  expertise.passed_standing,
  coalesce(received.acts_count, 0) as acts_received_count,
  coalesce(received.people_count, 0) as people_count,
  coalesce(received.people_beyond_best_count, 0) as people_beyond_best_count,
  coalesce(received.unseen_beyond_best_count, 0) as unseen_beyond_best_count,
  coalesce(received.posts_count, 0) as posts_acted_on_count,
  coalesce(received.post_days_count, 0) as posts_acted_on_days_count,
  expertise.insiders_share,
  coalesce(interest.own_posts_count, 0) as own_posts_count,
  coalesce(interest.own_post_days_count, 0) as own_post_days_count,
  coalesce(interest.acts_given_count, 0) as acts_given_count,
  coalesce(interest.acted_on_people_count, 0) as acted_on_people_count,
  coalesce(interest.acts_given_days_count, 0) as acts_given_days_count,
  coalesce(interest.is_in_bio, false) as is_in_bio,
  coalesce(interest.list_owners_count, 0) as list_owners_count
from {{ ref('int_account_topics') }} as attached
inner join {{ ref('topics') }} as topics on topics.topic_index = attached.topic_index
cross join {{ ref('topic_rules') }} as rules
left join {{ ref('int_topic_received') }} as received
  on received.topic_index = attached.topic_index and received.account_key = attached.account_key
left join {{ ref('int_topic_interest') }} as interest
  on interest.topic_index = attached.topic_index and interest.account_key = attached.account_key
left join {{ ref('topic_expertise') }} as expertise
  on expertise.topic_index = attached.topic_index and expertise.node_index = attached.node_index
