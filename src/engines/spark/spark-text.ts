import { relative } from "node:path";
import { sqlIdentifier } from "../../lib/sql-text.ts";

/** `value` as a string literal of Spark, which reads a backslash as an escape. */
export function sparkLiteral(value: string): string {
  return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}

/** A file or folder of the shared file system to write to, as a literal. */
export function sparkLocation(path: string): string {
  return sparkLiteral(`file:${path}`);
}

/** Files or folders below the folder `root` to read from as one literal: a pattern that names these alone, whatever
 *  marks they hold. */
export function sparkPattern(root: string, paths: readonly string[]): string {
  const plain = (path: string) => path.replace(/[\\*?[\]{},]/g, "\\$&");
  const below = paths.map(path => plain(relative(root, path)));
  return sparkLiteral(`file:${plain(root)}/${below.length === 1 ? below[0] : `{${below.join(",")}}`}`);
}

/** Types of Spark by portable name; a type that has none here is Spark's own. */
const SPARK_TYPES: Readonly<Record<string, string>> = {
  text: "STRING",
  bigint: "BIGINT",
  double: "DOUBLE",
  boolean: "BOOLEAN",
  timestamp: "TIMESTAMP_NTZ",
  date: "DATE",
  text_list: "ARRAY<STRING>",
};

/** The type of Spark that a portable type name stands for. */
export function sparkType(portable: string): string {
  return SPARK_TYPES[portable.toLowerCase()] ?? portable;
}

/** A column of ORDER BY or SORT BY, nulls last; the column may end in " desc". */
export function sparkOrderTerm(column: string): string {
  const descending = / desc$/i.exec(column);
  if (descending === null) return `${sqlIdentifier(column)} ASC NULLS LAST`;
  return `${sqlIdentifier(column.slice(0, descending.index))} DESC NULLS LAST`;
}

/** `value` in the name of a hive folder, as DuckDB writes it: all but letters, digits, "_", "-", "~" and "." as %XX. */
export function folderText(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
