import type { ConnectorRecord } from "../../src/connectors/contract.ts";
import { readerFor } from "../../src/connectors/registry.ts";
import type { ExportInput, ExportLimits } from "../../src/platform/export-input.ts";
import { openExport } from "../../src/platform/open-export.ts";

/** Every record of `input`, read by the reader that recognises it. */
export async function recordsOf(input: ExportInput): Promise<readonly ConnectorRecord[]> {
  const records: ConnectorRecord[] = [];
  for await (const record of (await readerFor(input)).read(input)) records.push(record);
  return records;
}

/** Every record of the export at `path`, and its content hash. */
export async function readExport(
  path: string,
  limits: Partial<ExportLimits> = {},
): Promise<{ readonly records: readonly ConnectorRecord[]; readonly contentHash: string }> {
  const input = await openExport(path, limits);
  try {
    const records = await recordsOf(input);
    return { records, contentHash: input.contentHash() };
  } finally {
    await input.close();
  }
}
