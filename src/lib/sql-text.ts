/** `value` as a SQL string literal. */
export function sqlLiteral(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** `value` as SQL that is exactly this double: a bare literal of many digits is read as a decimal first. */
export function sqlDouble(value: number): string {
  return `CAST('${value}' AS DOUBLE)`;
}

/** `name` as a quoted SQL identifier (double quotes; the DuckDB and ANSI form). */
export function sqlIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `path` as a SQL literal to read from that names this one file even when its name holds glob characters. */
export function sqlPath(path: string): string {
  return sqlLiteral(path.replace(/[*?[]/g, "[$&]"));
}

/** A list of file paths to read from as a SQL list of literals. */
export function sqlPathList(paths: readonly string[]): string {
  return `[${paths.map(sqlPath).join(", ")}]`;
}
