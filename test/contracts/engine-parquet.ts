import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine, EngineRow } from "../../src/engines/contract.ts";
import { sqlIdentifier, sqlLiteral } from "../../src/lib/sql-text.ts";
import { openTestEngine } from "../support/sources.ts";
import type { EngineUnderTest } from "./engine.ts";

/** Spaces, a quote and the marks of a file pattern: a lake may lie in any folder. */
const ODD_FOLDER = "it's a [lake] 100%";
const COUNT = 30_000;

/** Declares the tests of writeParquet and writePartitioned. What was written is read by an engine of its own. */
export function describeParquet(underTest: () => EngineUnderTest): void {
  let reader: Engine;
  beforeAll(async () => {
    reader = await openTestEngine();
  });
  afterAll(() => reader?.close());

  const read = (path: string): Promise<readonly EngineRow[]> =>
    reader.rows(`SELECT * FROM read_parquet(${sqlLiteral(path)}, hive_partitioning = false)`);
  const folder = (name: string): string => {
    const path = join(underTest().dir, ODD_FOLDER, name);
    mkdirSync(path, { recursive: true });
    return path;
  };
  /** Table `numbers`: n from 0 to COUNT - 1 in steps of `stride`, the tens of n, a word; every 100th word is null. */
  const createNumbers = async (stride: number): Promise<void> => {
    const { engine } = underTest();
    await engine.createTableFromColumns("raw_numbers", {
      n: Int32Array.from({ length: COUNT }, (_, i) => (i * stride) % COUNT),
    });
    await engine.createTable(
      "numbers",
      `SELECT n, cast(floor(n / 10) AS bigint) AS tens,
       CASE WHEN n % 100 <> 0 THEN 'word ' || cast(n AS varchar(9)) END AS word FROM raw_numbers`,
    );
  };

  describe("a Parquet file", () => {
    it("holds the rows in the order asked for, with descending columns and nulls last", async () => {
      const { engine } = underTest();
      await engine.createTableFromRows("few", { a: "bigint", b: "text" }, [
        { a: null, b: "x" },
        { a: 1, b: "y" },
        { a: 2, b: null },
        { a: 2, b: "z" },
        { a: null, b: "a" },
      ]);
      const path = join(folder("order"), "few.parquet");
      expect(await engine.writeParquet("SELECT * FROM few", path, ["a desc", "b"])).toBe(5);
      expect((await read(path)).map(({ a, b }) => [a, b])).toEqual([
        [2, "z"],
        [2, null],
        [1, "y"],
        [null, "a"],
        [null, "x"],
      ]);
      await engine.writeParquet("SELECT * FROM few", path, ["a", "b desc"]);
      expect((await read(path)).map(({ a, b }) => [a, b])).toEqual([
        [1, "y"],
        [2, "z"],
        [2, null],
        [null, "x"],
        [null, "a"],
      ]);
    });

    it("has the same bytes for the same rows in another order", async () => {
      const { engine } = underTest();
      const dir = folder("bytes");
      const bytes: Buffer[] = [];
      for (const stride of [1, 7919, COUNT - 1]) {
        await createNumbers(stride);
        const path = join(dir, `${stride}.parquet`);
        expect(await engine.writeParquet("SELECT * FROM numbers", path, ["tens desc", "n"])).toBe(COUNT);
        bytes.push(readFileSync(path));
      }
      expect(bytes[0]!.equals(bytes[1]!)).toBe(true);
      expect(bytes[0]!.equals(bytes[2]!)).toBe(true);
    });

    it("keeps types, and column names that hold quotes", async () => {
      const { engine } = underTest();
      const path = join(folder("types"), "all.parquet");
      const odd = 'a "name"';
      const row = { [odd]: "x", b: 1, c: 0.5, d: true, e: "2024-02-29T23:59:59.999Z" };
      const columns = { [odd]: "text", b: "bigint", c: "double", d: "boolean", e: "timestamp" };
      await engine.createTableFromRows("typed", columns, [row]);
      await engine.writeParquet("SELECT * FROM typed", path, [odd, "b desc"]);
      expect(await read(path)).toEqual([row]);
      const [types] = await reader.rows(
        `SELECT typeof(${sqlIdentifier(odd)}) AS a, typeof(b) AS b, typeof(c) AS c, typeof(d) AS d, typeof(e) AS e FROM read_parquet(${sqlLiteral(path)})`,
      );
      expect(types).toEqual({ a: "VARCHAR", b: "BIGINT", c: "DOUBLE", d: "BOOLEAN", e: "TIMESTAMP" });
    });

    it("of no rows still has its columns, is compressed with zstd, and counts 0", async () => {
      const { engine } = underTest();
      await createNumbers(1);
      const dir = folder("empty");
      const empty = join(dir, "empty.parquet");
      expect(await engine.writeParquet("SELECT * FROM numbers WHERE n < 0", empty, ["n"])).toBe(0);
      expect(
        await reader.rows(
          `SELECT count(n) AS n, count(word) AS words FROM read_parquet(${sqlLiteral(empty)})`,
        ),
      ).toEqual([{ n: 0, words: 0 }]);
      const full = join(dir, "full.parquet");
      await engine.writeParquet("SELECT * FROM numbers", full, ["n"]);
      expect(
        await reader.rows(`SELECT DISTINCT compression FROM parquet_metadata(${sqlLiteral(full)})`),
      ).toEqual([{ compression: "ZSTD" }]);
    });
  });

  describe("a partitioned table", () => {
    const select = `SELECT *, CASE n % 3 WHEN 0 THEN 'a b' WHEN 1 THEN 'c' END AS part,
      cast('2024-02-29' AS date) AS day FROM numbers`;
    const options = { partitionBy: ["part", "day"], orderBy: ["tens", "n"] };

    it("lies in hive folders, nulls in their own, with the row count of each file", async () => {
      const { engine } = underTest();
      await createNumbers(7919);
      const dir = folder("partitioned");
      const files = await engine.writePartitioned(select, dir, options);
      const folders = files.map(({ path }) => path.split("/").slice(0, -1).join("/"));
      expect([...new Set(folders)].sort()).toEqual([
        "part=__HIVE_DEFAULT_PARTITION__/day=2024-02-29",
        "part=a%20b/day=2024-02-29",
        "part=c/day=2024-02-29",
      ]);
      expect(files.reduce((sum, { rowCount }) => sum + rowCount, 0)).toBe(COUNT);
      for (const { path, rowCount } of files) expect(await read(join(dir, path))).toHaveLength(rowCount);
    });

    it("has its rows in order inside each file, and each row in the folder it belongs to", async () => {
      const { engine } = underTest();
      await createNumbers(COUNT - 1);
      const dir = folder("ordered");
      for (const { path } of await engine.writePartitioned(select, dir, options)) {
        const values = (await read(join(dir, path))).map(({ n }) => Number(n));
        expect(values).toEqual([...values].sort((a, b) => a - b));
        const rest = path.startsWith("part=a") ? 0 : path.startsWith("part=c") ? 1 : 2;
        expect(new Set(values.map(n => n % 3))).toEqual(new Set([rest]));
      }
    });

    it("has the same files and bytes when it is written twice, from rows in any order", async () => {
      const { engine } = underTest();
      const written: (readonly (readonly [string, number, Buffer])[])[] = [];
      for (const stride of [7919, 1]) {
        await createNumbers(stride);
        const dir = folder(`twice-${stride}`);
        const files = await engine.writePartitioned(select, dir, options);
        written.push(files.map(({ path, rowCount }) => [path, rowCount, readFileSync(join(dir, path))]));
      }
      expect(written[0]).toEqual(written[1]);
    });

    it("of no rows has no file", async () => {
      await createNumbers(1);
      const { engine } = underTest();
      expect(await engine.writePartitioned(`${select} WHERE n < 0`, folder("none"), options)).toEqual([]);
    });
  });

  describe("a relation over Parquet files", () => {
    const columns = { n: "bigint", word: "text", half: "double", is_even: "boolean", at: "timestamp" };
    const partitions = { part: "text", day: "date" };
    const moment = "cast('2024-02-29 01:02:03.004' AS timestamp)";
    const select = `SELECT n, word, cast(n AS double) / 2 AS half, n % 2 = 0 AS is_even, ${moment} AS at,
      CASE n % 3 WHEN 0 THEN 'a b' WHEN 1 THEN '1' END AS part, cast('2024-02-29' AS date) AS day FROM numbers`;

    it("has the rows of the files alone that it names, with what their folders say", async () => {
      const { engine } = underTest();
      await createNumbers(1);
      const dir = folder("relation");
      const files = await engine.writePartitioned(select, dir, {
        partitionBy: ["part", "day"],
        orderBy: ["n"],
      });
      const named = files.filter(({ path }) => !path.startsWith("part=a")).map(({ path }) => join(dir, path));
      const relation = engine.parquetRelation(columns, partitions, named);
      expect(await engine.rows(`SELECT * FROM (${relation}) AS files WHERE n < 3 ORDER BY n`)).toEqual([
        ...[1, 2].map(n => ({
          n,
          word: `word ${n}`,
          half: n / 2,
          is_even: n === 2,
          at: "2024-02-29T01:02:03.004Z",
          part: n === 1 ? "1" : null,
          day: "2024-02-29",
        })),
      ]);
      const [row] = await engine.rows(`SELECT count(*) AS n FROM (${relation}) AS files`);
      expect(row).toEqual({ n: (COUNT / 3) * 2 });
    });

    it("is empty, with its types, when there are no files", async () => {
      const { engine } = underTest();
      const relation = engine.parquetRelation({ ...columns, tags: "text_list" }, partitions, []);
      expect(await engine.rows(relation)).toEqual([]);
      await engine.createTable("no_files", `${relation} UNION ALL ${relation}`);
      const sum = "SELECT count(*) AS n, sum(half) AS half FROM no_files WHERE NOT is_even AND word = 'x'";
      expect(await engine.rows(sum)).toEqual([{ n: 0, half: null }]);
    });
  });
}
