import { describe, expect, it } from "vitest";
import { EngineFailure } from "../../src/domain/errors.ts";
import type { Engine } from "../../src/engines/contract.ts";
import { sqlIdentifier } from "../../src/lib/sql-text.ts";
import type { EngineUnderTest } from "./engine.ts";

const ODD_NAME = `it's "odd" name`;
const LARGEST = Number.MAX_SAFE_INTEGER;

/** Declares the tests of run, createTable, createView, createTableFromRows and rows. */
export function describeStatements(underTest: () => EngineUnderTest): void {
  const failureOf = async (work: (engine: Engine) => Promise<unknown>): Promise<EngineFailure> => {
    const failure = await work(underTest().engine).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(EngineFailure);
    return failure as EngineFailure;
  };

  describe("statements", () => {
    it("replace tables and views of the same name and count the rows of tables", async () => {
      const { engine } = underTest();
      expect(await engine.createTable("replaced", "SELECT 1 AS x UNION ALL SELECT 2 AS x")).toBe(2);
      expect(await engine.createTable("replaced", "SELECT 3 AS y WHERE 1 = 0")).toBe(0);
      expect(await engine.createTable("replaced", "SELECT 3 AS y")).toBe(1);
      await engine.createView("replaced_view", "SELECT 1 AS x");
      await engine.createView("replaced_view", "SELECT y FROM replaced");
      expect(await engine.rows("SELECT * FROM replaced_view")).toEqual([{ y: 3 }]);
      await engine.createTable("replaced", "SELECT 4 AS y");
      expect(await engine.rows("SELECT * FROM replaced_view")).toEqual([{ y: 4 }]);
      await engine.run("DROP VIEW replaced_view");
      await failureOf(engine => engine.rows("SELECT * FROM replaced_view"));
    });

    it("take table and column names that hold quotes and spaces", async () => {
      const { engine } = underTest();
      const quoted = sqlIdentifier(ODD_NAME);
      expect(await engine.createTable(ODD_NAME, `SELECT 1 AS ${quoted}`)).toBe(1);
      await engine.createView(`${ODD_NAME} view`, `SELECT * FROM ${quoted}`);
      expect(await engine.rows(`SELECT * FROM ${sqlIdentifier(`${ODD_NAME} view`)}`)).toEqual([
        { [ODD_NAME]: 1 },
      ]);
      await engine.createTableFromRows(`${ODD_NAME} rows`, { [ODD_NAME]: "text" }, [
        { [ODD_NAME]: ODD_NAME },
      ]);
      expect(await engine.rows(`SELECT * FROM ${sqlIdentifier(`${ODD_NAME} rows`)}`)).toEqual([
        { [ODD_NAME]: ODD_NAME },
      ]);
      await engine.createTableFromColumns(`${ODD_NAME} columns`, { [ODD_NAME]: Int32Array.of(7) });
      expect(await engine.rows(`SELECT * FROM ${sqlIdentifier(`${ODD_NAME} columns`)}`)).toEqual([
        { [ODD_NAME]: 7 },
      ]);
    });

    it("fail with the SQL, the model and the engine", async () => {
      const sql = "SELECT no_such_column FROM no_such_table";
      const { name } = underTest().engine;
      const created = await failureOf(engine => engine.createTable("broken", sql, "int_broken"));
      expect(created.details).toMatchObject({ engine: name, model: "int_broken" });
      expect(created.details.sql).toContain(sql);
      expect(created.message).toContain("no_such_table");
      const viewed = await failureOf(engine => engine.createView("broken", sql, "stg_broken"));
      expect(viewed.details.model).toBe("stg_broken");
      const ran = await failureOf(engine => engine.run(`INSERT INTO no_such_table ${sql}`, "mart_broken"));
      expect(ran.details).toMatchObject({ engine: name, model: "mart_broken" });
      expect((await failureOf(engine => engine.rows(sql))).details).toEqual({ engine: name, sql });
    });

    it("leave the engine usable after a failure", async () => {
      await failureOf(engine => engine.run("this is no SQL"));
      expect(await underTest().engine.rows("SELECT 1 AS x")).toEqual([{ x: 1 }]);
    });
  });

  describe("rows read back", () => {
    it("are null, booleans, numbers, text, dates as text and lists", async () => {
      const sql = `SELECT cast(NULL AS bigint) AS nothing, 1 = 1 AS yes, cast(7 AS bigint) AS whole,
        cast(1.5 AS double) AS half, cast(1.25 AS decimal(10, 2)) AS exact, 'é ''quoted''' AS words,
        cast('2024-02-29' AS date) AS a_day, array_agg(x) AS numbers, array_agg(word) AS list
        FROM (SELECT 1 AS x, 'a "b", c' AS word) AS one`;
      expect(await underTest().engine.rows(sql)).toEqual([
        {
          nothing: null,
          yes: true,
          whole: 7,
          half: 1.5,
          exact: 1.25,
          words: "é 'quoted'",
          a_day: "2024-02-29",
          numbers: [1],
          list: ['a "b", c'],
        },
      ]);
    });

    it("give times as UTC ISO text cut to milliseconds, also before 1970", async () => {
      const at = (text: string, name: string) => `cast('${text}' AS timestamp) AS ${name}`;
      const sql = `SELECT ${at("2024-01-02 03:04:05.678901", "late")}, ${at("2024-01-02", "midnight")},
        ${at("1969-12-31 23:59:59.9999", "early")}, array_agg(moment) AS list
        FROM (SELECT ${at("2024-01-02 03:04:05", "moment")}) AS one`;
      expect(await underTest().engine.rows(sql)).toEqual([
        {
          late: "2024-01-02T03:04:05.678Z",
          midnight: "2024-01-02T00:00:00.000Z",
          early: "1969-12-31T23:59:59.999Z",
          list: ["2024-01-02T03:04:05.000Z"],
        },
      ]);
    });

    it("give integers to 2^53 - 1 and throw beyond, whatever the sign", async () => {
      const { engine } = underTest();
      expect(await engine.rows(`SELECT ${LARGEST} AS high, -${LARGEST} AS low`)).toEqual([
        { high: LARGEST, low: -LARGEST },
      ]);
      for (const beyond of ["9007199254740992", "-9007199254740992"])
        await expect(engine.rows(`SELECT ${beyond} AS x`)).rejects.toThrow(beyond);
    });

    it("keep the order of ORDER BY and are none for an empty answer", async () => {
      const { engine } = underTest();
      await engine.createTableFromColumns("few", { n: Int32Array.of(2, 3, 1) });
      expect(await engine.rows("SELECT n FROM few ORDER BY n DESC")).toEqual([{ n: 3 }, { n: 2 }, { n: 1 }]);
      expect(await engine.rows("SELECT n FROM few WHERE n > 3")).toEqual([]);
    });
  });

  describe("a table from rows", () => {
    const columns = {
      a_text: "text",
      a_bigint: "bigint",
      a_double: "double",
      a_flag: "boolean",
      at: "timestamp",
    };
    const nothing = { a_text: null, a_bigint: null, a_double: null, a_flag: null, at: null };

    it("holds each portable type and nulls, and reads back as it was", async () => {
      const { engine } = underTest();
      const rows = [
        { a_text: "", a_bigint: -LARGEST, a_double: -0.5, a_flag: false, at: "1969-12-31T23:59:59.999Z" },
        { a_text: `a'b"c\n\\é`, a_bigint: 0, a_double: 3, a_flag: true, at: "2024-02-29T00:00:00.000Z" },
        nothing,
      ];
      await engine.createTableFromRows("from_rows", columns, rows);
      expect(await engine.rows("SELECT * FROM from_rows ORDER BY a_bigint NULLS LAST")).toEqual(rows);
    });

    it("takes a missing column as null, another zone as the same instant, and columns in any order", async () => {
      const { engine } = underTest();
      await engine.createTableFromRows("from_rows", columns, [
        { at: "2024-03-01T01:30:00.000+02:00", a_text: "x" },
      ]);
      expect(await engine.rows("SELECT * FROM from_rows")).toEqual([
        { ...nothing, a_text: "x", at: "2024-02-29T23:30:00.000Z" },
      ]);
    });

    it("replaces a table of the same name and may be empty", async () => {
      const { engine } = underTest();
      await engine.createTableFromRows("from_rows", { x: "bigint" }, [{ x: 1 }]);
      await engine.createTableFromRows("from_rows", columns, []);
      expect(await engine.rows("SELECT count(*) AS n, count(a_text) AS texts FROM from_rows")).toEqual([
        { n: 0, texts: 0 },
      ]);
    });
  });
}
