import { readdir, readFile, stat } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { NETWORKS } from "../domain/network.ts";
import type { Engine } from "../engines/contract.ts";
import { sqlIdentifier, sqlLiteral } from "../lib/sql-text.ts";
import { moveDurably, writeFileAtomically } from "../platform/atomic-file.ts";
import type { LakeContext } from "./context.ts";
import { createErasure, dropErasure, type Erasure } from "./erasure.ts";
import {
  BLANK,
  blankText,
  candidateWords,
  type ForgottenWords,
  patternsOf,
  type WordPatterns,
} from "./forgotten-words.ts";
import { copyInOrder, plainParquet } from "./parquet-relation.ts";
import { createTemporaryDir } from "./temporary.ts";
import { candidate, recognise, wordCandidates } from "./without-forgotten.ts";
import { blankWords, blankWordsInList, listWithout } from "./word-search.ts";

/** Columns of marts that name the account a row is about. */
const ACCOUNT_COLUMNS = new Set([
  "account_id",
  "actor_id",
  "target_id",
  "author_id",
  "owner_id",
  "scope",
  "subject_id",
]);
/** Columns of marts whose free text may hold a name. */
const TEXT_COLUMNS = new Set([
  "handle",
  "display_name",
  "bio",
  "url",
  "text",
  "tags",
  "links",
  "proof_url",
  "list_name",
]);
/** Other files of a run that are text. */
const TEXT_FILES = new Set([".json", ".ndjson", ".csv", ".md", ".txt", ".html"]);

interface MartColumn {
  readonly name: string;
  readonly type: string;
}

/** The number of files rewritten: every mart, manifest and history of the published runs without the accounts of
 *  `erasure`. Each file is replaced whole; done again, it changes nothing. */
export async function scrubRuns(context: LakeContext, engine: Engine, erasure: Erasure): Promise<number> {
  let rewritten = 0;
  for (const folder of ["runs", "history"])
    rewritten += await scrubFolder(context, engine, join(context.dir, folder), erasure);
  return rewritten;
}

/** The number of files rewritten at or below `root`. */
async function scrubFolder(
  context: LakeContext,
  engine: Engine,
  root: string,
  erasure: Erasure,
): Promise<number> {
  let rewritten = 0;
  for (const path of await filesBelow(root)) {
    if (path.endsWith(".parquet") && (await scrubMart(context, engine, path, erasure))) rewritten += 1;
    if (TEXT_FILES.has(extname(path)) && (await scrubText(context, path, erasure))) rewritten += 1;
  }
  return rewritten;
}

async function filesBelow(root: string): Promise<readonly string[]> {
  if (!(await stat(root)).isDirectory()) return [root];
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .toSorted();
}

/** Scrubs a folder of marts, or one Parquet file, of every account that has a tombstone. */
export async function scrubForgotten(context: LakeContext, engine: Engine, path: string): Promise<void> {
  const candidates: string[] = [];
  for (const file of await filesBelow(path)) {
    if (file.endsWith(".parquet")) candidates.push(...(await candidatesOf(engine, file)));
    if (TEXT_FILES.has(extname(file))) candidates.push(...candidatesOfText(await readFile(file, "utf8")));
  }
  const { words, posts } = await recognise(context.db, engine, candidates);
  const erasure = await createErasure(engine, words, new Map(), posts);
  await scrubFolder(context, engine, path, erasure);
  await dropErasure(engine, erasure);
}

async function scrubMart(
  context: LakeContext,
  engine: Engine,
  path: string,
  erasure: Erasure,
): Promise<boolean> {
  const columns = await columnsOfMart(engine, path);
  const select = plainParquet([path]);
  const gone = erasedCondition(columns, erasure);
  const list = columns.map(column => {
    const name = sqlIdentifier(column.name);
    return `${redacted(column, columns, erasure)} AS ${name}`;
  });
  const changed = columns.map(
    column => `${sqlIdentifier(column.name)} IS DISTINCT FROM ${redacted(column, columns, erasure)}`,
  );
  const [touched] = await engine.rows(
    `SELECT count(*) AS row_count FROM (${select}) WHERE ${[gone, ...changed].join(" OR ")}`,
  );
  if (touched?.["row_count"] === 0) return false;
  const temporary = join(createTemporaryDir(context, "scrub"), basename(path));
  await engine.run(copyInOrder(`SELECT ${list.join(", ")} FROM (${select}) WHERE NOT ${gone}`, temporary));
  context.onStep("replace mart");
  await moveDurably([{ from: temporary, to: path }], context.dir);
  return true;
}

async function scrubText(context: LakeContext, path: string, { words }: Erasure): Promise<boolean> {
  const text = await readFile(path, "utf8");
  const blanked = [...words.values()].reduce((rest, entry) => blankText(rest, patternsOf(entry)), text);
  if (blanked === text) return false;
  context.onStep("replace text");
  await writeFileAtomically(path, blanked);
  return true;
}

