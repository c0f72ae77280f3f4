/** The 19 labels of TweetTopic as our areas; a label is read from the strongest of them. Politics, which the
 *  labelled posts count as news, and health, which they join with fitness, are areas of their own because they are
 *  sensitive. Religion, identity and nature have no label there and are read by none. */
export const LABEL_AREAS: Readonly<Record<string, readonly string[]>> = {
  "arts_&_culture": ["arts-and-culture"],
  "business_&_entrepreneurs": ["business-and-economy"],
  "celebrity_&_pop_culture": ["celebrity-and-pop-culture"],
  "diaries_&_daily_life": ["daily-life"],
  family: ["family"],
  "fashion_&_style": ["fashion-and-beauty"],
  "film_tv_&_video": ["film-and-television"],
  "fitness_&_health": ["fitness", "health"],
  "food_&_dining": ["food-and-drink"],
  gaming: ["gaming"],
  "learning_&_educational": ["education"],
  music: ["music"],
  "news_&_social_concern": ["news-and-society", "politics"],
  other_hobbies: ["hobbies"],
  relationships: ["relationships"],
  "science_&_technology": ["science", "technology"],
  sports: ["sports"],
  "travel_&_adventure": ["travel"],
  "youth_&_student_life": ["youth-and-student-life"],
};

/** Labels in their fixed order. */
export const LABELS: readonly string[] = Object.keys(LABEL_AREAS);
