import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { ConfigProblem } from "../domain/errors.ts";
import { contentHash } from "../interchange/content-hash.ts";
import { addCounts, type ImportSession } from "./import-session.ts";
import { toStreamRow } from "./stream-row.ts";
import type { ImportedInput } from "./summaries.ts";

/** Lines made durable together: one fsync each. */
const LINES_PER_APPEND = 20_000;

/** What NDJSON lines from `input` gave to the lake. Lines go to the journal as they come, durable after each group, and
 *  to Parquet at the end; a stream that breaks off keeps all that was made durable. */
export async function importStream(session: ImportSession, input: Readable): Promise<ImportedInput> {
  const { lake, engine, options } = session;
  const table = options.table;
  if (table === undefined)
    throw new ConfigProblem(
      "Standard input needs --table, for example: renown import - --table interactions",
    );
  const rejectsNdjson = join(lake.temporaryDir("stream"), "rejects.ndjson");
  const rejects: Record<string, number> = {};
  let rowsRead = 0;
  let selfActions = 0;
  let rows: object[] = [];
  const flush = async (isLast: boolean) => {
    await lake.append(table, rows);
    rows = [];
    const total = isLast ? rowsRead : null;
    options.progress({ step: "read standard input", done: rowsRead, total, unit: "rows", isLast });
  };
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === "") continue;
    rowsRead++;
    const parsed = toStreamRow(line, table, options.network);
    if (parsed === "self_action") selfActions++;
    else if ("reason" in parsed) {
      addCounts(rejects, { [parsed.reason]: 1 });
      const entry = { file: "-", table, line: rowsRead, ...parsed, raw: line };
      await appendFile(rejectsNdjson, `${JSON.stringify(entry)}\n`);
    } else if (rows.push(parsed.row) >= LINES_PER_APPEND) await flush(false);
  }
  await flush(true);
  if (Object.keys(rejects).length > 0)
    await lake.commit(
      engine,
      [],
      { contentHash: await contentHash(rejectsNdjson, {}), label: "standard input" },
      { rejectsNdjson },
    );
  const compacted = await lake.compact(engine);
  return {
    path: "-",
    format: "ndjson",
    rowsRead,
    rowsAdded: { [table]: compacted.journalRows },
    rowsDuplicate: compacted.journalRowsDuplicate,
    rowsForgotten: compacted.journalRowsForgotten,
    rejects,
    isKnown: false,
    notes: selfActions > 0 ? [`self-actions dropped: ${selfActions.toLocaleString("en")}`] : [],
  };
}
