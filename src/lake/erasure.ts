import { TABLES, type TableName } from "../domain/interchange/schema.ts";
import { columnsOf } from "../domain/interchange/table.ts";
import type { Engine, EngineRow } from "../engines/contract.ts";
import { sqlIdentifier, sqlLiteral } from "../lib/sql-text.ts";
import { BLANK, type ForgottenWords, patternsOf, type WordPatterns } from "./forgotten-words.ts";
import { relationName } from "./temporary.ts";
import { OWNER_COLUMNS } from "./tombstones.ts";
import { blankWords, blankWordsInList, listWithout, matches } from "./word-search.ts";

/** Who is being erased, and engine tables (column subject_key: network|id) of their posts, lists among them, and
 *  interactions. */
export interface Erasure {
  readonly words: ReadonlyMap<string, ForgottenWords>;
  readonly postKeys: string;
  readonly interactionKeys: string;
}

/** A SQL boolean, never null: the row of `table` is about a forgotten account or its post and goes. */
export function isErased(table: TableName, erasure: Erasure): string {
  const owned = OWNER_COLUMNS[table].map(column => isAccount(erasure, column));
  if (table === "post_stats") owned.push(isTheirPost(erasure, "post_id"));
  if (table === "identity_links") owned.push(isIdentity(erasure, "identity_id"));
  if (table === "removals") {
    owned.push(`(subject = 'account' AND ${isAccount(erasure, "subject_id")})`);
    owned.push(`(subject = 'post' AND ${isTheirPost(erasure, "subject_id")})`);
    owned.push(
      `(subject = 'interaction' AND (${isKey(erasure.interactionKeys, "subject_id")} OR ${holdsId(erasure, "subject_id")}))`,
    );
  }
  return `(${owned.join(" OR ")})`;
}

/** SELECT of the stored columns of `select` without erased rows, names and references in other rows blanked. */
export function erasedSelect(table: TableName, select: string, erasure: Erasure): string {
  const redactions = redactionsOf(table, erasure);
  const columns = columnsOf(TABLES[table]).map(({ name }) => {
    const redacted = redactions.get(name);
    return redacted === undefined ? sqlIdentifier(name) : `${redacted} AS ${sqlIdentifier(name)}`;
  });
  return `SELECT ${columns.join(", ")}, day FROM (${select}) WHERE NOT ${isErased(table, erasure)}`;
}

/** A SQL boolean, never null: some column of the row changes in erasedSelect. */
export function isRedacted(table: TableName, erasure: Erasure): string {
  const changes = [...redactionsOf(table, erasure)].map(
    ([name, redacted]) => `${sqlIdentifier(name)} IS DISTINCT FROM ${redacted}`,
  );
  return changes.length === 0 ? "false" : `(${changes.join(" OR ")})`;
}

function redactionsOf(table: TableName, erasure: Erasure): ReadonlyMap<string, string> {
  const text = (name: string) => [name, blanked(erasure, name)] as const;
  const list = (name: string) => [name, blankedList(erasure, name)] as const;
  const nulled = (name: string, condition: string) =>
    [name, `CASE WHEN ${condition} THEN NULL ELSE ${sqlIdentifier(name)} END`] as const;
  switch (table) {
    case "accounts":
      return new Map([["handle", blankedHandle(erasure)], text("display_name"), text("bio"), text("url")]);
    case "posts":
      return new Map([
        nulled(
          "parent_post_id",
          `${isAccount(erasure, "parent_author_id")} OR ${isTheirPost(erasure, "parent_post_id")}`,
        ),
        nulled("parent_author_id", isAccount(erasure, "parent_author_id")),
        nulled("root_post_id", isTheirPost(erasure, "root_post_id")),
        text("text"),
        list("tags"),
        list("links"),
        ["mention_ids", mentionsLeft(erasure)],
      ]);
    case "interactions":
      return new Map([nulled("post_id", isTheirPost(erasure, "post_id"))]);
    case "identity_links":
      return new Map([text("proof_url")]);
    case "lists":
      return new Map([text("name"), text("description")]);
    default:
      return new Map();
  }
}

/** Names of new engine tables with the posts and interactions of the accounts in `words`, as far as `selects`
 *  show them; `posts` are more posts known to be theirs. */
