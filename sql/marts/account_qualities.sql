with facts as (
  select
    accounts.network,
    accounts.account_id,
    accounts.kind = 'bot' as is_bot,
    coalesce(accounts.is_indexable, true) and not coalesce(evidence.is_self_supplied, false) as is_ranked,
    evidence.followers_count,
    evidence.engaged_people_count,
    coalesce(talk.spoke_people_count, 0) > 0
    or observed.reply_complete_days + observed.quote_complete_days + observed.mention_complete_days > 0
      as is_speech_observed,
    coalesce(talk.spoken_to_people_count, 0) > 0
    or coalesce(forms.reply_count + forms.quote_count, 0) > 0
    or observed.posts_complete_days > 0
    or observed.reply_complete_days > 0 as is_answering_observed,
    forms.account_key is not null or observed.posts_complete_days > 0 as is_posting_observed,
    coalesce(voice.texts_count, 0) > 0
    or coalesce(forms.original_count + forms.linked_count + forms.reply_count + forms.quote_count, 0) = 0
      as is_text_observed,
    coalesce(talk.spoke_people_count, 0) as spoke_people_count,
    coalesce(talk.answered_people_count, 0) as answered_people_count,
    coalesce(talk.exchange_people_count, 0) as exchange_people_count,
    coalesce(talk.answers_count, 0) as answers_count,
    talk.median_wait_ms / 3600000 as median_wait_hours,
    talk.low_wait_ms / 3600000 as low_wait_hours,
    talk.high_wait_ms / 3600000 as high_wait_hours,
    coalesce(spreads.spreads_count, 0) as spreads_count,
    spreads.later_millionths / (1000000 * spreads.spreads_count) as later_share,
    coalesce(forms.original_count, 0) as original_count,
    coalesce(forms.linked_count, 0) as linked_count,
    coalesce(forms.reply_count, 0) as reply_count,
    coalesce(forms.quote_count, 0) as quote_count,
    greatest(coalesce(forms.repost_count, 0), coalesce(talk.reposts_count, 0)) as repost_count,
    coalesce(forms.topics_count, 0) as topics_count,
    coalesce(forms.topics_squares, 0) as topics_squares,
    coalesce(forms.topics_cubes, 0) as topics_cubes,
    coalesce(talk.contacts_count, 0) as contacts_count,
    coalesce(talk.contacts_squares, 0) as contacts_squares,
    coalesce(talk.contacts_cubes, 0) as contacts_cubes,
    forms.posts_0_to_30d_count,
    forms.forms_0_to_30d_squares,
    forms.posts_30_to_60d_count,
    forms.forms_30_to_60d_squares,
    forms.posts_60_to_90d_count,
    forms.forms_60_to_90d_squares,
    coalesce(voice.distinct_texts_count, 0) as distinct_texts_count,
    coalesce(voice.repeated_texts_count, 0) as repeated_texts_count,
    coalesce(voice.wordless_texts_count, 0) as wordless_texts_count
  from {{ ref('stg_accounts') }} as accounts
  inner join {{ ref('int_evidence') }} as evidence on evidence.account_key = accounts.account_key
  inner join {{ ref('int_observed') }} as observed on observed.account_key = accounts.account_key
  left join {{ ref('int_quality_talk') }} as talk on talk.account_key = accounts.account_key
  left join {{ ref('int_quality_spreads') }} as spreads on spreads.account_key = accounts.account_key
  left join {{ ref('int_quality_forms') }} as forms on forms.account_key = accounts.account_key
  left join {{ ref('int_quality_voice') }} as voice on voice.account_key = accounts.account_key
  where not accounts.is_protected and (evidence.has_event_evidence or evidence.has_posts)
),

summed as (
  select
    *,
    original_count + linked_count + reply_count + quote_count + repost_count as forms_count,
    original_count * original_count + linked_count * linked_count + reply_count * reply_count
    + quote_count * quote_count + repost_count * repost_count as forms_squares,
    original_count * original_count * original_count + linked_count * linked_count * linked_count
    + reply_count * reply_count * reply_count + quote_count * quote_count * quote_count
    + repost_count * repost_count * repost_count as forms_cubes,
    case when is_bot then 0 else distinct_texts_count end as own_texts_count,
    case when is_bot then distinct_texts_count else 0 end as automated_texts_count,
    distinct_texts_count + repeated_texts_count + wordless_texts_count + repost_count as voiced_posts_count
  from facts
),

