import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CliError, ConfigProblem, EXIT } from "../domain/errors.ts";
import { formatHandle, parseHandle } from "../domain/handle.ts";
import type { HandleQuery } from "../domain/handle-query.ts";
import { TABLE_NAMES, TABLES, type TableName } from "../domain/interchange/schema.ts";
import { columnsOf } from "../domain/interchange/table.ts";
import type { NetworkName } from "../domain/network.ts";
import type { EngineRow } from "../engines/contract.ts";
import { claimOf } from "../lake/claims.ts";
import { disputesOf } from "../lake/disputes.ts";
import type { HistoryPoint } from "../snapshot/contract.ts";
import { findInLake } from "../snapshot/find-in-lake.ts";
import { readHistory } from "../snapshot/read-history.ts";
import { accountRows } from "./account-rows.ts";
import { type OwnAuthenticity, ownAuthenticity } from "./authenticity/own-authenticity.ts";
import { type DisputeEntry, type OwnProfile, toDisputeEntry, toOwnProfile } from "./claims/own-profile.ts";
import { createFolder } from "./create-folder.ts";
import { toExactCsv } from "./csv-text.ts";
import { howToGet } from "./how-to-get.ts";
import { type LakeSession, withLake } from "./lake-session.ts";
import { publishedReader, publishedRunAt } from "./locate-account.ts";

/** Everything the lake holds on one account. */
export interface AccountExport {
  readonly schema_version: "1.0";
  readonly handle: string;
  readonly network: string;
  readonly account_id: string;
  /** Rows per table of the interchange schema; they can be imported again. */
  readonly tables: Readonly<Record<TableName, readonly EngineRow[]>>;
  /** Its row of account_features in the newest published run; null when that does not hold it. */
  readonly features: EngineRow | null;
  /** How surely it is genuine and what says so, and the suspicious accounts around it: for its owner; null when the newest
   *  published run judged nobody. */
  readonly authenticity: OwnAuthenticity | null;
  /** Every published score. */
  readonly history: readonly HistoryPoint[];
  /** Its owner's proof of control, statement and choice to hide; null when nobody claimed it. */
  readonly claim: OwnProfile | null;
  /** What its owner disputes, oldest first. */
  readonly disputes: readonly DisputeEntry[];
}

/** All that the lake holds on `handle`.
 *  @throws CliError when the handle is malformed or the lake holds nothing of it. */
export async function exportHandle(
  handle: string,
  options: { readonly dataDir: string; readonly network?: NetworkName },
): Promise<AccountExport> {
  return exportAccount(parseHandle(handle, options.network), options.dataDir);
}

/** All that the lake at `dataDir` holds on the account that `query` asks for.
 *  @throws CliError when that is nothing. */
export async function exportAccount(query: HandleQuery, dataDir: string): Promise<AccountExport> {
  return withLake(
    dataDir,
    async session => {
      const account = await findInLake(session.engine, session.lake, query);
      if (account === null) throw new CliError(howToGet(query), EXIT.unknownHandle);
      const { network, accountId } = account;
      const claim = claimOf(session.lake, network, accountId);
      const tables = {} as Record<TableName, readonly EngineRow[]>;
      for (const table of TABLE_NAMES) tables[table] = await accountRows(session, table, network, accountId);
      return {
        schema_version: "1.0",
        handle: formatHandle(query.network, account.handle, accountId),
        network,
        account_id: accountId,
        tables,
        features: await featuresOf(session, query.network, accountId),
        authenticity: await ownAuthenticity(session, publishedRunAt(session), { network, accountId }),
        history: await readHistory(session.engine, session.lake.historyFiles(), network, accountId),
        claim: claim === null ? null : toOwnProfile(claim),
        disputes: disputesOf(session.lake, { network, accountId }).map(toDisputeEntry),
      };
    },
    EXIT.unknownHandle,
  );
}

/** The files written, of an export as one JSON file `out`, or as one CSV a table in folder `out`.
 *  @throws ConfigProblem when the place cannot be written. */
export async function writeExport(
  account: AccountExport,
  out: string,
  format: "json" | "csv",
): Promise<readonly string[]> {
  try {
    if (format === "json") {
      await writeFile(out, `${JSON.stringify(account, null, 2)}\n`);
      return [out];
    }
    return await writeTables(account, out);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigProblem(`Cannot write the export to ${out}: ${reason}. Give another place to --out.`, {
      cause,
    });
  }
}

async function writeTables(account: AccountExport, dir: string): Promise<readonly string[]> {
  createFolder(dir, "--out");
  const written: string[] = [];
  for (const table of TABLE_NAMES) {
    const rows = account.tables[table];
    if (rows.length === 0) continue;
    const columns = columnsOf(TABLES[table]).map(column => column.name);
    const path = join(dir, `${table}.csv`);
    await writeFile(path, toExactCsv(columns, rows));
    written.push(path);
  }
  if (account.history.length > 0) {
    const path = join(dir, "scores.csv");
    const columns = ["as_of", "published_at", "model", "score", "low", "high", "coverage"];
    await writeFile(path, toExactCsv(columns, account.history as unknown as readonly EngineRow[]));
    written.push(path);
  }
  return written;
}

async function featuresOf(
  session: LakeSession,
  network: NetworkName,
  accountId: string,
): Promise<EngineRow | null> {
  const run = publishedRunAt(session);
  if (run === null) return null;
  const held = await (await publishedReader(session, run)).findAccount({
    network,
    kind: "id",
    value: accountId,
  });
  return held?.features ?? null;
}
