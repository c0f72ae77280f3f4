with seen as (
  select post_key, count(*) as people_count
  from {{ ref('int_topic_reactors') }}
  group by post_key
),

placed as (
  select
    topics.topic_id,
    attached.network,
    attached.account_id as author_id,
    tagged.post_key,
    tagged.weight,
    tagged.evidence_index,
    coalesce(seen.people_count, 0) as people_count,
    row_number() over (
      partition by tagged.topic_index, attached.account_key
      order by
        coalesce(seen.people_count, 0) * tagged.weight desc,
        coalesce(reactions.like_count, 0) + coalesce(reactions.repost_count, 0)
        + coalesce(reactions.reply_count, 0) + coalesce(reactions.quote_count, 0) desc,
        tagged.age_days,
        posts.post_id
    ) as place
  from {{ ref('int_account_topics') }} as attached
  inner join {{ ref('topics') }} as topics on topics.topic_index = attached.topic_index
  inner join {{ ref('int_post_topics') }} as tagged
    on tagged.topic_index = attached.topic_index and tagged.author_key = attached.account_key
  inner join {{ ref('stg_posts') }} as posts on posts.post_key = tagged.post_key
  left join seen on seen.post_key = tagged.post_key
  left join {{ ref('int_post_reactions') }} as reactions on reactions.post_key = tagged.post_key
)

select
  placed.topic_id,
  placed.network,
  placed.author_id,
  cast(placed.place as bigint) as place,
  posts.post_id,
  posts.kind,
  posts.posted_at,
  posts.text_start as text,
  placed.weight,
  evidence.evidence,
  placed.people_count,
  reactions.like_count,
  reactions.repost_count,
  reactions.reply_count,
  reactions.quote_count
from placed
inner join {{ ref('stg_posts') }} as posts on posts.post_key = placed.post_key
left join {{ ref('int_post_reactions') }} as reactions on reactions.post_key = placed.post_key
left join {{ ref('topic_evidence') }} as evidence on evidence.evidence_index = placed.evidence_index
where placed.place <= 5
