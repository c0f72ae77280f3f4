import { setTimeout as wait } from "node:timers/promises";
import { CliError } from "../domain/errors.ts";
import { TABLE_NAMES, type TableName } from "../domain/interchange/schema.ts";
import type { Engine } from "../engines/contract.ts";
import { sqlLiteral } from "../lib/sql-text.ts";
import { scrubClaims } from "./claims.ts";
import { compactJournal } from "./compact-journal.ts";
import { contextOf, type LakeContext } from "./context.ts";
import type { ForgetResult, ForgottenAccount, Lake } from "./contract.ts";
import { scrubDisputes } from "./disputes.ts";
import { createErasure, dropErasure, type Erasure, erasedSelect, isErased, isRedacted } from "./erasure.ts";
import { dropFolds } from "./folds.ts";
import { blankText, type ForgottenWords, patternsOf } from "./forgotten-words.ts";
import { type Partition, partitionKey } from "./layout.ts";
import { collectGarbage, withLease } from "./lease.ts";
import type { LakeDb } from "./migrations.ts";
import { type Rewrite, rewriteFiles } from "./rewrite.ts";
import { scrubRejects } from "./scrub-rejects.ts";
import { scrubRuns } from "./scrub-runs.ts";
import { dropSnapshots } from "./snapshots.ts";
import { sourceOf } from "./source.ts";
import { normalHandle, saltOf, tombstoneHash } from "./tombstones.ts";
import { dropTopicChoices } from "./topic-choices.ts";

const POLL_MS = 50;
/** Tries of the swap when other processes compact at the same time. */
const MAX_SWAPS = 20;

interface Intent {
  readonly intent_id: number;
  readonly network: string;
  readonly account_id: string;
  readonly handles: string;
}

/** What was erased: every row, journal line, reject, published mart and history of the account; its names in other
 *  people's rows are blanked. Leaves salted tombstones, so that it never comes back. Killed in the middle, the
 *  next `forget` (of whomever) or `compact` completes it; doing it again changes nothing. */
export async function forget(lake: Lake, engine: Engine, account: ForgottenAccount): Promise<ForgetResult> {
  const context = contextOf(lake);
  context.releaseImplicitLease();
  // Profiles that are still in the journal may name handles.
  await compactJournal(context, engine);
  const held = await withLease(context, () => heldHandles(context, engine, account));
  const handles = new Set([...held, ...(account.handles ?? [])]);
  const normal = [...handles].map(normalHandle).filter(handle => handle !== "");
  buryAccount(context, account, [...new Set(normal)].toSorted());
  return finishForgetting(context, engine);
}

/** What was erased of accounts whose `forget` began and was cut off; zeros when there is none. */
export async function finishForgetting(context: LakeContext, engine: Engine): Promise<ForgetResult> {
  const intents = context.db.prepare("SELECT * FROM forget_intents ORDER BY intent_id").all() as Intent[];
  if (intents.length === 0) return NOTHING_ERASED;
  await compactJournal(context, engine);
  const erased = await erase(context, engine, intents);
  dropFolds(context);
  const filesAwaitingReaders = await awaitReaders(context);
  context.onStep("drop intents");
  context.manifest.transaction(() => {
    for (const { intent_id } of intents)
      context.db.prepare("DELETE FROM forget_intents WHERE intent_id = ?").run(intent_id);
  });
  await wipeFreePages(context.db);
  return { ...erased, filesAwaitingReaders };
}

/** The result of forgetting nothing. */
export const NOTHING_ERASED: ForgetResult = {
  rowsDeleted: 0,
  rowsRedacted: 0,
  partitionsRewritten: 0,
  rejectLinesDeleted: 0,
  runFilesRewritten: 0,
  filesAwaitingReaders: 0,
};

async function heldHandles(
  { dir, manifest }: LakeContext,
  engine: Engine,
  { network, accountId }: ForgottenAccount,
): Promise<readonly string[]> {
  const source = sourceOf(dir, "accounts", manifest.files("accounts"));
  const rows = await engine.rows(
    `SELECT DISTINCT handle FROM (${source}) WHERE network = ${sqlLiteral(network)} AND account_id = ${sqlLiteral(accountId)} AND handle IS NOT NULL`,
  );
  return rows.map(row => String(row["handle"]));
}

