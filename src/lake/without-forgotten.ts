import { TABLES, type TableName } from "../domain/interchange/schema.ts";
import { columnsOf } from "../domain/interchange/table.ts";
import type { Engine } from "../engines/contract.ts";
import { sqlIdentifier, sqlLiteral } from "../lib/sql-text.ts";
import { createErasure, dropErasure, erasedSelect } from "./erasure.ts";
import type { ForgottenWords } from "./forgotten-words.ts";
import type { LakeDb } from "./migrations.ts";
import { relationName } from "./temporary.ts";
import { hasTombstones, OWNER_COLUMNS, saltOf, type TombstoneKind } from "./tombstones.ts";
import { wordsOf } from "./word-search.ts";

/** The relations of a batch without what speaks of forgotten accounts. */
export interface Screened {
  readonly selects: ReadonlyMap<TableName, string>;
  readonly rowsForgotten: number;
  /** Drops the engine tables made for this. */
  readonly drop: () => Promise<void>;
}

/** Words that have a tombstone. */
export interface Recognised {
  readonly words: ReadonlyMap<string, ForgottenWords>;
  readonly posts: readonly { readonly network: string; readonly post_id: string }[];
}

/** The selects of a batch as they may be stored: rows of forgotten accounts dropped, their names blanked. Costs
 *  nothing until the first account is forgotten. */
export async function withoutForgotten(
  db: LakeDb,
  engine: Engine,
  selects: ReadonlyMap<TableName, string>,
): Promise<Screened> {
  const unchanged = { selects, rowsForgotten: 0, drop: async () => {} };
  if (!hasTombstones(db)) return unchanged;
  const candidates = [...selects].flatMap(([table, select]) => candidatesOf(table, select));
  const recognised = await recognise(db, engine, candidates);
  if (recognised.words.size === 0 && recognised.posts.length === 0) return unchanged;
  const erasure = await createErasure(engine, recognised.words, selects, recognised.posts);
  const kept = new Map<TableName, string>();
  const tables: string[] = [];
  let rowsForgotten = 0;
  for (const [table, select] of selects) {
    const name = relationName("screened");
    tables.push(name);
    const rowCount = await engine.createTable(name, erasedSelect(table, select, erasure));
    const [all] = await engine.rows(`SELECT count(*) AS row_count FROM (${select})`);
    rowsForgotten += Number(all?.["row_count"]) - rowCount;
    kept.set(table, `SELECT * FROM ${name}`);
  }
  await dropErasure(engine, erasure);
  const drop = async () => {
    for (const name of tables) await engine.run(`DROP TABLE IF EXISTS ${name}`);
  };
  return { selects: kept, rowsForgotten, drop };
}

/** Which of the candidates (SELECTs of kind, network, word) have a tombstone; `word` is looked up as id and handle. */
export async function recognise(
  db: LakeDb,
  engine: Engine,
  candidates: readonly string[],
): Promise<Recognised> {
  const words = new Map<string, { accountIds: Set<string>; handles: Set<string> }>();
  const posts: { network: string; post_id: string }[] = [];
  if (candidates.length === 0) return { words, posts };
  const tombstones = db.prepare("SELECT kind, hash FROM tombstones ORDER BY kind, hash").all();
  const hashes = relationName("tombstones");
  const rows = (tombstones as { kind: string; hash: string }[]).map(({ kind, hash }) => ({ kind, hash }));
  await engine.createTableFromRows(hashes, { kind: "text", hash: "text" }, rows);
  const found = await engine.rows(
    `SELECT DISTINCT t.kind AS kind, c.network AS network, c.word AS word
     FROM (SELECT DISTINCT kind, network, word FROM (${candidates.join(" UNION ALL ")}) WHERE word IS NOT NULL) AS c
     JOIN ${hashes} AS t ON t.hash = sha256(${sqlLiteral(`${saltOf(db)}|`)} || c.network || '|' || c.word)
       AND (t.kind = c.kind OR (c.kind = 'word' AND t.kind IN ('account', 'handle')))
     ORDER BY kind, network, word`,
  );
  await engine.run(`DROP TABLE ${hashes}`);
  for (const row of found) {
    const { kind, network, word } = row as { kind: TombstoneKind; network: string; word: string };
    if (kind === "post") {
      posts.push({ network, post_id: word });
      continue;
    }
    const entry = words.get(network) ?? { accountIds: new Set(), handles: new Set() };
    (kind === "account" ? entry.accountIds : entry.handles).add(word);
    words.set(network, entry);
  }
  return { words, posts };
}

/** SELECTs of (kind, network, word) for one column of `select`. */
export function candidate(
  kind: TombstoneKind | "word",
  select: string,
  word: string,
  network = "network",
): string {
  return `SELECT ${sqlLiteral(kind)} AS kind, ${network} AS network, ${word} AS word FROM (${select})`;
}

/** SELECTs of the words of a text expression, as written and in lower case. */
export function wordCandidates(select: string, text: string, network = "network"): readonly string[] {
  return [text, `lower(${text})`].map(form => candidate("word", select, `unnest(${wordsOf(form)})`, network));
}

const ACCOUNT_COLUMNS: Partial<Record<TableName, readonly string[]>> = {
  posts: ["parent_author_id", "unnest(mention_ids)"],
  removals: ["subject_id"],
};
const POST_COLUMNS: Partial<Record<TableName, readonly string[]>> = {
  posts: ["post_id", "parent_post_id", "root_post_id"],
  post_stats: ["post_id"],
  interactions: ["post_id"],
  removals: ["subject_id"],
  lists: ["list_id"],
};
/** Text that may hold a name or id; columns joined by spaces. */
const TEXT_COLUMNS: Partial<Record<TableName, readonly string[]>> = {
  accounts: ["handle", "display_name", "bio", "url"],
  posts: [
    "text",
    "array_to_string(tags, ' ')",
    "array_to_string(links, ' ')",
    "parent_post_id",
    "root_post_id",
  ],
  post_stats: ["post_id"],
  interactions: ["post_id"],
  removals: ["subject_id"],
  identity_links: ["proof_url"],
  lists: ["list_id", "name", "description"],
};

function candidatesOf(table: TableName, select: string): readonly string[] {
  const names = new Set(columnsOf(TABLES[table]).map(column => column.name));
  const quote = (column: string) => (names.has(column) ? sqlIdentifier(column) : column);
  const text = (TEXT_COLUMNS[table] ?? [])
    .map(column => `coalesce(${quote(column)}, '')`)
    .join(" || ' ' || ");
  const identity =
    table === "identity_links"
      ? [
          candidate(
            "account",
            select,
            "substr(identity_id, strpos(identity_id, ':') + 1)",
            "split_part(identity_id, ':', 1)",
          ),
        ]
      : [];
  return [
    ...[...OWNER_COLUMNS[table], ...(ACCOUNT_COLUMNS[table] ?? [])].map(column =>
      candidate("account", select, quote(column)),
    ),
    ...(POST_COLUMNS[table] ?? []).map(column => candidate("post", select, quote(column))),
    ...(text === "" ? [] : wordCandidates(select, text)),
    ...identity,
  ];
}
