import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { InputProblem } from "../domain/errors.ts";
import { TABLE_NAMES } from "../domain/interchange/schema.ts";
import type { InputFile } from "./check-file.ts";
import { formatOfName } from "./file-format.ts";
import { tableOfPath } from "./infer-table.ts";

/** Files found for import, and those of a folder that are of no format of the interchange schema. */
export interface ListedFiles {
  /** In the order in which tables are imported, then by path; files whose name tells no table come last. */
  readonly files: readonly InputFile[];
  readonly skipped: readonly string[];
}

/** The interchange files that `paths` name: a file stands for itself whatever its name, a folder for every file
 *  below it by suffix. Hidden files and folders are passed over.
 *  @throws InputProblem when a path does not exist. */
export async function listInputFiles(paths: readonly string[]): Promise<ListedFiles> {
  const found: string[] = [];
  const skipped: string[] = [];
  for (const path of paths) {
    const entry = await stat(path).catch(cause => {
      throw new InputProblem(`${path} does not exist or cannot be read.`, { cause });
    });
    if (!entry.isDirectory()) found.push(path);
    else for (const file of await filesBelow(path)) (isInterchangeFile(file) ? found : skipped).push(file);
  }
  const files = [...new Set(found)].sort(byText).map((path): InputFile => {
    const table = tableOfPath(path);
    const format = formatOfName(path);
    return { path, ...(table && { table }), ...(format && { format }) };
  });
  const place = ({ table }: InputFile) =>
    table === undefined ? TABLE_NAMES.length : TABLE_NAMES.indexOf(table);
  return { files: files.sort((a, b) => place(a) - place(b)), skipped };
}

/** In a folder a plain .json file counts only when its name tells a table: manifests and settings lie beside data.
 *  So does scores.csv, which `renown export` writes beside the tables. */
function isInterchangeFile(path: string): boolean {
  if (formatOfName(path) === null || basename(path) === "scores.csv") return false;
  return !path.toLowerCase().endsWith(".json") || tableOfPath(path) !== null;
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const files: string[] = [];
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => byText(a.name, b.name))) {
    if (entry.name.startsWith(".")) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await filesBelow(path)));
    else if (entry.isFile() || entry.isSymbolicLink()) files.push(path);
  }
  return files;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
