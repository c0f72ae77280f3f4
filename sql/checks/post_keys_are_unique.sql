select post_key, count(*) as posts_count
from {{ ref('stg_posts') }}
group by post_key
having count(*) > 1
