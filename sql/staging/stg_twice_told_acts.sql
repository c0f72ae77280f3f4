with acts as (
  select network, interaction_id, kind, actor_id, post_id, acted_at
  from {{ source('interactions') }}
  where
    network in ('bluesky', 'mastodon')
    and day >= {{ utc_date(window_start) }}
    and acted_at >= {{ window_start }}
    and acted_at < {{ as_of }}
    and kind in ('like', 'repost')
    and post_id is not null
),

derived as (
  select network, interaction_id, kind, actor_id, post_id
  from acts
  where network = 'bluesky' and interaction_id not like 'at://%'
),

named as (
  select kind, actor_id, post_id
  from acts
  where network = 'bluesky' and interaction_id like 'at://%'
),

-- Lists of the fediverse tell no times, so an act on demand is dated by its post: the latest time is the act's own.
placed as (
  select
    network,
    interaction_id,
    row_number() over (
      partition by kind, actor_id, post_id order by acted_at desc, interaction_id
    ) as told_before
  from acts
  where network = 'mastodon'
),

twice_told as (
  select derived.network, derived.interaction_id
  from derived
  inner join named
    on
      named.post_id = derived.post_id
      and named.actor_id = derived.actor_id
      and named.kind = derived.kind
  union all
  select network, interaction_id
  from placed
  where told_before > 1
)

select
  network,
  interaction_id,
  {{ hash64(network, interaction_id) }} as act_key
from twice_told
group by network, interaction_id