export async function createErasure(
  engine: Engine,
  words: ReadonlyMap<string, ForgottenWords>,
  selects: ReadonlyMap<TableName, string>,
  posts: readonly EngineRow[] = [],
): Promise<Erasure> {
  const names = { postKeys: relationName("post_keys"), interactionKeys: relationName("interaction_keys") };
  const known = relationName("known_posts");
  const erasure = { words, ...names };
  const rows = posts.map(row => ({ subject_key: `${row["network"]}|${row["post_id"]}` }));
  await engine.createTableFromRows(known, { subject_key: "text" }, rows);
  const key = (column: string) => `network || '|' || ${column} AS subject_key`;
  const part = (table: TableName, column: string, condition: string) => {
    const select = selects.get(table);
    return select === undefined ? [] : [`SELECT ${key(column)} FROM (${select}) WHERE ${condition}`];
  };
  const postParts = [
    `SELECT subject_key FROM ${known}`,
    ...part("posts", "post_id", isAccount(erasure, "author_id")),
    ...part("posts", "parent_post_id", isAccount(erasure, "parent_author_id")),
    // A list on which they stand belongs to another.
    ...part("interactions", "post_id", `${isAccount(erasure, "target_id")} AND kind <> 'list'`),
    ...part("lists", "list_id", isAccount(erasure, "owner_id")),
  ];
  await engine.createTable(
    names.postKeys,
    `SELECT DISTINCT subject_key FROM (${postParts.join(" UNION ALL ")}) WHERE subject_key IS NOT NULL`,
  );
  const acts = part(
    "interactions",
    "interaction_id",
    `${isAccount(erasure, "actor_id")} OR ${isAccount(erasure, "target_id")}`,
  );
  await engine.createTable(names.interactionKeys, acts[0] ?? `SELECT subject_key FROM ${known} WHERE 1 = 0`);
  await engine.run(`DROP TABLE ${known}`);
  return erasure;
}

/** Drops the engine tables of an erasure. */
export async function dropErasure(engine: Engine, { postKeys, interactionKeys }: Erasure): Promise<void> {
  for (const name of [postKeys, interactionKeys]) await engine.run(`DROP TABLE IF EXISTS ${name}`);
}

function isAccount({ words }: Erasure, column: string): string {
  return perNetwork(words, ({ accountIds }) => isIn(sqlIdentifier(column), [...accountIds]), "false", true);
}

function isIdentity({ words }: Erasure, column: string): string {
  const ids = [...words].flatMap(([network, { accountIds }]) =>
    [...accountIds].map(id => `${network}:${id}`),
  );
  return `coalesce(${isIn(sqlIdentifier(column), ids)}, false)`;
}

function isTheirPost(erasure: Erasure, column: string): string {
  return `(${isKey(erasure.postKeys, column)} OR ${holdsId(erasure, column)})`;
}

function isKey(keys: string, column: string): string {
  return `coalesce((network || '|' || ${sqlIdentifier(column)}) IN (SELECT subject_key FROM ${keys}), false)`;
}

function holdsId({ words }: Erasure, column: string): string {
  const found = (_: ForgottenWords, { structuredIds }: WordPatterns) =>
    structuredIds === null ? "false" : matches(sqlIdentifier(column), structuredIds);
  return perNetwork(words, found, "false", true);
}

function blanked({ words }: Erasure, name: string): string {
  const column = sqlIdentifier(name);
  return perNetwork(words, (_, patterns) => blankWords(column, patterns), column);
}

function blankedList({ words }: Erasure, name: string): string {
  const column = sqlIdentifier(name);
  return perNetwork(words, (_, patterns) => blankWordsInList(column, patterns), column);
}

function blankedHandle({ words }: Erasure): string {
  const blank = ({ handles }: ForgottenWords) =>
    `CASE WHEN ${isIn("lower(handle)", [...handles])} THEN ${sqlLiteral(BLANK)} ELSE handle END`;
  return perNetwork(words, blank, "handle");
}

function mentionsLeft({ words }: Erasure): string {
  return perNetwork(
    words,
    ({ accountIds }) => (accountIds.size === 0 ? "mention_ids" : listWithout("mention_ids", [...accountIds])),
    "mention_ids",
  );
}

function isIn(expression: string, values: readonly string[]): string {
  return values.length === 0 ? "false" : `${expression} IN (${values.map(sqlLiteral).join(", ")})`;
}

function perNetwork(
  words: Erasure["words"],
  expressionOf: (words: ForgottenWords, patterns: WordPatterns) => string,
  otherwise: string,
  isCondition = false,
): string {
  if (words.size === 0) return otherwise;
  const branches = [...words].map(
    ([network, entry]) => `WHEN ${sqlLiteral(network)} THEN ${expressionOf(entry, patternsOf(entry))}`,
  );
  const choice = `CASE network ${branches.join(" ")} ELSE ${otherwise} END`;
  return isCondition ? `coalesce(${choice}, false)` : choice;
}