function buryAccount(context: LakeContext, account: ForgottenAccount, handles: readonly string[]): void {
  const { db, manifest } = context;
  context.onStep("write tombstone");
  manifest.transaction(() => {
    const { network, accountId } = account;
    db.prepare("INSERT INTO forget_intents (network, account_id, handles) VALUES (?, ?, ?)").run(
      network,
      accountId,
      JSON.stringify(handles),
    );
    addTombstone(context, network, "account", accountId);
    for (const handle of handles) addTombstone(context, network, "handle", handle);
    manifest.nextNumber("forget_generation");
  });
  context.onStep("tombstone written");
}

function addTombstone(
  { db, now }: LakeContext,
  network: string,
  kind: "account" | "handle" | "post",
  word: string,
): void {
  const hash = tombstoneHash(saltOf(db), network, kind, word);
  db.prepare("INSERT OR IGNORE INTO tombstones VALUES (?, ?, ?)").run(kind, hash, now().toISOString());
}

async function erase(context: LakeContext, engine: Engine, intents: readonly Intent[]) {
  const words = wordsOfIntents(intents);
  let rejectLinesDeleted = 0;
  let runFilesRewritten = 0;
  for (let swap = 0; swap < MAX_SWAPS; swap++) {
    // The lease keeps files on disk that another process replaces while they are searched here.
    const erased = await withLease(context, async () => {
      const erasure = await createErasure(engine, words, currentSelects(context));
      const values = await buryPosts(context, engine, erasure);
      rejectLinesDeleted += await scrubRejects(context, { words, values });
      runFilesRewritten += await scrubRuns(context, engine, erasure);
      dropSnapshots(context);
      const { rewrites, rowsDeleted, rowsRedacted } = await rewritesOf(context, engine, erasure);
      const isSwapped = await rewriteFiles(context, engine, rewrites, () => scrubRecords(context, words));
      await dropErasure(engine, erasure);
      const touched = new Set(rewrites.flatMap(rewrite => rewrite.files.map(partitionKey)));
      return isSwapped ? { rowsDeleted, rowsRedacted, partitionsRewritten: touched.size } : null;
    });
    if (erased !== null) return { ...erased, rejectLinesDeleted, runFilesRewritten };
  }
  throw new CliError("files were replaced by other processes again and again; run forget again");
}

function wordsOfIntents(intents: readonly Intent[]): ReadonlyMap<string, ForgottenWords> {
  const words = new Map<string, { accountIds: Set<string>; handles: Set<string> }>();
  for (const { network, account_id, handles } of intents) {
    const entry = words.get(network) ?? { accountIds: new Set(), handles: new Set() };
    entry.accountIds.add(account_id);
    for (const handle of JSON.parse(handles) as string[]) entry.handles.add(handle);
    words.set(network, entry);
  }
  return words;
}

function currentSelects({ dir, manifest }: LakeContext): ReadonlyMap<TableName, string> {
  return new Map(TABLE_NAMES.map(table => [table, sourceOf(dir, table, manifest.files(table))]));
}

/** Ids and texts of the posts that go, after their tombstones are written: later counts of them are refused too. */
async function buryPosts(
  context: LakeContext,
  engine: Engine,
  erasure: Erasure,
): Promise<ReadonlySet<string>> {
  const keys = await engine.rows(`SELECT subject_key FROM ${erasure.postKeys} ORDER BY subject_key`);
  const posts = keys.map(row => String(row["subject_key"]));
  const ids = posts.map(key => key.slice(key.indexOf("|") + 1));
  context.onStep("write post tombstones");
  context.manifest.transaction(() => {
    for (const [i, key] of posts.entries())
      addTombstone(context, key.slice(0, key.indexOf("|")), "post", ids[i]!);
    if (posts.length > 0) context.manifest.nextNumber("forget_generation");
  });
  const source = currentSelects(context).get("posts");
  const texts = await engine.rows(
    `SELECT DISTINCT text FROM (${source}) WHERE text IS NOT NULL AND text <> '' AND ${isErased("posts", erasure)}`,
  );
  return new Set([...ids, ...texts.map(row => String(row["text"]))]);
}

