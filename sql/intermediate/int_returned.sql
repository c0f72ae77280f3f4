select given.actor_index, given.target_index
from {{ ref('int_edges') }} as given
inner join {{ ref('int_edges') }} as answers
  on answers.actor_index = given.target_index and answers.target_index = given.actor_index
where {{ constant('discounts_on') }} = 1
