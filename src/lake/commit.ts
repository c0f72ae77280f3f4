import { copyFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { CliError } from "../domain/errors.ts";
import { TABLES, type TableName } from "../domain/interchange/schema.ts";
import { columnsOf, storageKeyOf } from "../domain/interchange/table.ts";
import type { Engine } from "../engines/contract.ts";
import { sqlIdentifier } from "../lib/sql-text.ts";
import type { LakeContext } from "./context.ts";
import type { BatchOrigin, CheckedRows, CommitResult, CursorUpdate } from "./contract.ts";
import { type Partition, partitionKey, rejectsFile } from "./layout.ts";
import { withLease } from "./lease.ts";
import { distinctRows, parquetRelation, sqlTypeOf, storedColumns } from "./parquet-relation.ts";
import { screenRejects } from "./scrub-rejects.ts";
import { dropPlaced, placeFiles, type StagedFile, stageFiles } from "./staged-files.ts";
import { createTemporaryDir } from "./temporary.ts";
import { withoutForgotten } from "./without-forgotten.ts";

export interface CommitExtras {
  readonly rejectsNdjson?: string | undefined;
  readonly cursor?: CursorUpdate | undefined;
  /** More to do in the transaction that counts the files; throwing undoes the commit. */
  readonly inTransaction?: () => void;
}

/** The result of a batch whose content is in already. */
const NOTHING_NEW: CommitResult = {
  isNew: false,
  rowsAdded: 0,
  rowsAddedByTable: {},
  rowsDuplicate: 0,
  rowsForgotten: 0,
};

/** Attempts before a commit gives up because accounts are being forgotten again and again meanwhile. */
const MAX_ATTEMPTS = 5;

/** Outcome of making `rows` durable as one batch: all or nothing, at whatever moment the process ends. */
export async function commitRows(
  context: LakeContext,
  engine: Engine,
  rows: readonly CheckedRows[],
  origin: BatchOrigin,
  extras: CommitExtras = {},
): Promise<CommitResult> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    if (context.manifest.hasBatch(origin.contentHash)) return NOTHING_NEW;
    const result = await withLease(context, () => tryCommit(context, engine, rows, origin, extras));
    if (result !== "forgotten meanwhile") return result;
  }
  throw new CliError(
    `${origin.label} was not taken in: accounts are being forgotten at once; run the import again`,
  );
}

async function tryCommit(
  context: LakeContext,
  engine: Engine,
  rows: readonly CheckedRows[],
  origin: BatchOrigin,
  extras: CommitExtras,
): Promise<CommitResult | "forgotten meanwhile"> {
  const { manifest } = context;
  const forgetGeneration = manifest.forgetGeneration();
  const lastFileId = manifest.lastFileId();
  const batchId = manifest.beginAttempt(context.openerId);
  const staged: StagedFile[] = [];
  let rowsDuplicate = 0;
  const screened = await withoutForgotten(context.db, engine, relationsByTable(engine, rows));
  try {
    for (const [table, select] of screened.selects) {
      const { files, rowCount } = await stageNewRows(context, engine, table, select, batchId);
      staged.push(...files);
      rowsDuplicate += rowCount - sumRows(files);
    }
  } finally {
    await screened.drop();
  }
  const rejectsPath = rejectsFile(batchId);
  const rejects =
    extras.rejectsNdjson === undefined
      ? []
      : [{ from: await stageRejects(context, extras.rejectsNdjson), to: join(context.dir, rejectsPath) }];
  await placeFiles(context, staged, rejects);
  const placed = staged.map(file => file.path);
  context.onStep("count batch");
  const count = () => {
    if (manifest.hasBatch(origin.contentHash)) return "present";
    if (manifest.forgetGeneration() !== forgetGeneration) return "forgotten meanwhile";
    const committedAt = context.now().toISOString();
    manifest.addBatch(batchId, origin, committedAt, sumRows(staged));
    manifest.addFiles(staged, () => [batchId], lastFileId);
    if (rejects.length > 0) context.db.prepare("INSERT INTO rejects VALUES (?, ?)").run(rejectsPath, batchId);
    if (extras.cursor !== undefined) manifest.saveCursor(extras.cursor, committedAt);
    extras.inTransaction?.();
    manifest.endAttempt(batchId);
    return "counted";
  };
  let outcome: "present" | "forgotten meanwhile" | "counted";
  try {
    outcome = manifest.transaction(count);
  } catch (error) {
    await dropPlaced(context, batchId, [...placed, rejectsPath]);
    throw error;
  }
  context.onStep("batch counted");
  if (outcome === "counted") {
    if (extras.rejectsNdjson !== undefined) await rm(extras.rejectsNdjson, { force: true });
    return {
      isNew: true,
      rowsAdded: sumRows(staged),
      rowsAddedByTable: rowsByTable(rows, staged),
      rowsDuplicate,
      rowsForgotten: screened.rowsForgotten,
    };
  }
  await dropPlaced(context, batchId, [...placed, rejectsPath]);
  return outcome === "present" ? NOTHING_NEW : outcome;
}

