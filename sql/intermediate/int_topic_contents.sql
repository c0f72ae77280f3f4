with contents as (
  select
    content_key,
    min(text) as text,
    min(lang) as lang,
    min(tags) as tags,
    min(links) as links
  from {{ ref('stg_topic_texts') }}
  group by content_key
)

select
  cast(row_number() over (order by content_key) - 1 as bigint) as content_index,
  content_key,
  text,
  lang,
  tags,
  links
from contents
