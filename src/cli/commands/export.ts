import { exportHandle, writeExport } from "../../app/export-handle.ts";
import { ConfigProblem, EXIT } from "../../domain/errors.ts";
import type { Command } from "../command-context.ts";
import { readNetwork } from "../option-values.ts";

export interface ExportFlags {
  readonly network?: string;
  readonly out?: string;
  readonly csv?: boolean;
}

/** Writes all that the lake holds on an account: JSON to stdout or a file, or a folder of CSV files. */
export const exportAccount: Command<[handle: string, flags: ExportFlags]> = async (
  context,
  handle,
  flags,
) => {
  const format = flags.csv ? "csv" : "json";
  if (flags.csv && flags.out === undefined)
    throw new ConfigProblem("--csv writes one file a table: say where with --out FOLDER.");
  const account = await exportHandle(handle, {
    dataDir: context.dataDir,
    ...(flags.network !== undefined && { network: readNetwork(flags.network) }),
  });
  if (flags.out === undefined) {
    context.terminal.out(`${JSON.stringify(account, null, context.isJson ? 0 : 2)}\n`);
    return EXIT.ok;
  }
  const files = await writeExport(account, flags.out, format);
  const answer = { schema_version: "1.0", handle: account.handle, files };
  context.terminal.out(
    context.isJson
      ? `${JSON.stringify(answer)}\n`
      : `Wrote ${files.length === 0 ? "nothing" : files.join(", ")}\n`,
  );
  return EXIT.ok;
};
