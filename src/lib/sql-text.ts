/** `value` as a SQL string literal. */
export function sqlLiteral(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** `name` as a quoted SQL identifier (double quotes; the DuckDB and ANSI form). */
export function sqlIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A list of file paths as a SQL list of literals. */
export function sqlPathList(paths: readonly string[]): string {
  return `[${paths.map(sqlLiteral).join(", ")}]`;
}