varied as (
  select
    *,
    case
      when forms_count >= 10
        then least(1, 1.25 * (1 - (forms_squares - forms_count) / (forms_count * (forms_count - 1))))
    end as forms_variety,
    case
      when topics_count >= 5 then 1 - (topics_squares - topics_count) / (topics_count * (topics_count - 1))
    end as topics_variety,
    case
      when contacts_count >= 5
        then 1 - (contacts_squares - contacts_count) / (contacts_count * (contacts_count - 1))
    end as partners_variety
  from summed
)

select
  network,
  account_id,
  is_ranked,
  followers_count,
  engaged_people_count,
  cast(
    case
      when is_speech_observed and is_answering_observed and spoke_people_count >= 3
        then (3 * answered_people_count + exchange_people_count) / (4 * spoke_people_count)
    end as double
  ) as conversation,
  case
    when not (is_speech_observed and is_answering_observed) then 'not_observed'
    when spoke_people_count < 3 then 'too_few_cases'
  end as conversation_reason,
  spoke_people_count,
  answered_people_count,
  exchange_people_count,
  cast(
    case when is_speech_observed and is_answering_observed and answers_count >= 5 then median_wait_hours end
    as double
  ) as timeliness,
  case
    when not (is_speech_observed and is_answering_observed) then 'not_observed'
    when answers_count < 5 then 'too_few_cases'
  end as timeliness_reason,
  answers_count,
  cast(low_wait_hours as double) as low_wait_hours,
  cast(high_wait_hours as double) as high_wait_hours,
  spreads_count,
  cast(case when spreads_count >= 5 then later_share end as double) as later_share,
  cast(
    case
      when is_posting_observed and forms_variety is not null and coalesce(topics_variety, partners_variety) is not null
        then
          (forms_variety + coalesce(topics_variety, 0) + coalesce(partners_variety, 0))
          / (
            1 + case when topics_variety is null then 0 else 1 end
            + case when partners_variety is null then 0 else 1 end
          )
    end as double
  ) as flexibility,
  case
    when not is_posting_observed then 'not_observed'
    when forms_variety is null or coalesce(topics_variety, partners_variety) is null then 'too_few_cases'
  end as flexibility_reason,
  cast(forms_variety as double) as forms_variety,
  cast(topics_variety as double) as topics_variety,
  cast(partners_variety as double) as partners_variety,
  cast(
    case
      when posts_0_to_30d_count >= 5
        then
          least(
            1,
            1.25 * (
              1 - (forms_0_to_30d_squares - posts_0_to_30d_count)
              / (posts_0_to_30d_count * (posts_0_to_30d_count - 1))
            )
          )
    end as double
  ) as forms_variety_0_to_30d,
  cast(
    case
      when posts_30_to_60d_count >= 5
        then
          least(
            1,
            1.25 * (
              1 - (forms_30_to_60d_squares - posts_30_to_60d_count)
              / (posts_30_to_60d_count * (posts_30_to_60d_count - 1))
            )
          )
    end as double
  ) as forms_variety_30_to_60d,
  cast(
    case
      when posts_60_to_90d_count >= 5
        then
          least(
            1,
            1.25 * (
              1 - (forms_60_to_90d_squares - posts_60_to_90d_count)
              / (posts_60_to_90d_count * (posts_60_to_90d_count - 1))
            )
          )
    end as double
  ) as forms_variety_60_to_90d,
  forms_count,
  forms_squares,
  forms_cubes,
  topics_count,
  topics_squares,
  topics_cubes,
  contacts_count,
  contacts_squares,
  contacts_cubes,
  cast(
    case
      when is_posting_observed and is_text_observed and voiced_posts_count >= 10
        then own_texts_count / voiced_posts_count
    end as double
  ) as voice_authenticity,
  case
    when not (is_posting_observed and is_text_observed) then 'not_observed'
    when voiced_posts_count < 10 then 'too_few_cases'
  end as voice_authenticity_reason,
  voiced_posts_count,
  own_texts_count,
  repost_count as passed_on_count,
  repeated_texts_count,
  automated_texts_count,
  wordless_texts_count
from varied
