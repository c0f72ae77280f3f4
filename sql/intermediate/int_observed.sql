with network_days as (
  select
    network,
    max(case when measure = 'post' then complete_days_through end) as posts_complete_days,
    max(case when measure = 'like' then complete_days_through end) as like_complete_days,
    max(case when measure = 'repost' then complete_days_through end) as repost_complete_days,
    max(case when measure = 'reply' then complete_days_through end) as reply_complete_days,
    max(case when measure = 'quote' then complete_days_through end) as quote_complete_days,
    max(case when measure = 'mention' then complete_days_through end) as mention_complete_days,
    max(case when measure = 'post' then partial_days_through end) as posts_partial_days,
    max(case when measure = 'like' then partial_days_through end) as like_partial_days,
    max(case when measure = 'repost' then partial_days_through end) as repost_partial_days,
    max(case when measure = 'reply' then partial_days_through end) as reply_partial_days,
    max(case when measure = 'quote' then partial_days_through end) as quote_partial_days,
    max(case when measure = 'mention' then partial_days_through end) as mention_partial_days
  from {{ ref('int_network_days') }}
  group by network
),

account_days as (
  select
    network,
    account_id,
    max(case when measure = 'post' then added_complete_days end) as posts_added_days,
    max(case when measure = 'like' then added_complete_days end) as like_added_days,
    max(case when measure = 'repost' then added_complete_days end) as repost_added_days,
    max(case when measure = 'reply' then added_complete_days end) as reply_added_days,
    max(case when measure = 'quote' then added_complete_days end) as quote_added_days,
    max(case when measure = 'mention' then added_complete_days end) as mention_added_days,
    max(case when measure = 'post' then replaced_partial_days end) as posts_replaced_days,
    max(case when measure = 'like' then replaced_partial_days end) as like_replaced_days,
    max(case when measure = 'repost' then replaced_partial_days end) as repost_replaced_days,
    max(case when measure = 'reply' then replaced_partial_days end) as reply_replaced_days,
    max(case when measure = 'quote' then replaced_partial_days end) as quote_replaced_days,
    max(case when measure = 'mention' then replaced_partial_days end) as mention_replaced_days
  from {{ ref('int_account_days') }}
  group by network, account_id
),

sources as (
  select
    network,
    scope,
    min(case when source like '%-archive' or source like '%-export' then 1 else 0 end) as is_self_supplied
  from {{ ref('stg_observations') }}
  group by network, scope
),

days as (
  select
    accounts.account_key,
    network_days.posts_complete_days + coalesce(account_days.posts_added_days, 0) as posts_complete_days,
    network_days.like_complete_days + coalesce(account_days.like_added_days, 0) as like_complete_days,
    network_days.repost_complete_days + coalesce(account_days.repost_added_days, 0) as repost_complete_days,
    network_days.reply_complete_days + coalesce(account_days.reply_added_days, 0) as reply_complete_days,
    network_days.quote_complete_days + coalesce(account_days.quote_added_days, 0) as quote_complete_days,
    network_days.mention_complete_days + coalesce(account_days.mention_added_days, 0) as mention_complete_days,
    network_days.posts_partial_days - coalesce(account_days.posts_replaced_days, 0) as posts_partial_days,
    network_days.like_partial_days - coalesce(account_days.like_replaced_days, 0) as like_partial_days,
    network_days.repost_partial_days - coalesce(account_days.repost_replaced_days, 0) as repost_partial_days,
    network_days.reply_partial_days - coalesce(account_days.reply_replaced_days, 0) as reply_partial_days,
    network_days.quote_partial_days - coalesce(account_days.quote_replaced_days, 0) as quote_partial_days,
    network_days.mention_partial_days - coalesce(account_days.mention_replaced_days, 0) as mention_partial_days,
    coalesce(own_sources.is_self_supplied, 0) = 1 and network_sources.scope is null as is_self_supplied
  from {{ ref('stg_accounts') }} as accounts
  inner join network_days on network_days.network = accounts.network
  left join account_days
    on account_days.network = accounts.network and account_days.account_id = accounts.account_id
  left join sources as own_sources
    on own_sources.network = accounts.network and own_sources.scope = accounts.account_id
  left join sources as network_sources
    on network_sources.network = accounts.network and network_sources.scope = '*'
  where not accounts.is_protected
),

shares as (
  select
    account_key,
    posts_complete_days,
    like_complete_days,
    repost_complete_days,
    reply_complete_days,
    quote_complete_days,
    mention_complete_days,
    least(
      1,
      (posts_complete_days + {{ constant('unspanned_day_credit') }} * posts_partial_days)
      / {{ constant('window_days') }}
    ) as posts_share,
    least(
      1,
      (like_complete_days + {{ constant('unspanned_day_credit') }} * like_partial_days)
      / {{ constant('window_days') }}
    ) as like_share,
    least(
      1,
      (repost_complete_days + {{ constant('unspanned_day_credit') }} * repost_partial_days)
      / {{ constant('window_days') }}
    ) as repost_share,
    least(
      1,
      (reply_complete_days + {{ constant('unspanned_day_credit') }} * reply_partial_days)
      / {{ constant('window_days') }}
    ) as reply_share,
    least(
      1,
      (quote_complete_days + {{ constant('unspanned_day_credit') }} * quote_partial_days)
      / {{ constant('window_days') }}
    ) as quote_share,
    least(
      1,
      (mention_complete_days + {{ constant('unspanned_day_credit') }} * mention_partial_days)
      / {{ constant('window_days') }}
    ) as mention_share,
    is_self_supplied
  from days
)

select
  shares.account_key,
  shares.is_self_supplied,
  shares.posts_complete_days,
  shares.like_complete_days,
  shares.repost_complete_days,
  shares.reply_complete_days,
  shares.quote_complete_days,
  shares.mention_complete_days,
  cast(shares.posts_share as double) as posts_observed_share,
  cast(
    case
      when counted.like_count is not null
        then greatest(shares.like_share, {{ constant('counts_credit') }} * shares.posts_share)
      else shares.like_share
    end as double
  ) as like_observed_share,
  cast(
    case
      when counted.repost_count is not null
        then greatest(shares.repost_share, {{ constant('counts_credit') }} * shares.posts_share)
      else shares.repost_share
    end as double
  ) as repost_observed_share,
  cast(
    case
      when counted.reply_count is not null
        then greatest(shares.reply_share, {{ constant('counts_credit') }} * shares.posts_share)
      else shares.reply_share
    end as double
  ) as reply_observed_share,
  cast(
    case
      when counted.quote_count is not null
        then greatest(shares.quote_share, {{ constant('counts_credit') }} * shares.posts_share)
      else shares.quote_share
    end as double
  ) as quote_observed_share,
  cast(shares.mention_share as double) as mention_observed_share
from shares
left join {{ ref('int_counted') }} as counted on counted.account_key = shares.account_key
