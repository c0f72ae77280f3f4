import { z } from "zod";
import { NETWORKS } from "../network.ts";
import { choice, count, flag, text, textList, time } from "./column.ts";
import type { InterchangeTable } from "./table.ts";

/** Version of the interchange schema: a change that old readers would misread raises the first number, a table or
 *  meaning that they may pass over the second. Files of every earlier second number stay valid. */
export const INTERCHANGE_VERSION = "1.1";

export const ACCOUNT_KINDS = ["person", "organisation", "bot", "unknown"] as const;
export const POST_KINDS = ["original", "reply", "repost", "quote"] as const;
export const INTERACTION_KINDS = ["like", "repost", "reply", "quote", "mention", "follow", "list"] as const;
/** Interactions that are states: no window, no decay, may lack a time, no PeopleRank edge. */
export const STATE_KINDS = ["follow", "list"] as const;
export const REMOVAL_SUBJECTS = ["interaction", "post", "account"] as const;
export const REMOVAL_REASONS = ["undone", "deleted", "deactivated"] as const;
export const PROOF_KINDS = ["self", "rel_me", "domain", "export", "bio_token"] as const;

export type InteractionKind = (typeof INTERACTION_KINDS)[number];
export type PostKind = (typeof POST_KINDS)[number];

const required = { isRequired: true } as const;
const network = () => choice(NETWORKS, "The network, by its Renown name.", required);
const accountId = (description: string) => text(description, required);

export const accounts = {
  name: "accounts",
  grain: "Public profile of an account as observed, one row per account and observation.",
  key: ["network", "account_id"],
  versionColumn: "observed_at",
  dayColumn: "observed_at",
  row: z.object({
    network: network(),
    account_id: accountId(
      "The network's permanent id (DID, actor URI, numeric id, hex key); never a handle.",
    ),
    handle: text("Handle without a leading @, as observed; may change hands."),
    display_name: text("Name shown on the profile."),
    kind: choice(ACCOUNT_KINDS, "What the account declares itself to be; never guessed."),
    bio: text("Profile text."),
    url: text("Link on the profile."),
    created_at: time("When the account was created."),
    is_protected: flag("Posts are not public: the account is never read or scored."),
    is_indexable: flag("False when the account opted out of discovery; null when the network does not say."),
    is_verified: flag("The network's own mark."),
    observed_at: time("When this profile was seen.", required),
  }),
} satisfies InterchangeTable;

export const accountStats = {
  name: "account_stats",
  grain: "Profile counts as the network showed them, one row per account and observation.",
  key: ["network", "account_id", "observed_at"],
  versionColumn: null,
  dayColumn: "observed_at",
  row: z.object({
    network: network(),
    account_id: accountId("The account."),
    observed_at: time("When the counts were seen.", required),
    followers_count: count("Accounts that follow it."),
    following_count: count("Accounts it follows."),
    posts_count: count("Posts since the account began."),
    listed_count: count("Public lists it is on."),
  }),
} satisfies InterchangeTable;

export const posts = {
  name: "posts",
  grain: "Published posts and their versions, one row per post and edit.",
  key: ["network", "post_id"],
  versionColumn: "edited_at",
  dayColumn: "posted_at",
  row: z.object({
    network: network(),
    post_id: text("The network's id (at-uri, object URI, numeric id).", required),
    author_id: accountId("Who published it."),
    posted_at: time("When it was published.", required),
    edited_at: time("When this version was written; null for the first."),
    kind: choice(POST_KINDS, "original, reply, repost (no words of its own) or quote.", required),
    parent_post_id: text("The post replied to, reposted or quoted."),
    parent_author_id: text("Author of the parent post."),
    root_post_id: text("First post of the conversation."),
    lang: text("BCP 47 tag as declared by author or network."),
    text: text("Plain text."),
    tags: textList("Hashtags without #, as written."),
    links: textList("Absolute URLs in the post."),
    mention_ids: textList("Ids of the accounts mentioned."),
  }),
} satisfies InterchangeTable;

