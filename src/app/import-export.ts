import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { checkFile } from "../interchange/check-file.ts";
import { writeRejects } from "../interchange/write-rejects.ts";
import type { CheckedRows } from "../lake/contract.ts";
import type { FoundExport } from "./find-export.ts";
import { knownInput } from "./import-file.ts";
import { addCounts, type ImportSession } from "./import-session.ts";
import type { ImportedInput } from "./summaries.ts";
import { TableFiles } from "./table-files.ts";

/** What a personal export gave to the lake: everything in one commit, or nothing when the export is damaged. */
export async function importExport(
  session: ImportSession,
  path: string,
  { reader, input }: FoundExport,
): Promise<ImportedInput> {
  const { lake, engine, options } = session;
  const folder = lake.temporaryDir("export");
  const rejectsPath = join(folder, "rejects.ndjson");
  const rejects: Record<string, number> = {};
  const sink = new TableFiles(folder);
  let rowsRead = 0;
  try {
    for await (const record of reader.read(input)) {
      rowsRead++;
      if ("rejection" in record) {
        addCounts(rejects, { [record.rejection.reason]: 1 });
        await appendFile(rejectsPath, `${JSON.stringify(record.rejection)}\n`);
      } else await sink.write(record.table, record.row);
      if (rowsRead % 10_000 === 0)
        options.progress({ step: `read ${path}`, done: rowsRead, total: null, unit: "rows", isLast: false });
    }
  } finally {
    await sink.close();
    await input.close();
  }
  options.progress({ step: `read ${path}`, done: rowsRead, total: rowsRead, unit: "rows", isLast: true });
  const contentHash = input.contentHash();
  if (lake.hasBatch(contentHash)) return knownInput(path);
  const rows: CheckedRows[] = [];
  for (const table of sink.tables()) {
    const relation = `export_${table}`;
    const checked = await checkFile(
      engine,
      { path: sink.pathOf(table), table, format: "ndjson" },
      { relation },
    );
    rows.push({ table, relation });
    addCounts(rejects, checked.rejectedByReason);
    const partPath = join(folder, `${table}-rejects.ndjson`);
    if ((await writeRejects(engine, checked, partPath)) > 0)
      await appendFile(rejectsPath, await readFile(partPath));
  }
  const hasRejects = Object.keys(rejects).length > 0;
  const result = await lake.commit(
    engine,
    rows,
    { contentHash, label: reader.format },
    hasRejects ? { rejectsNdjson: rejectsPath } : {},
  );
  return {
    path,
    format: reader.format,
    rowsRead,
    rowsAdded: result.rowsAddedByTable,
    rowsDuplicate: result.rowsDuplicate,
    rowsForgotten: result.rowsForgotten,
    rejects,
    isKnown: !result.isNew,
    notes: [noteOf(reader.format)],
  };
}

function noteOf(format: string): string {
  return format === "bluesky-car"
    ? "a public repository: what its owner did; what others did to it comes from the network"
    : "your own export: scored from it, marked so, and not ranked";
}
