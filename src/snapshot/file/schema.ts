/** Raised when the tables or the meaning of their bytes change; files of another version are built again. */
export const SNAPSHOT_VERSION = 8;

/** People kept on each side of an account, by each of the orders in which they are asked for. */
export const KEPT_PEOPLE = 60;
/** Posts and moments kept of an account. */
export const KEPT_POSTS = 20;
/** Published scores kept of an account, the newest. */
export const KEPT_HISTORY = 120;

/** Marts kept as packed cells in the row of each account, in the order of the columns features, style, qualities. */
export const PACKED_MARTS = ["account_features", "account_style", "account_qualities"] as const;
export type PackedMart = (typeof PACKED_MARTS)[number];

/** JSON lists that every score is answered with: columns of `accounts`, so that one row holds an answer. */
export const ANSWER_LISTS = ["quality_posts", "audience", "topics", "topic_lists"] as const;
export type AnswerList = (typeof ANSWER_LISTS)[number];

/** Everybody a run holds or names has a number, in order of network and id; lists name people by it alone, so that
 *  who they are stands in one place; only whom quality_posts name stands there too, since every score is read with
 *  them. */
export const TABLES = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE accounts (account_no INTEGER PRIMARY KEY, network TEXT NOT NULL, account_id TEXT NOT NULL,
    handle TEXT, handle_key TEXT, is_holder INTEGER NOT NULL, display_name TEXT, name_key TEXT, identity_id TEXT,
    is_ranked INTEGER NOT NULL, is_protected INTEGER NOT NULL, is_indexable INTEGER,
    score REAL, low REAL, high REAL, influence REAL, variance REAL, coverage REAL, people_rank REAL,
    followers_count INTEGER, engaged_people_count INTEGER, linked_at TEXT,
    handle_hash INTEGER, features BLOB, style BLOB, qualities BLOB, ${ANSWER_LISTS.map(name => `${name} TEXT`).join(", ")});
  CREATE TABLE linked_identities (identity_id TEXT PRIMARY KEY, account_nos TEXT NOT NULL, is_ranked INTEGER NOT NULL,
    score REAL, low REAL, high REAL, influence REAL, variance REAL, coverage REAL,
    followers_count INTEGER, engaged_people_count INTEGER);
  CREATE TABLE posts (account_no INTEGER PRIMARY KEY, list TEXT NOT NULL);
  CREATE TABLE moments (account_no INTEGER PRIMARY KEY, list TEXT NOT NULL);
  CREATE TABLE sampled_posts (account_no INTEGER PRIMARY KEY, list TEXT NOT NULL);
  CREATE TABLE acted_on_by (account_no INTEGER PRIMARY KEY, people_count INTEGER NOT NULL, cells BLOB NOT NULL);
  CREATE TABLE acts_on (account_no INTEGER PRIMARY KEY, people_count INTEGER NOT NULL, cells BLOB NOT NULL);
  CREATE TABLE history (account_no INTEGER PRIMARY KEY, list TEXT NOT NULL);
  CREATE TABLE topic_posts (account_no INTEGER PRIMARY KEY, list TEXT NOT NULL);
  CREATE TABLE topic_people (account_no INTEGER PRIMARY KEY, list TEXT NOT NULL);
  CREATE TABLE topic_leaders (topic_id TEXT NOT NULL, place INTEGER NOT NULL, network TEXT NOT NULL,
    account_no INTEGER NOT NULL, cells TEXT NOT NULL, PRIMARY KEY (topic_id, place)) WITHOUT ROWID;
  CREATE TABLE standings (name TEXT PRIMARY KEY, bytes BLOB NOT NULL);
  CREATE TABLE names (name_key TEXT NOT NULL, account_no INTEGER NOT NULL, initial TEXT NOT NULL, score REAL,
    PRIMARY KEY (name_key, account_no)) WITHOUT ROWID;`;

/** Made as soon as the rows of `accounts` are in: SQLite maps the first 2 GiB of a file, what lies behind is copied. */
export const HANDLE_INDEX = `
  CREATE INDEX accounts_by_handle ON accounts (handle_hash, is_holder DESC) WHERE handle_hash IS NOT NULL;`;

/** Made after all rows are in. */
export const INDEXES = `
  CREATE UNIQUE INDEX accounts_by_id ON accounts (account_id, network);
  CREATE INDEX accounts_by_lower_id ON accounts (lower(account_id)) WHERE network = 'mastodon';
  CREATE INDEX accounts_by_identity ON accounts (identity_id) WHERE identity_id IS NOT NULL;
  CREATE INDEX ranked_accounts ON accounts (network, score DESC, influence DESC, account_id) WHERE is_ranked = 1;
  CREATE INDEX ranked_people ON accounts (score DESC, influence DESC, network, account_id)
    WHERE is_ranked = 1 AND identity_id IS NULL;
  CREATE INDEX ranked_identities ON linked_identities (score DESC, influence DESC, identity_id) WHERE is_ranked = 1;
  CREATE INDEX names_by_score ON names (initial, score DESC, name_key, account_no);`;

/** Cells of one person in `acted_on_by` and `acts_on`. */
export const PERSON_CELLS = [
  "person_no",
  "decayed_weight",
  "attention_share",
  "likes",
  "reposts",
  "replies",
  "quotes",
  "mentions",
  "last_acted_at",
] as const;