export const postStats = {
  name: "post_stats",
  grain: "Reaction counts as the network showed them, one row per post and observation.",
  key: ["network", "post_id", "observed_at"],
  versionColumn: null,
  dayColumn: "observed_at",
  row: z.object({
    network: network(),
    post_id: text("The post.", required),
    observed_at: time("When the counts were seen.", required),
    like_count: count("Likes; null when the source does not give them."),
    repost_count: count("Reposts, quotes excluded."),
    reply_count: count("Replies."),
    quote_count: count("Quotes."),
    view_count: count("Views as the network reports them."),
  }),
} satisfies InterchangeTable;

export const interactions = {
  name: "interactions",
  grain: "Dated directed acts of one account on another, one row per act.",
  key: ["network", "interaction_id"],
  versionColumn: null,
  dayColumn: "acted_at",
  row: z.object({
    network: network(),
    interaction_id: text("The network's id, else derived from the other columns.", required),
    kind: choice(INTERACTION_KINDS, "What was done; follow and list are states.", required),
    actor_id: accountId("Who acted."),
    target_id: accountId("Whose content, or who, was acted on."),
    post_id: text(
      "The target's post that was acted on; null when unknown or not about a post. For kind list the list_id of the actor's list that the target stands on, null when unknown.",
    ),
    acted_at: time("When; required but for follow and list."),
  }),
} satisfies InterchangeTable;

export const removals = {
  name: "removals",
  grain: "Things undone or deleted, one row per removed interaction, post or account.",
  key: ["network", "subject", "subject_id"],
  versionColumn: "removed_at",
  dayColumn: "removed_at",
  row: z.object({
    network: network(),
    subject: choice(REMOVAL_SUBJECTS, "What was removed.", required),
    subject_id: text("Its id.", required),
    removed_at: time("When.", required),
    reason: choice(REMOVAL_REASONS, "Why."),
  }),
} satisfies InterchangeTable;

export const OBSERVED_TABLES = ["accounts", "account_stats", "posts", "post_stats", "interactions"] as const;

export const observations = {
  name: "observations",
  grain: "Spans in which a kind of row was watched, one row per scope, table, kind and span.",
  key: ["network", "scope", "table", "kind", "from_at", "to_at"],
  versionColumn: null,
  dayColumn: "to_at",
  row: z.object({
    network: network(),
    scope: text("An account_id, or * for the whole network.", required),
    table: choice(OBSERVED_TABLES, "The table the span speaks of.", required),
    kind: text("The kind of row, or * for all kinds of the table.", required),
    from_at: time("Start, inclusive.", required),
    to_at: time("End, exclusive.", required),
    is_complete: flag("Inside a complete span absence is 0; otherwise it is unknown.", required),
    source: text("Which connector or import watched: a word such as x-archive or simulation."),
  }),
} satisfies InterchangeTable;

export const identityLinks = {
  name: "identity_links",
  grain: "Proofs that an account belongs to an identity, one row per account and identity.",
  key: ["network", "account_id", "identity_id"],
  versionColumn: "observed_at",
  dayColumn: "observed_at",
  row: z.object({
    network: network(),
    account_id: accountId("The account."),
    identity_id: text("network:account_id of the account the identity is named after.", required),
    proof_kind: choice(PROOF_KINDS, "How it was proven.", required),
    proof_url: text("Where the proof can be checked."),
    observed_at: time("When the proof was seen.", required),
  }),
} satisfies InterchangeTable;

export const lists = {
  name: "lists",
  grain: "Public lists of accounts and what they are called, one row per list and observation.",
  key: ["network", "list_id"],
  versionColumn: "observed_at",
  dayColumn: "observed_at",
  row: z.object({
    network: network(),
    list_id: text(
      "The network's id (at-uri, address, numeric id); interactions of kind list name it.",
      required,
    ),
    owner_id: accountId("Who keeps the list."),
    name: text("What the list is called."),
    description: text("What its owner says it is for."),
    observed_at: time("When it was seen to be called so.", required),
  }),
} satisfies InterchangeTable;

/** Every table of the interchange schema by its name, in the order in which they are imported. */
export const TABLES = {
  accounts,
  account_stats: accountStats,
  posts,
  post_stats: postStats,
  interactions,
  removals,
  observations,
  identity_links: identityLinks,
  lists,
} as const;

export type TableName = keyof typeof TABLES;
export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[];

/** A row of a table in its JSON form: times as RFC 3339 text, lists as arrays, unknown as null. */
export type RowOf<T extends TableName> = z.infer<(typeof TABLES)[T]["row"]>;
