import { beforeEach, describe, expect, it } from "vitest";
import { EngineFailure } from "../../src/domain/errors.ts";
import type { ColumnBatch, Engine, NumericArray } from "../../src/engines/contract.ts";
import type { EngineUnderTest } from "./engine.ts";

const MANY = 50_000;
const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

async function batchesOf(engine: Engine, sql: string): Promise<readonly ColumnBatch[]> {
  const batches: ColumnBatch[] = [];
  for await (const batch of engine.columns(sql)) batches.push(batch);
  return batches;
}

/** The values of column `index` over all batches, each as a number. */
function valuesAt(batches: readonly ColumnBatch[], index: number): readonly number[] {
  return batches.flatMap(({ columns }) => Array.from(columns[index]!, Number));
}

/** The number n of every row of `numbers`, from 0, in an order that is not theirs. */
const scattered = (count: number) => Int32Array.from({ length: count }, (_, i) => (i * 7919) % count);

/** Declares the tests of columns and createTableFromColumns. */
export function describeColumns(underTest: () => EngineUnderTest): void {
  const failureOf = async (sql: string): Promise<EngineFailure> => {
    const failure = await batchesOf(underTest().engine, sql).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(EngineFailure);
    return failure as EngineFailure;
  };

  describe("streamed columns", () => {
    beforeEach(context => {
      if (!underTest().engine.capabilities.streamsColumns) context.skip("this engine streams no columns");
    });

    it("come as typed arrays in select order, over several batches, rows in the order asked for", async () => {
      const { engine } = underTest();
      await engine.createTableFromColumns("numbers", { n: scattered(MANY) });
      const batches = await batchesOf(
        engine,
        "SELECT cast(n AS double) / 2 AS half, cast(n AS integer) AS n, cast(-n AS bigint) AS minus FROM numbers ORDER BY n DESC",
      );
      expect(batches.length).toBeGreaterThan(1);
      for (const { rowCount, columns } of batches) {
        expect(columns.map(column => column.constructor)).toEqual([Float64Array, Int32Array, BigInt64Array]);
        expect(columns.map(({ length }) => length)).toEqual([rowCount, rowCount, rowCount]);
      }
      const expected = Array.from({ length: MANY }, (_, i) => MANY - 1 - i);
      expect(valuesAt(batches, 1)).toEqual(expected);
      expect(valuesAt(batches, 0)).toEqual(expected.map(n => n / 2));
      expect(valuesAt(batches, 2).map(Math.abs)).toEqual(expected);
    });

    it("go on to the end when other statements run between the batches", async () => {
      const { engine } = underTest();
      await engine.createTableFromColumns("numbers", { n: scattered(MANY) });
      let rowCount = 0;
      for await (const batch of engine.columns("SELECT n FROM numbers ORDER BY n")) {
        await engine.createTable("between", "SELECT 1 AS x");
        expect(Number(batch.columns[0]![0])).toBe(rowCount);
        rowCount += batch.rowCount;
      }
      expect(rowCount).toBe(MANY);
    });

    it("can be left early, and read twice at once", async () => {
      const { engine } = underTest();
      await engine.createTableFromColumns("numbers", { n: scattered(MANY) });
      for await (const { rowCount } of engine.columns("SELECT n FROM numbers")) {
        expect(rowCount).toBeLessThan(MANY);
        break;
      }
      const sql = "SELECT n FROM numbers ORDER BY n";
      const [one, two] = await Promise.all([batchesOf(engine, sql), batchesOf(engine, sql)]);
      expect(valuesAt(one, 0)).toEqual(valuesAt(two, 0));
      expect(valuesAt(one, 0)).toHaveLength(MANY);
    });

    it("are no batch for an empty answer", async () => {
      const { engine } = underTest();
      await engine.createTableFromColumns("numbers", { n: new Int32Array(0) });
      expect(await batchesOf(engine, "SELECT n FROM numbers")).toEqual([]);
    });

    it("fail with the SQL when the statement is wrong", async () => {
      const sql = "SELECT no_such_column FROM no_such_table";
      expect((await failureOf(sql)).details).toMatchObject({ engine: underTest().engine.name, sql });
    });

    it("fail, and do not end early, when the last of many rows cannot be computed", async () => {
      const count = 2_000_000;
      const { engine } = underTest();
      await engine.createTableFromColumns("numbers", {
        n: Int32Array.from({ length: count }, (_, i) => i),
      });
      const text = `CASE WHEN n = ${count - 1} THEN 'no number' ELSE '1' END`;
      expect((await failureOf(`SELECT cast(${text} AS bigint) AS x FROM numbers`)).message).toContain(
        "no number",
      );
    });

    it("refuse a null, which a typed array cannot hold, and anything that is no number", async () => {
      const { engine } = underTest();
      await engine.createTableFromColumns("numbers", { n: scattered(MANY) });
      const withNull = `SELECT n, nullif(n, ${MANY - 1}) AS holey FROM numbers ORDER BY n`;
      expect((await failureOf(withNull)).message).toContain("holey");
      expect((await failureOf("SELECT n, 'a' AS word FROM numbers")).message).toContain("word");
    });
  });

  describe("a table from columns", () => {
    const arrays: readonly (readonly [string, NumericArray, readonly string[]])[] = [
      ["Int32Array", Int32Array.of(-(2 ** 31), 2 ** 31 - 1), ["-2147483648", "2147483647"]],
      ["Uint32Array", Uint32Array.of(0, 2 ** 32 - 1), ["0", "4294967295"]],
      ["BigInt64Array", BigInt64Array.of(INT64_MIN, INT64_MAX), [String(INT64_MIN), String(INT64_MAX)]],
      ["BigUint64Array", BigUint64Array.of(0n, 2n ** 64n - 1n), ["0", String(2n ** 64n - 1n)]],
    ];

    it.each(arrays)("holds the least and the greatest value of %s, or none", async (_name, values, texts) => {
      const { engine } = underTest();
      await engine.createTableFromColumns("from_columns", { n: values });
      const rows = await engine.rows(
        "SELECT cast(n AS varchar(30)) AS n FROM from_columns ORDER BY from_columns.n",
      );
      expect(rows.map(({ n }) => n)).toEqual(texts);
      await engine.createTableFromColumns("from_columns", { n: values.slice(0, 0) });
      expect(await engine.rows("SELECT n FROM from_columns")).toEqual([]);
    });

    it("holds doubles bit for bit, with NaN and infinities", async () => {
      const { engine } = underTest();
      const values = Float64Array.of(-0.1, Number.MIN_VALUE, Number.MAX_VALUE, Infinity, NaN);
      const order = Int32Array.from(values.keys());
      await engine.createTableFromColumns("from_columns", { place: order, x: values });
      const batches = await batchesOf(engine, "SELECT x FROM from_columns ORDER BY place");
      expect(valuesAt(batches, 0)).toEqual([...values]);
    });

    it("keeps values of one place in one row", async () => {
      const { engine } = underTest();
      await engine.createTableFromColumns("from_columns", {
        n: scattered(MANY),
        half: Float64Array.from(scattered(MANY), n => n / 2),
      });
      expect(await engine.rows("SELECT count(*) AS n FROM from_columns WHERE half * 2 = n")).toEqual([
        { n: MANY },
      ]);
    });

    it.each([
      ["shorter", Int32Array.of(1)],
      ["longer", Int32Array.of(1, 2, 3)],
    ])("is refused, naming the column, when a later column is %s than the first", async (_what, other) => {
      const table = underTest().engine.createTableFromColumns("uneven", { a: Int32Array.of(1, 2), other });
      await expect(table).rejects.toThrow("column other of uneven");
    });
  });
}