async function rewritesOf(context: LakeContext, engine: Engine, erasure: Erasure) {
  const rewrites: Rewrite[] = [];
  let rowsDeleted = 0;
  let rowsRedacted = 0;
  for (const table of TABLE_NAMES) {
    const files = context.manifest.files(table);
    if (files.length === 0) continue;
    const erased = isErased(table, erasure);
    const redacted = isRedacted(table, erasure);
    const touched = await engine.rows(
      `SELECT network, CAST(day AS VARCHAR) AS day,
         CAST(sum(CASE WHEN ${erased} THEN 1 ELSE 0 END) AS BIGINT) AS deleted_count,
         CAST(sum(CASE WHEN NOT ${erased} AND ${redacted} THEN 1 ELSE 0 END) AS BIGINT) AS redacted_count
       FROM (${sourceOf(context.dir, table, files)}) WHERE ${erased} OR ${redacted} GROUP BY network, day`,
    );
    const keys = new Set<string>();
    for (const row of touched) {
      rowsDeleted += Number(row["deleted_count"]);
      rowsRedacted += Number(row["redacted_count"]);
      keys.add(partitionKey({ table, network: String(row["network"]), day: row["day"] as Partition["day"] }));
    }
    const held = files.filter(file => keys.has(partitionKey(file)));
    if (held.length === 0) continue;
    const select = erasedSelect(table, sourceOf(context.dir, table, held), erasure);
    rewrites.push({ table, files: held, select });
  }
  return { rewrites, rowsDeleted, rowsRedacted };
}

/** Takes names out of batch labels and statements; drops claims, disputes, choices, Klout ids and cursors that name an account. */
function scrubRecords({ db }: LakeContext, words: ReadonlyMap<string, ForgottenWords>): void {
  for (const [network, { accountIds }] of words) dropTopicChoices(db, network, accountIds);
  const patterns = [...words.values()].map(patternsOf);
  const blank = (text: string) => patterns.reduce((rest, entry) => blankText(rest, entry), text);
  scrubClaims(db, words, blank);
  scrubDisputes(db, words, blank);
  for (const { batch_id, label } of db.prepare("SELECT batch_id, label FROM batches").all() as {
    batch_id: string;
    label: string;
  }[])
    if (blank(label) !== label)
      db.prepare("UPDATE batches SET label = ? WHERE batch_id = ?").run(blank(label), batch_id);
  const ids = new Set([...words.values()].flatMap(entry => [...entry.accountIds, ...entry.handles]));
  for (const { stream, cursor } of db.prepare("SELECT stream, cursor FROM cursors").all() as {
    stream: string;
    cursor: string;
  }[]) {
    const isNamed =
      stream.split(/[:/ ]/).some(part => ids.has(part)) ||
      blank(`${stream} ${cursor}`) !== `${stream} ${cursor}`;
    if (isNamed) db.prepare("DELETE FROM cursors WHERE stream = ?").run(stream);
  }
}

/** The number of replaced files that readers still hold after the longest wait. */
async function awaitReaders(context: LakeContext): Promise<number> {
  const { db, dir, readerWaitMs } = context;
  let remaining = collectGarbage(db, dir);
  for (let waited = 0; remaining > 0 && waited < readerWaitMs; waited += POLL_MS) {
    await wait(POLL_MS);
    remaining = collectGarbage(db, dir);
  }
  return remaining;
}

/** Rewrites lake.db and empties its log, so that no page keeps a deleted name. A busy database is left to the
 *  next checkpoint: deleted cells are zeroed at once by secure_delete. */
async function wipeFreePages(db: LakeDb): Promise<void> {
  for (let attempt = 0; attempt < 40; attempt++) {
    try {
      db.exec("VACUUM");
      const [result] = db.pragma("wal_checkpoint(TRUNCATE)") as { busy: number }[];
      if (result?.busy === 0) return;
    } catch (error) {
      if (!String((error as { code?: string }).code).startsWith("SQLITE_BUSY")) throw error;
    }
    await wait(POLL_MS);
  }
}
