import { dirname } from "node:path";
import { sqlIdentifier } from "../../lib/sql-text.ts";
import { sparkLocation, sparkPattern, sparkType } from "./spark-text.ts";

type Columns = Readonly<Record<string, string>>;

/** Views over Parquet files that lie in key=value folders. Spark's SQL has no function that reads a list of files with
 *  given types; a temporary view can, so that each relation is declared as one before the next statement runs. */
export class ParquetRelations {
  private viewCount = 0;
  private readonly names = new Map<string, string>();
  private waiting: string[] = [];

  /** SELECT of `columns` (portable type names; those of `partitions` stand in the folders' names) over the files. */
  select(columns: Columns, partitions: Columns, paths: readonly string[]): string {
    const wanted = { ...columns, ...partitions };
    const names = Object.keys(wanted).map(sqlIdentifier).join(", ");
    if (paths.length === 0) {
      const nulls = Object.entries(wanted).map(
        ([name, type]) => `CAST(NULL AS ${sparkType(type)}) AS ${sqlIdentifier(name)}`,
      );
      return `SELECT ${nulls.join(", ")} WHERE 1 = 0`;
    }
    const byRoot = new Map<string, string[]>();
    for (const path of paths) {
      const root = rootOf(path, Object.keys(partitions).length);
      byRoot.set(root, [...(byRoot.get(root) ?? []), path]);
    }
    const selects = [...byRoot].map(
      ([root, files]) => `SELECT ${names} FROM ${this.view(wanted, root, files)}`,
    );
    return selects.join(" UNION ALL ");
  }

  /** Statements that declare what was asked for since the last call. */
  undeclared(): readonly string[] {
    return this.waiting.splice(0);
  }

  private view(columns: Columns, root: string, files: readonly string[]): string {
    const schema = Object.entries(columns).map(([name, type]) => `${sqlIdentifier(name)} ${sparkType(type)}`);
    const options = `path ${sparkPattern(root, files)}, basePath ${sparkLocation(root)}`;
    const relation = `(${schema.join(", ")}) USING parquet OPTIONS (${options})`;
    const known = this.names.get(relation);
    if (known !== undefined) return known;
    const name = `renown_files_${++this.viewCount}`;
    this.names.set(relation, name);
    this.waiting.push(`CREATE TEMPORARY VIEW ${name} ${relation}`);
    return name;
  }
}

/** The folder above the key=value folders of a file. */
function rootOf(path: string, partitionCount: number): string {
  let root = dirname(path);
  for (let i = 0; i < partitionCount; i++) root = dirname(root);
  return root;
}
