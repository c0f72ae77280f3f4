import { basename, join } from "node:path";
import type { NetworkName } from "../domain/network.ts";
import { type CheckedFile, checkFile, type InputFile } from "../interchange/check-file.ts";
import { observationOfSpan } from "../interchange/completeness.ts";
import { contentHash } from "../interchange/content-hash.ts";
import { writeRejects } from "../interchange/write-rejects.ts";
import type { CheckedRows } from "../lake/contract.ts";
import { sqlIdentifier } from "../lib/sql-text.ts";
import { createObservations, type ImportSession } from "./import-session.ts";
import type { ImportedInput } from "./summaries.ts";

const RELATION = "checked";
const SPANS = "complete_spans";

/** What one file of the interchange schema gave to the lake: all of its good rows, or nothing if it fails. */
export async function importFile(session: ImportSession, file: InputFile): Promise<ImportedInput> {
  const { lake, engine, options, complete } = session;
  const hash = await contentHash(file.path, {
    network: options.network,
    table: options.table ?? file.table,
    assumeUtc: options.assumeUtc,
    complete: options.complete,
  });
  if (lake.hasBatch(hash)) return knownInput(file.path);
  const checked = await checkFile(engine, file, {
    relation: RELATION,
    assumeUtc: options.assumeUtc,
    ...(options.network && { network: options.network }),
    ...(options.table && { table: options.table }),
  });
  const rows: CheckedRows[] = [{ table: checked.table, relation: RELATION }];
  if (complete !== null) {
    const spans = (await networksIn(session)).flatMap(network => {
      const span = observationOfSpan(complete, { network, table: checked.table, source: "import" });
      return span === null ? [] : [span];
    });
    await createObservations(engine, SPANS, spans);
    rows.push({ table: "observations", relation: SPANS });
  }
  const rejectsNdjson = await writtenRejects(session, checked);
  const label = basename(file.path);
  const result = await lake.commit(
    engine,
    rows,
    { contentHash: hash, label },
    rejectsNdjson === null ? {} : { rejectsNdjson },
  );
  await engine.run(`DROP TABLE IF EXISTS ${sqlIdentifier(RELATION)}`);
  return {
    path: file.path,
    format: checked.format,
    rowsRead: checked.rowsRead,
    rowsAdded: { [checked.table]: result.rowsAddedByTable[checked.table] ?? 0 },
    rowsDuplicate: result.rowsDuplicate + checked.duplicates,
    rowsForgotten: result.rowsForgotten,
    rejects: checked.rejectedByReason,
    isKnown: !result.isNew,
    notes: notesOn(checked),
  };
}

/** An input whose content the lake already holds. */
export function knownInput(path: string): ImportedInput {
  return {
    path,
    format: "known",
    rowsRead: 0,
    rowsAdded: {},
    rowsDuplicate: 0,
    rowsForgotten: 0,
    rejects: {},
    isKnown: true,
    notes: [],
  };
}

async function networksIn({ engine }: ImportSession): Promise<readonly NetworkName[]> {
  const rows = await engine.rows(`SELECT DISTINCT network FROM ${sqlIdentifier(RELATION)} ORDER BY network`);
  return rows.map(row => row["network"] as NetworkName);
}

async function writtenRejects({ lake, engine }: ImportSession, checked: CheckedFile): Promise<string | null> {
  if (Object.keys(checked.rejectedByReason).length === 0) return null;
  const target = join(lake.temporaryDir("rejects"), "rejects.ndjson");
  await writeRejects(engine, checked, target);
  return target;
}

function notesOn({ selfActions, unknownColumns }: CheckedFile): readonly string[] {
  const notes: string[] = [];
  if (selfActions > 0) notes.push(`self-actions dropped: ${selfActions.toLocaleString("en")}`);
  if (unknownColumns.length > 0) notes.push(`columns ignored: ${unknownColumns.join(", ")}`);
  return notes;
}
