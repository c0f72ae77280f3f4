import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { CellValue } from "../../src/engines/contract.ts";
import { packagePath } from "../../src/platform/package-root.ts";
import type { EngineUnderTest } from "./engine.ts";

/** Names in the table of macros of src/pipeline/README.md, which says what each means. */
function documentedMacros(): readonly string[] {
  const text = readFileSync(packagePath("src/pipeline/README.md"), "utf8");
  return [...text.matchAll(/^\| `([a-z0-9_]+)\(/gm)].map(([, name]) => name!);
}

const TABLE_OF_PLACEHOLDERS = ["ref", "source", "constant"];
const at = (text: string) => `cast('${text}' AS timestamp)`;

/** Declares the tests of the macros that SQL models name. */
export function describeMacros(underTest: () => EngineUnderTest): void {
  const call = (name: string, ...args: string[]): string => underTest().engine.macros[name]!(...args);
  const answerTo = async (sql: string): Promise<CellValue> => {
    const [row] = await underTest().engine.rows(`SELECT ${sql} AS x`);
    return row!["x"]!;
  };
  const hashOf = async (...args: string[]): Promise<bigint> =>
    BigInt(String(await answerTo(`cast(${call("hash64", ...args)} AS varchar(30))`)));

  describe("macros", () => {
    it("are exactly those that src/pipeline/README.md explains", () => {
      const documented = documentedMacros().filter(name => !TABLE_OF_PLACEHOLDERS.includes(name));
      expect(Object.keys(underTest().engine.macros).sort()).toEqual([...documented].sort());
    });

    it("hash64 is the same for equal inputs, whether literal, column or expression", async () => {
      const { engine } = underTest();
      await engine.createTableFromRows("hashed", { a: "text", b: "text" }, [{ a: "x", b: "é1" }]);
      const [row] = await engine.rows(
        `SELECT cast(${call("hash64", "a", "b")} AS varchar(30)) AS h, cast(${call("hash64", "a", "'é' || '1'")} AS varchar(30)) AS again FROM hashed`,
      );
      expect(row!["h"]).toBe(row!["again"]);
      expect(String(row!["h"])).toBe(String(await hashOf("'x'", "'é1'")));
    });

    it("hash64 tells apart order, borders between arguments, empty text and null", async () => {
      const hashes = [
        await hashOf("'ab'", "'c'"),
        await hashOf("'a'", "'bc'"),
        await hashOf("'c'", "'ab'"),
        await hashOf("'abc'"),
        await hashOf("'abc'", "''"),
        await hashOf("'abc'", "cast(NULL AS varchar(9))"),
      ];
      expect(new Set(hashes).size).toBe(hashes.length);
    });

    it("hash64 fills 63 bits of a bigint and meets no collision among 100,000 ids", async () => {
      const { engine } = underTest();
      const count = 100_000;
      await engine.createTableFromColumns("ids", { n: Int32Array.from({ length: count }, (_, i) => i) });
      const hash = call("hash64", "'x'", "cast(n AS varchar(9))");
      await engine.createTable("hashes", `SELECT ${hash} AS h FROM ids`);
      expect(await engine.rows("SELECT count(DISTINCT h) AS n FROM hashes")).toEqual([{ n: count }]);
      let ones = 0n;
      let zeros = 0n;
      for await (const { columns } of engine.columns("SELECT h FROM hashes")) {
        expect(columns[0]).toBeInstanceOf(BigInt64Array);
        for (const value of columns[0] as BigInt64Array) {
          ones |= BigInt.asUintN(64, value);
          zeros |= BigInt.asUintN(64, ~value);
        }
      }
      const bitCount = (ones & zeros).toString(2).replaceAll("0", "").length;
      expect(bitCount).toBeGreaterThanOrEqual(63);
    });

    it.each([
      ["''", 0xd41d8cd9],
      ["'abc'", 0x90015098],
      ["'é'", 0x66ddcd97],
    ])("text_number of %s is the same on every engine", async (text, number) => {
      expect(await answerTo(call("text_number", text))).toBe(number);
    });

    it.each([
      ["2024-02-29 00:00:00", "2024-02-29"],
      ["2024-02-29 23:59:59.999999", "2024-02-29"],
      ["1969-12-31 23:59:59", "1969-12-31"],
    ])("utc_date of %s is %s", async (time, day) => {
      expect(await answerTo(call("utc_date", at(time)))).toBe(day);
    });

    it.each([
      ["2024-01-01 00:00:00", "2024-01-01 23:59:59.999999", 0],
      ["2024-01-01 23:59:59.999999", "2024-01-02 00:00:00", 1],
      ["2024-01-02 00:00:00", "2024-01-01 23:59:59.999999", -1],
      ["2024-02-28 12:00:00", "2024-03-01 00:00:00", 2],
      ["2023-12-31 23:00:00", "2024-12-31 01:00:00", 366],
      ["1969-12-31 23:00:00", "1970-01-01 00:00:00", 1],
    ])("days_between %s and %s is %d", async (from, to, days) => {
      expect(await answerTo(call("days_between", at(from), at(to)))).toBe(days);
      const dates = [at(from), at(to)].map(time => call("utc_date", time)) as [string, string];
      expect(await answerTo(call("days_between", ...dates))).toBe(days);
    });

    it.each([
      ["2024-01-01 00:30:00", "2024-01-01 02:29:59", 1],
      ["2024-01-01 23:59:59", "2024-01-02 00:00:00", 0],
      ["2024-01-02 00:00:00", "2024-01-01 23:59:59", -1],
      ["2023-12-31 00:00:00", "2024-12-31 00:00:00", 8784],
    ])("hours_between %s and %s is %d", async (from, to, hours) => {
      expect(await answerTo(call("hours_between", at(from), at(to)))).toBe(hours);
    });

    it("timestamp is midnight UTC of a date, and the time that a text says", async () => {
      expect(await answerTo(call("timestamp", "cast('2024-02-29' AS date)"))).toBe(
        "2024-02-29T00:00:00.000Z",
      );
      expect(await answerTo(call("timestamp", "'2024-02-29 01:02:03.004'"))).toBe("2024-02-29T01:02:03.004Z");
      expect(await answerTo(`${call("timestamp", "'2024-02-29 00:00:00'")} = ${at("2024-02-29")}`)).toBe(
        true,
      );
    });

    it.each([
      ["2024-02-28 23:59:59.900", "2024-03-01 00:00:00", 86_400_100],
      ["2024-01-01 00:00:00.250", "2024-01-01 00:00:00", -250],
    ])("milliseconds_between %s and %s is %d", async (from, to, milliseconds) => {
      expect(await answerTo(call("milliseconds_between", at(from), at(to)))).toBe(milliseconds);
    });

    it("array_first is the first item of a list, and null of an absent one", async () => {
      const { engine } = underTest();
      await engine.createTableFromRows("words", { n: "bigint", word: "text" }, [
        { n: 1, word: "b" },
        { n: 2 },
      ]);
      const some = "SELECT n, array_agg(word) FILTER (WHERE word IS NOT NULL) AS items FROM words GROUP BY n";
      const first = `SELECT ${call("array_first", "items")} AS x FROM (${some}) AS lists ORDER BY n`;
      expect(await engine.rows(first)).toEqual([{ x: "b" }, { x: null }]);
    });

    it("replace_all replaces every match, not the first alone", async () => {
      expect(await answerTo(call("replace_all", "'a1b22c'", "'[0-9]+'", "'-'"))).toBe("a-b-c");
      expect(await answerTo(call("replace_all", "cast(NULL AS varchar(9))", "'a'", "''"))).toBeNull();
    });

    it("json_text quotes a text as JSON does", async () => {
      const text = 'a "quote", a \\ and a\nline é';
      await underTest().engine.createTableFromRows("quoted", { text: "text" }, [{ text }, { text: null }]);
      const json = call("json_text", "text");
      const rows = await underTest().engine.rows(
        `SELECT ${json} AS json FROM quoted ORDER BY text NULLS LAST`,
      );
      expect(rows.map(row => row["json"] && JSON.parse(String(row["json"])))).toEqual([text, null]);
    });

    it("joined puts the texts of a group in the order of the columns, whatever order they come in", async () => {
      const columns = { kind: "text", place: "bigint", text: "text" };
      const rows = [
        { kind: "b", place: 1, text: "third" },
        { kind: "a", place: 2, text: "second" },
        { kind: "a", place: 1, text: "first" },
      ];
      await underTest().engine.createTableFromRows("in_parts", columns, rows);
      const joined = call("joined", "text", "'; '", "kind", "place");
      expect(await underTest().engine.rows(`SELECT ${joined} AS text FROM in_parts`)).toEqual([
        { text: "first; second; third" },
      ]);
    });

    it("array_count counts the items of a list, and array_items gives a row for each, none for null", async () => {
      const { engine } = underTest();
      const lists = "SELECT 1 AS id, tags FROM tag_lists WHERE id = 1 UNION ALL SELECT 2, NULL";
      await engine.createTable(
        "tag_lists",
        "SELECT 1 AS id, array_agg(tag) AS tags FROM (SELECT 'a' AS tag UNION ALL SELECT 'b' UNION ALL SELECT 'a') AS t",
      );
      await engine.createTable("tag_rows", lists);
      const counts = await engine.rows(
        `SELECT ${call("array_count", "tags")} AS n FROM tag_rows ORDER BY id`,
      );
      expect(counts).toEqual([{ n: 3 }, { n: null }]);
      const items = await engine.rows(
        `SELECT id, tag FROM (SELECT id, ${call("array_items", "tags")} AS tag FROM tag_rows) AS t ORDER BY tag`,
      );
      expect(items.map(row => [row["id"], row["tag"]])).toEqual([
        [1, "a"],
        [1, "a"],
        [1, "b"],
      ]);
    });

    it("give null for null", async () => {
      const nothing = "cast(NULL AS timestamp)";
      expect(await answerTo(call("utc_date", nothing))).toBeNull();
      expect(await answerTo(call("timestamp", nothing))).toBeNull();
      expect(await answerTo(call("days_between", nothing, at("2024-01-01")))).toBeNull();
      expect(await answerTo(call("days_between", at("2024-01-01"), nothing))).toBeNull();
      expect(await answerTo(call("hours_between", at("2024-01-01"), nothing))).toBeNull();
    });
  });
}
