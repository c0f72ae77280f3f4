interface InputDefinition {
  readonly unit: string;
  readonly says: string;
  /** Mart of a run that holds it as a column; null: it comes with the answer. */
  readonly mart: "account_features" | "account_style" | null;
}

const features = (unit: string, says: string) => ({ unit, says, mart: "account_features" }) as const;
const style = (unit: string, says: string) => ({ unit, says, mart: "account_style" }) as const;

/** Every number that an older vocabulary may rest on, by name. All are >= 0; counts are of the 90 days before asOf
 *  where the name or text says nothing else. */
export const VOCABULARY_INPUTS = {
  score: { unit: "points", says: "Renown's score, 0 to 100.", mart: null },
  followers_count: features("accounts", "Accounts that follow it."),
  following_count: features("accounts", "Accounts it follows."),
  listed_count: features("lists", "Public lists it is on."),
  engaged_people_count: features("people", "Distinct people who acted on it."),
  notable_engagers_count: features("people", "Those of them on whom many others act."),
  people_rank: features("log10 of standing", "Standing that others' acts give; 0: nobody acted on it."),
  likes_received_count: features("acts", "Likes received."),
  reposts_received_count: features("acts", "Reposts received."),
  replies_received_count: features("acts", "Replies received."),
  quotes_received_count: features("acts", "Quotes received."),
  mentions_received_count: features("acts", "Mentions received, outside of replies and quotes."),
  originals_count: features("posts", "Originals and quotes published."),
  posts_count_90d: features("posts", "Updates of every kind published."),
  active_days_90d: features("days", "Days with an update."),
  posts_count_7d: style("posts", "Updates of every kind published in the last 7 days."),
  replies_made_count: style("posts", "Replies it wrote."),
  reposts_made_count: style("posts", "Updates of others that it passed on."),
  quotes_made_count: style("posts", "Quotes it wrote."),
  link_originals_count: style("posts", "Originals that hold a link."),
  signal_posts_count: style("posts", "Updates with a mention, link, tag or repost mark."),
  addressing_posts_count: style("posts", "Updates that reply to or mention somebody, reposts aside."),
  mentions_made_count: style("acts", "Mentions it made, outside of replies and quotes."),
  likes_given_count: style("acts", "Likes it gave."),
  tag_uses_count: style("tags", "Tags in its own updates, each use counted."),
  tag_uses_squared_sum: style("tags squared", "Sum over its tags of the square of their uses."),
  acts_made_count: style("acts", "Acts on others, likes aside."),
  acts_made_squared_sum: style(
    "acts squared",
    "Sum over people of the square of its acts on them, likes aside.",
  ),
  people_referenced_count: style("people", "Distinct people it replied to, quoted or mentioned."),
  people_reposted_count: style("people", "Distinct people it reposted."),
  people_referencing_count: style("people", "Distinct people who replied to, quoted or mentioned it."),
  people_reposting_count: style("people", "Distinct people who reposted it."),
  references_7d_count: style("acts", "Replies, quotes and mentions received in the last 7 days."),
  reposters_followers_count: style("accounts", "Followers of those who reposted it, summed where known."),
} as const satisfies Readonly<Record<string, InputDefinition>>;

export type VocabularyInput = keyof typeof VOCABULARY_INPUTS;

/** Names of all inputs, in the order of their definitions. */
export const VOCABULARY_INPUT_NAMES = Object.keys(VOCABULARY_INPUTS) as readonly VocabularyInput[];

/** What is known of one account; null or absent: not observed, never zero. */
export type VocabularyInputs = Readonly<Partial<Record<VocabularyInput, number | null>>>;

/** The observed value of `name`, or null; what is no number >= 0 counts as not observed. */
export function observed(inputs: VocabularyInputs, name: VocabularyInput): number | null {
  const value = inputs[name];
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : null;
}
