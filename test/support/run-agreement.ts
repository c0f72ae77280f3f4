import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "../../src/engines/contract.ts";
import { sqlPath } from "../../src/lib/sql-text.ts";

/** How far the marts of two published runs stand apart. */
export interface RunAgreement {
  /** Marts that only one has, or whose columns, types or numbers of rows differ, with what differs. */
  readonly differences: readonly string[];
  /** Largest relative difference of a standing. */
  readonly standing: number;
  /** Largest difference of an estimate of authenticity, with an estimate that one run alone has counted as 1. */
  readonly authenticity: number;
  /** Largest difference of a score or of an end of its interval, in points. */
  readonly points: number;
  /** Accounts scored by one run alone. */
  readonly scoredByOne: number;
  readonly scoredCount: number;
}

/** Compares the marts in folders `a` and `b`, read by `engine` (DuckDB). */
export async function runAgreement(engine: Engine, a: string, b: string): Promise<RunAgreement> {
  const marts = (dir: string) => readdirSync(dir).filter(name => name.endsWith(".parquet"));
  const differences: string[] = [];
  for (const mart of new Set([...marts(a), ...marts(b)])) {
    const [mine, other] = await Promise.all([a, b].map(dir => shapeOf(engine, dir, mart)));
    if (mine !== other) differences.push(`${mart}: ${mine} against ${other}`);
  }
  const both = (mart: string) =>
    `read_parquet(${sqlPath(join(a, mart))}) AS a FULL JOIN read_parquet(${sqlPath(join(b, mart))}) AS b USING (network, account_id)`;
  const [ranks] = await engine.rows(
    `SELECT max(abs(10 ** a.people_rank / 10 ** b.people_rank - 1)) AS standing FROM ${both("account_features.parquet")}`,
  );
  const gap = (column: string) => `max(abs(a.${column} - b.${column}))`;
  const [scores] = await engine.rows(
    `SELECT greatest(${gap("score")}, ${gap("low")}, ${gap("high")}) AS points, count(a.score) AS scored_count,
       count(*) FILTER ((a.score IS NULL) <> (b.score IS NULL)) AS scored_by_one
     FROM ${both("account_scores.parquet")}`,
  );
  const [estimates] = await engine.rows(
    `SELECT max(CASE WHEN a.authenticity IS NULL AND b.authenticity IS NULL THEN 0
         ELSE coalesce(abs(a.authenticity - b.authenticity), 1) END) AS authenticity
     FROM ${both("account_authenticity.parquet")}`,
  );
  return {
    differences,
    standing: Number(ranks?.["standing"]),
    authenticity: Number(estimates?.["authenticity"] ?? 0),
    points: Number(scores?.["points"]),
    scoredByOne: Number(scores?.["scored_by_one"]),
    scoredCount: Number(scores?.["scored_count"]),
  };
}

async function shapeOf(engine: Engine, dir: string, mart: string): Promise<string> {
  try {
    const file = `read_parquet(${sqlPath(join(dir, mart))})`;
    const columns = await engine.rows(
      `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${file})`,
    );
    const [count] = await engine.rows(`SELECT count(*) AS row_count FROM ${file}`);
    const names = columns.map(row => `${row["column_name"]} ${row["column_type"]}`);
    return `${count?.["row_count"]} rows of ${names.join(", ")}`;
  } catch {
    return "nothing";
  }
}
