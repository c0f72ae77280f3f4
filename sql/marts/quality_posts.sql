with writers as (
  select
    forms.account_key,
    forms.original_count + forms.linked_count + forms.reply_count + forms.quote_count
    + greatest(forms.repost_count, coalesce(talk.reposts_count, 0)) as forms_count,
    coalesce(voice.texts_count, 0) + greatest(forms.repost_count, coalesce(talk.reposts_count, 0))
      as voiced_posts_count,
    coalesce(forms.last_original_at, forms.last_linked_at) as first_form_at,
    case when forms.last_original_at is not null then 'original' else 'linked' end as first_form,
    forms.last_reply_at,
    coalesce(forms.last_quote_at, case when forms.last_original_at is not null then forms.last_linked_at end)
      as third_form_at,
    case when forms.last_quote_at is not null then 'quote' else 'linked' end as third_form,
    voice.last_own_at,
    nullif(voice.first_own_at, voice.last_own_at) as first_own_at,
    voice.last_repeated_at
  from {{ ref('int_quality_forms') }} as forms
  left join {{ ref('int_quality_talk') }} as talk on talk.account_key = forms.account_key
  left join {{ ref('int_quality_voice') }} as voice on voice.account_key = forms.account_key
),

written as (
  select account_key, 'flexibility' as quality, 1 as place, first_form_at as posted_at, first_form as note
  from writers
  where forms_count >= 10
  union all
  select account_key, 'flexibility' as quality, 2 as place, last_reply_at as posted_at, 'reply' as note
  from writers
  where forms_count >= 10
  union all
  select account_key, 'flexibility' as quality, 3 as place, third_form_at as posted_at, third_form as note
  from writers
  where forms_count >= 10
  union all
  select account_key, 'voice_authenticity' as quality, 1 as place, last_own_at as posted_at, 'own_words' as note
  from writers
  where voiced_posts_count >= 10
  union all
  select account_key, 'voice_authenticity' as quality, 2 as place, first_own_at as posted_at, 'own_words' as note
  from writers
  where voiced_posts_count >= 10
  union all
  select account_key, 'voice_authenticity' as quality, 3 as place, last_repeated_at as posted_at, 'repeated' as note
  from writers
  where voiced_posts_count >= 10
),

answered as (
  select
    actor_index,
    target_index,
    'conversation' as quality,
    row_number() over (
      partition by actor_index order by turns_count desc, last_answered_at desc, target_index
    ) as place,
    last_answered_at as posted_at,
    'answered' as note,
    turns_count as amount
  from {{ ref('int_quality_pairs') }}
),

promptly as (
  select
    actor_index,
    quickest_target_index as target_index,
    'timeliness' as quality,
    1 as place,
    quickest_at as posted_at,
    'quickest' as note,
    quickest_wait_ms as amount
  from {{ ref('int_quality_waits') }}
  where answers_count >= 5
  union all
  select
    actor_index,
    middle_target_index as target_index,
    'timeliness' as quality,
    2 as place,
    middle_at as posted_at,
    'usual' as note,
    lower_middle_wait_ms as amount
  from {{ ref('int_quality_waits') }}
  where answers_count >= 5
  union all
  select
    actor_index,
    slowest_target_index as target_index,
    'timeliness' as quality,
    3 as place,
    slowest_at as posted_at,
    'slowest' as note,
    slowest_wait_ms as amount
  from {{ ref('int_quality_waits') }}
  where answers_count >= 5
),

talked as (
  select actor_index, target_index, quality, place, posted_at, note, amount from answered where place <= 3
  union all
  select actor_index, target_index, quality, place, posted_at, note, amount from promptly
),

picks as (
  select
    nodes.account_key,
    talked.quality,
    talked.place,
    talked.posted_at,
    others.account_id as target_id,
    talked.note,
    talked.amount
  from talked
  inner join {{ ref('int_nodes') }} as nodes on nodes.node_index = talked.actor_index
  inner join {{ ref('int_nodes') }} as others on others.node_index = talked.target_index
  inner join {{ ref('int_quality_talk') }} as talk on talk.account_key = nodes.account_key
  where talked.quality <> 'conversation' or talk.spoke_people_count >= 3
  union all
  select
    account_key,
    quality,
    place,
    posted_at,
    cast(null as varchar(1)) as target_id,
    note,
    cast(null as bigint) as amount
  from written
  where posted_at is not null
),

found as (
  select
    posts.network,
    picks.account_key,
    picks.quality,
    picks.place,
    picks.target_id,
    picks.note,
    picks.amount,
    posts.post_id,
    posts.posted_at,
    posts.text_start,
    row_number() over (
      partition by picks.account_key, picks.quality, picks.place order by posts.post_id
    ) as choice
  from picks
  inner join {{ ref('stg_posts') }} as posts
    on posts.author_key = picks.account_key and posts.posted_at = picks.posted_at
  where posts.kind <> 'repost'
)

select
  found.network,
  accounts.account_id,
  found.quality,
  cast(found.place as bigint) as place,
  found.post_id,
  found.posted_at,
  found.text_start as text,
  found.target_id,
  found.note,
  cast(found.amount as bigint) as amount
from found
inner join {{ ref('stg_accounts') }} as accounts on accounts.account_key = found.account_key
where found.choice = 1 and not accounts.is_protected