async function columnsOfMart(engine: Engine, path: string): Promise<readonly MartColumn[]> {
  const rows = await engine.rows(`DESCRIBE ${plainParquet([path])}`);
  return rows.map(row => ({ name: String(row["column_name"]), type: String(row["column_type"]) }));
}

function erasedCondition(columns: readonly MartColumn[], erasure: Erasure): string {
  const conditions: string[] = [];
  const hasNetwork = columns.some(column => column.name === "network");
  const isHeld = new Set(columns.map(column => column.name));
  for (const [network, { accountIds }] of erasure.words) {
    if (accountIds.size === 0) continue;
    const here = hasNetwork ? `network = ${sqlLiteral(network)} AND ` : "";
    const ids = [...accountIds];
    for (const name of ACCOUNT_COLUMNS)
      if (isHeld.has(name)) conditions.push(`(${here}${name} IN (${ids.map(sqlLiteral).join(", ")}))`);
    const identities = ids.map(id => sqlLiteral(`${network}:${id}`)).join(", ");
    if (isHeld.has("identity_id")) conditions.push(`identity_id IN (${identities})`);
  }
  if (hasNetwork && isHeld.has("post_id"))
    conditions.push(`(network || '|' || post_id) IN (SELECT subject_key FROM ${erasure.postKeys})`);
  return conditions.length === 0 ? "false" : `coalesce(${conditions.join(" OR ")}, false)`;
}

/** SQL of the column without names of forgotten accounts. Ids of digits alone are blanked in free text only. */
function redacted(column: MartColumn, columns: readonly MartColumn[], { words }: Erasure): string {
  const name = sqlIdentifier(column.name);
  if (column.name === "network" || (column.type !== "VARCHAR" && column.type !== "VARCHAR[]")) return name;
  const hasNetwork = columns.some(other => other.name === "network");
  let expression = name;
  for (const [network, entry] of words) {
    const blanked = redactedFor(column, expression, network, entry);
    expression = hasNetwork
      ? `CASE WHEN network = ${sqlLiteral(network)} THEN ${blanked} ELSE ${expression} END`
      : blanked;
  }
  return expression;
}

function redactedFor(column: MartColumn, expression: string, network: string, entry: ForgottenWords): string {
  const isText = TEXT_COLUMNS.has(column.name);
  const patterns = isText ? patternsOf(entry) : onlyUnmistakable(entry);
  if (column.type === "VARCHAR") {
    const exact = column.name === "handle" ? [...entry.handles] : [];
    const blanked = column.name === "handle" ? expression : blankWords(expression, patterns);
    if (exact.length === 0) return blanked;
    return `CASE WHEN lower(${expression}) IN (${exact.map(sqlLiteral).join(", ")}) THEN ${sqlLiteral(BLANK)} ELSE ${blanked} END`;
  }
  const ids = [...entry.accountIds].flatMap(id => [id, `${network}:${id}`]);
  const left = ids.length === 0 ? expression : listWithout(expression, ids);
  return blankWordsInList(left, patterns);
}

function onlyUnmistakable(entry: ForgottenWords): WordPatterns {
  const accountIds = new Set([...entry.accountIds].filter(id => /\D/.test(id)));
  return { ...patternsOf({ accountIds, handles: entry.handles }), afterMark: null };
}

/** Texts do not say which network they speak of, so each word is looked up on all of them. */
function candidatesOfText(text: string): readonly string[] {
  const words = [...candidateWords(text), ...candidateWords(text.toLowerCase())];
  if (words.length === 0) return [];
  const list = (items: readonly string[]) => `(SELECT unnest([${items.map(sqlLiteral).join(", ")}]) AS item)`;
  return [
    `SELECT 'word' AS kind, n.item AS network, w.item AS word FROM ${list(NETWORKS)} AS n, ${list([...new Set(words)])} AS w`,
  ];
}

async function candidatesOf(engine: Engine, path: string): Promise<readonly string[]> {
  const columns = await columnsOfMart(engine, path);
  if (!columns.some(column => column.name === "network")) return [];
  const select = plainParquet([path]);
  return columns.flatMap(({ name, type }) => {
    const column = sqlIdentifier(name);
    if (type === "VARCHAR[]") return wordCandidates(select, `coalesce(array_to_string(${column}, ' '), '')`);
    if (type !== "VARCHAR" || name === "network") return [];
    if (ACCOUNT_COLUMNS.has(name)) return [candidate("account", select, column)];
    const post = name === "post_id" ? [candidate("post", select, column)] : [];
    return [...post, ...wordCandidates(select, `coalesce(${column}, '')`)];
  });
}
