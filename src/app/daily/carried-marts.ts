import type { MartName } from "../../snapshot/contract.ts";

/** The marts of topics, qualities, older vocabularies, moments and samples of posts: no score reads them. */
export const CARRIED_MARTS = [
  "account_moments",
  "moment_people",
  "account_qualities",
  "quality_posts",
  "sampled_posts",
  "account_style",
  "account_topics",
  "topic_leaders",
  "topic_posts",
  "topic_people",
  "topic_lists",
  "topic_totals",
] as const satisfies readonly MartName[];

/** Columns of these marts that name an account. */
export const NAMING_COLUMNS: readonly string[] = [
  "account_id",
  "author_id",
  "actor_id",
  "target_id",
  "owner_id",
];

/** Where a mart names nobody who opted out of discovery. */
export const LISTED_COLUMNS: Readonly<Partial<Record<MartName, string>>> = {
  topic_leaders: "account_id",
  topic_lists: "owner_id",
};