/** Path of a copy of the rejects, screened like the original, which stays for another attempt. */
async function stageRejects(context: LakeContext, rejectsNdjson: string): Promise<string> {
  await screenRejects(context.db, rejectsNdjson);
  const copy = join(createTemporaryDir(context, "rejects"), "rejects.ndjson");
  await copyFile(rejectsNdjson, copy);
  return copy;
}

function rowsByTable(
  rows: readonly CheckedRows[],
  staged: readonly StagedFile[],
): CommitResult["rowsAddedByTable"] {
  const tables = [...new Set(rows.map(({ table }) => table))];
  return Object.fromEntries(
    tables.map(table => [table, sumRows(staged.filter(file => file.table === table))]),
  );
}

/** SELECT of stored columns, cast to their types and with `day`, per table of the batch. */
function relationsByTable(engine: Engine, rows: readonly CheckedRows[]): ReadonlyMap<TableName, string> {
  const selects = new Map<TableName, string>();
  for (const { table, relation } of rows) {
    const casts = columnsOf(TABLES[table]).map(column => {
      const name = sqlIdentifier(column.name);
      return `CAST(${name} AS ${sqlTypeOf(column)}) AS ${name}`;
    });
    const day = engine.macros["utc_date"]!(sqlIdentifier(TABLES[table].dayColumn));
    const select = `SELECT ${casts.join(", ")}, ${day} AS day FROM ${sqlIdentifier(relation)}`;
    const before = selects.get(table);
    selects.set(table, before === undefined ? select : `${before} UNION ALL ${select}`);
  }
  return selects;
}

async function stageNewRows(
  context: LakeContext,
  engine: Engine,
  table: TableName,
  select: string,
  batchId: string,
): Promise<{ readonly files: readonly StagedFile[]; readonly rowCount: number }> {
  const key = storageKeyOf(TABLES[table]).map(sqlIdentifier);
  const hash = engine.macros["hash64"]!(...key);
  const counts = await engine.rows(
    `SELECT network, CAST(day AS VARCHAR) AS day, count(*) AS row_count, count(DISTINCT ${hash}) AS key_count FROM (${select}) GROUP BY network, day`,
  );
  if (counts.length === 0) return { files: [], rowCount: 0 };
  const rowCount = counts.reduce((sum, row) => sum + Number(row["row_count"]), 0);
  const hasRepeats = counts.some(row => row["row_count"] !== row["key_count"]);
  const partitions = new Set(
    counts.map(row =>
      partitionKey({ table, network: String(row["network"]), day: row["day"] as Partition["day"] }),
    ),
  );
  const present = context.manifest.files(table).filter(file => partitions.has(partitionKey(file)));
  const distinct = hasRepeats ? distinctRows(table, select) : select;
  const fresh =
    present.length === 0
      ? distinct
      : notIn(
          table,
          distinct,
          present.map(file => join(context.dir, file.path)),
        );
  return { files: await stageFiles(context, engine, table, fresh, batchId), rowCount };
}

function notIn(table: TableName, select: string, paths: readonly string[]): string {
  const sameKey = [...storageKeyOf(TABLES[table]), "day"]
    .map(name => `held.${sqlIdentifier(name)} IS NOT DISTINCT FROM fresh.${sqlIdentifier(name)}`)
    .join(" AND ");
  return `SELECT ${storedColumns(table)} FROM (${select}) AS fresh WHERE NOT EXISTS (SELECT 1 FROM (${parquetRelation(table, paths)}) AS held WHERE ${sameKey})`;
}

const sumRows = (files: readonly { readonly rowCount: number }[]) =>
  files.reduce((sum, file) => sum + file.rowCount, 0);
