import { InputProblem } from "../domain/errors.ts";
import type { Engine } from "../engines/contract.ts";
import { sqlIdentifier, sqlPath } from "../lib/sql-text.ts";
import type { Cell, Reading } from "./reading.ts";

/** A Parquet file as a reading; line numbers count its rows from 1.
 *  @throws InputProblem when the file is damaged. */
export async function readParquet(engine: Engine, path: string): Promise<Reading> {
  const source = `read_parquet(${sqlPath(path)}, hive_partitioning = false, binary_as_string = true)`;
  const described = await engine.rows(`DESCRIBE SELECT * FROM ${source}`).catch(cause => {
    throw new InputProblem(`${path} is damaged: ${(cause as Error).message}`, { cause });
  });
  const cells = described.map((column): [string, Cell] => {
    const name = String(column["column_name"]);
    return [name, { form: "typed", sql: `f.${sqlIdentifier(name)}`, sqlType: String(column["column_type"]) }];
  });
  return {
    from: `${source} AS f`,
    cells: new Map(cells),
    record: "f",
    raw: "CAST(to_json(record) AS VARCHAR)",
    isMalformed: null,
    isBlank: null,
    line: null,
    firstLine: 1,
    malformed: null,
    settle: async () => true,
    release: async () => {},
  };
}
