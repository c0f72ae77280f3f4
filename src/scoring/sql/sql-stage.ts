/** A column that a stage adds: its name and the expression over columns of the stages before. */
export type SqlColumn = readonly [name: string, expression: string];

/** A step of the reckoning: every row of the step before, with more columns. */
export interface SqlStage {
  readonly name: string;
  readonly columns: readonly SqlColumn[];
}

/** `WITH` clauses for `first` (a whole SELECT) and then each stage over the one before; a stage without columns is
 *  left out. Each expression stands once, and no name is used in the SELECT that makes it. */
export function chainStages(first: string, stages: readonly SqlStage[]): { sql: string; last: string } {
  const parts = [`evidence AS (\n  ${first}\n)`];
  let last = "evidence";
  for (const { name, columns } of stages) {
    if (columns.length === 0) continue;
    const added = columns.map(([column, expression]) => `${expression} AS ${column}`);
    parts.push(`${name} AS (\n  SELECT ${[`${last}.*`, ...added].join(",\n    ")}\n  FROM ${last}\n)`);
    last = name;
  }
  return { sql: `WITH ${parts.join(",\n")}`, last };
}
