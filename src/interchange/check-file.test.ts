import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TABLE_NAMES, TABLES } from "../domain/interchange/schema.ts";
import { columnsOf } from "../domain/interchange/table.ts";
import { DuckDbEngine } from "../engines/duckdb/duckdb-engine.ts";
import { type CheckOptions, checkFile } from "./check-file.ts";

const dir = mkdtempSync(join(tmpdir(), "renown-check-"));
const at = "2026-03-01T10:00:00Z";
let engine: DuckDbEngine;
beforeAll(async () => {
  engine = await DuckDbEngine.open({ memoryMebibytes: 512, threads: 2, spillDir: join(dir, "spill") });
});
afterAll(async () => {
  await engine.close();
  rmSync(dir, { recursive: true });
});

/** Checks `content` as a file called `name`, and that every row read is accounted for. */
async function check(name: string, content: string | Buffer, options: Partial<CheckOptions> = {}) {
  const path = join(dir, name);
  writeFileSync(path, content);
  const checked = await checkFile(engine, { path }, { relation: "work", ...options });
  const rejectedCount = Object.values(checked.rejectedByReason).reduce((sum, n) => sum + n, 0);
  expect(checked.rowsRead).toBe(
    checked.rowsAccepted + rejectedCount + checked.selfActions + checked.duplicates,
  );
  const rows = await engine.rows("SELECT * FROM work");
  expect(rows).toHaveLength(checked.rowsAccepted);
  const rejected = await engine.rows("SELECT * FROM work_rejected");
  expect(rejected).toHaveLength(rejectedCount);
  return { ...checked, rows, rejected };
}

const header = "network,kind,actor_id,target_id,post_id,acted_at";

describe("checkFile on CSV", () => {
  it("keeps leading zeros and 19 digits of ids, and reads quoted commas, quotes and line breaks", async () => {
    const { rows } = await check(
      "interactions-a.csv",
      `${header}\nx,like,0071234567890123456,"a,""b\nc",,${at}\nx,like,1234567890123456789,0,"",${at}\n`,
    );
    expect(rows).toMatchObject([
      { actor_id: "0071234567890123456", target_id: 'a,"b\nc', post_id: null },
      { actor_id: "1234567890123456789", target_id: "0", post_id: null },
    ]);
  });

  it("reads a byte order mark, CRLF and mixed line ends alike", async () => {
    const lines = [header, `x,like,a,b,,${at}`, `x,like,a,"c\nd",,${at}`, `x,like,a,e,,${at}`];
    const plain = await check("interactions-lf.csv", `${lines.join("\n")}\n`);
    const crlf = await check("interactions-crlf.csv", `\ufeff${lines.join("\r\n")}\r\n`);
    const mixed = await check("interactions-mixed.csv", `${lines[0]}\r\n${lines.slice(1).join("\n")}`);
    expect(plain.rowsAccepted).toBe(3);
    expect(crlf.rows).toEqual(plain.rows);
    expect(mixed.rows).toEqual(plain.rows);
  });

  it("keeps a CRLF inside quotes as one line break in a file of LF lines", async () => {
    const { rows } = await check(
      "accounts-bio.csv",
      `network,account_id,observed_at,bio\nx,1,${at},"a\r\nb"\nx,2,${at},c\n`,
    );
    expect(rows.map(row => String(row["bio"]).replace("\r", ""))).toEqual(["a\nb", "c"]);
  });

  it("rejects rows with too few or too many fields with their text and line", async () => {
    const { rejected, rowsAccepted } = await check(
      "interactions-width.csv",
      `${header}\nx,like,a\nx,like,a,b,,${at}\nx,like,a,b,,${at},more\nx,poke,a,b,,${at}\n`,
    );
    expect(rowsAccepted).toBe(1);
    expect(rejected).toEqual([
      { line_number: 2, reason: "malformed_line", column: null, value: null, raw: "x,like,a" },
      { line_number: 4, reason: "malformed_line", column: null, value: null, raw: `x,like,a,b,,${at},more` },
      { line_number: 5, reason: "unknown_kind", column: "kind", value: "poke", raw: `x,poke,a,b,,${at}` },
    ]);
  });

  it("loses one line to a quote that is never closed, and no more", async () => {
    const good = Array.from({ length: 50 }, (_, i) => `x,like,a,b${i},,${at}`);
    const text = [header, 'x,like,"a,b', ...good, `x,like,"a"a,b,,${at}`].join("\n");
    for (const content of [text, gzipSync(text)]) {
      const { rejected, rowsAccepted } = await check("interactions-quote.csv", content);
      expect(rowsAccepted).toBe(50);
      expect(rejected.map(row => row["line_number"])).toEqual([2, 53]);
    }
  });

  it("rejects a line that is not UTF-8 without stopping", async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${header}\nx,like,a,`),
      Buffer.from([0xff, 0xfe]),
      Buffer.from(`,,${at}\nx,like,a,b,,${at}\n`),
    ]);
    const { rejected, rowsAccepted } = await check("interactions-bytes.csv", bytes);
    expect(rowsAccepted).toBe(1);
    expect(rejected).toMatchObject([{ line_number: 2, reason: "malformed_line" }]);
  });

  it("accepts a file that is a header and nothing else", async () => {
    expect(await check("interactions-none.csv", `${header}\n`)).toMatchObject({
      rowsRead: 0,
      rowsAccepted: 0,
    });
  });

  it("reads lists as JSON arrays and counts as whole numbers", async () => {
    const posts = await check(
      "posts.csv",
      `network,post_id,author_id,posted_at,kind,tags,links\nx,1,a,${at},original,"[""a"",""b,c""]",\nx,2,a,${at},original,"a b",\nx,3,a,${at},original,"[null]",\n`,
    );
    expect(posts.rows).toMatchObject([{ post_id: "1", tags: ["a", "b,c"], links: null }]);
    expect(posts.rejectedByReason).toEqual({ bad_list_tags: 2 });
    const stats = await check(
      "post_stats.csv",
      `network,post_id,observed_at,like_count\nx,1,${at},1000000000000\nx,2,${at},1000000000001\nx,3,${at},-1\nx,4,${at},1.5\n`,
    );
    expect(stats.rows).toMatchObject([{ like_count: 1_000_000_000_000, view_count: null }]);
    expect(stats.rejectedByReason).toEqual({ bad_count_like_count: 3 });
  });
});

describe("checkFile on NDJSON", () => {
  const act = { network: "x", kind: "like", actor_id: "a", target_id: "b", acted_at: at };
  const ndjson = (...rows: (object | string)[]) =>
    rows.map(row => (typeof row === "string" ? row : JSON.stringify(row))).join("\n");

  it("rejects lines that are no objects, skips blank ones and keeps count of lines", async () => {
    const { rejected, rowsRead } = await check(
      "interactions-a.ndjson",
      ndjson(act, "", "  ", '{"network":', "[]", { ...act, kind: "poke" }),
    );
    expect(rowsRead).toBe(4);
    expect(rejected).toMatchObject([
      { line_number: 4, reason: "malformed_line", raw: '{"network":' },
      { line_number: 5, reason: "malformed_line", raw: "[]" },
      { line_number: 6, reason: "unknown_kind", value: "poke" },
    ]);
  });

  it("keeps every digit of ids given as integers and refuses those given as fractions", async () => {
    const { rows, rejectedByReason } = await check(
      "interactions-b.ndjson",
      ndjson(
        '{"network":"x","kind":"like","actor_id":1234567890123456789,"target_id":"b","acted_at":"2026-03-01T10:00:00Z"}',
        { ...act, actor_id: 1.5 },
        { ...act, actor_id: true },
        { ...act, target_id: ["b"] },
      ),
    );
    expect(rows).toMatchObject([{ actor_id: "1234567890123456789" }]);
    expect(rejectedByReason).toEqual({ malformed_line: 3 });
  });

  it("finds a needed column that first stands far down the file", async () => {
    const early = Array.from({ length: 20_001 }, () => ({ ...act, target_id: undefined }));
    const { rowsAccepted, rejectedByReason } = await check("interactions-late.ndjson", ndjson(...early, act));
    expect(rowsAccepted).toBe(1);
    expect(rejectedByReason).toEqual({ missing_target_id: 20_001 });
  });

  it("rejects a line that is not UTF-8 without stopping", async () => {
    const line = Buffer.from(ndjson({ ...act, target_id: "?" }));
    line[line.indexOf("?")] = 0xff;
    const { rejected, rowsAccepted } = await check(
      "interactions-bytes.ndjson",
      Buffer.concat([line, Buffer.from("\n"), Buffer.from(ndjson(act, { ...act, kind: "poke" }))]),
    );
    expect(rowsAccepted).toBe(1);
    expect(rejected.map(row => row["line_number"])).toEqual([1, 3]);
  });
});

describe("checkFile on times", () => {
  const stats = (...times: string[]) =>
    `network,account_id,observed_at\n${times.map((time, i) => `x,${i},${time}`).join("\n")}\n`;
  const micros = () => engine.rows("SELECT CAST(observed_at AS VARCHAR) AS t FROM work");

  it("turns offsets to UTC and keeps microseconds", async () => {
    await check("account_stats-a.csv", stats("2026-03-01T00:30:00.123456789+05:30", "2026-02-28t01:00:00z"));
    expect(await micros()).toEqual([{ t: "2026-02-28 19:00:00.123456" }, { t: "2026-02-28 01:00:00" }]);
  });

  it("tells a missing zone from an impossible time", async () => {
    const times = [
      "2026-03-01T00:00:00",
      "2026-02-30T00:00:00Z",
      "yesterday",
      "2026-03-01",
      "2026-03-01T00:00:00+24:00",
    ];
    const strict = await check("account_stats-b.csv", stats(...times));
    expect(strict.rejectedByReason).toEqual({ missing_time_zone: 1, bad_time_observed_at: 4 });
    const lax = await check("account_stats-b.csv", stats(...times), { assumeUtc: true });
    expect(lax.rejectedByReason).toEqual({ bad_time_observed_at: 4 });
    expect(await micros()).toEqual([{ t: "2026-03-01 00:00:00" }]);
  });
});

describe("checkFile on interactions", () => {
  it("lets states, and only states, lack a time", async () => {
    const { rows, rejected } = await check(
      "interactions-states.csv",
      "kind,actor_id,target_id,acted_at\nfollow,a,b,\nlist,a,b,\nlike,a,b,\n",
      { network: "x" },
    );
    expect(rows.map(row => row["kind"])).toEqual(["follow", "list"]);
    expect(rejected).toMatchObject([{ line_number: 4, reason: "missing_acted_at", column: "acted_at" }]);
  });

  it("drops and counts acts on oneself and duplicates, keeping the first row", async () => {
    const { rows, selfActions, duplicates } = await check(
      "interactions-same.csv",
      `interaction_id,network,kind,actor_id,target_id,acted_at\n1,x,like,a,b,${at}\n2,x,like,a,a,${at}\n1,x,like,a,c,${at}\n,x,like,a,b,${at}\n,x,like,a,b,${at}\n`,
    );
    expect([selfActions, duplicates]).toEqual([1, 2]);
    expect(rows.map(row => row["target_id"])).toEqual(["b", "b"]);
    expect(rows[0]?.["interaction_id"]).toBe("1");
  });

  it("fills the network from the option or from the folder, never over what the row says", async () => {
    const line = (network: string) => `${network},like,a,b,,${at}`;
    const { rows } = await check("interactions-net.csv", `${header}\n${line("")}\n${line("x")}\n`, {
      network: "nostr",
    });
    expect(rows.map(row => row["network"])).toEqual(["nostr", "x"]);
  });

  it("gives the same relation when the same file is checked again", async () => {
    const content = `${header}\nx,like,a,b,,${at}\nx,like,a,c,,${at}\nx,like,a,b,,${at}\nx,like,a\n`;
    const first = await check("interactions-again.csv", content);
    expect(await check("interactions-again.csv", content)).toEqual(first);
  });
});

describe("checkFile on whole files", () => {
  const packed = gzipSync(`${header}\nx,like,a,b,,${at}\n`);
  it.each([
    ["no-network.csv", `kind,actor_id,target_id,acted_at\nlike,a,b,${at}\n`, /add --network/],
    [
      "interactions-x.csv",
      `network,kind,actor_id\nx,like,a\n`,
      /lacks target_id, acted_at.*it has network, kind/,
    ],
    ["interactions-y.csv", `kind,kind\n`, /"kind" more than once/],
    ["interactions-z.csv", "", /no header line/],
    ["mystery.csv", "a,b\n1,2\n", /fit no table.*--table/],
    ["interactions-w.csv", Buffer.from("\ufeffa,b", "utf16le"), /UTF-16/],
    ["interactions.parquet", "PAR1 no more", /is damaged/],
    ["interactions-cut.csv.gz", packed.subarray(0, packed.length - 9), /is cut or damaged/],
    ["interactions-bad.csv.gz", Buffer.from(packed).fill(7, 20, 40), /is cut or damaged/],
    ["interactions-v.parquet", "kind", /not a Parquet file/],
    ["interactions.bin", "one line", /neither Parquet, CSV nor NDJSON/],
  ])("%s: says what is wrong and what to do", async (name, content, message) => {
    await expect(check(name, content)).rejects.toThrow(message);
  });

  it("refuses a file that is not there", async () => {
    await expect(checkFile(engine, { path: join(dir, "none.csv") }, { relation: "work" })).rejects.toThrow(
      /ENOENT/,
    );
  });

  it("names the columns it ignored and those it missed", async () => {
    const { unknownColumns, missingColumns } = await check(
      "interactions-cols.csv",
      `network,kind,actor_id,target_id,acted_at,mood\nx,like,a,b,${at},good\n`,
    );
    expect(unknownColumns).toEqual(["mood"]);
    expect(missingColumns).toEqual(["interaction_id", "post_id"]);
  });

  it("tells the table from the columns and the format from the first line when names say nothing", async () => {
    const row = { network: "x", account_id: "1", observed_at: at, followers_count: 5 };
    const { table, format, rows } = await check("dump.bin", `${JSON.stringify(row)}\n`);
    expect([table, format]).toEqual(["account_stats", "ndjson"]);
    expect(rows).toMatchObject([{ followers_count: 5 }]);
  });

  it("reads a file whose name holds glob characters and quotes", async () => {
    const { rowsAccepted } = await check("interactions-[a]*'?.csv", `${header}\nx,like,a,b,,${at}\n`);
    expect(rowsAccepted).toBe(1);
  });
});

describe("checkFile on Parquet", () => {
  async function checkParquet(name: string, select: string) {
    const path = join(dir, name);
    await engine.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`);
    return checkFile(engine, { path }, { relation: "work" });
  }

  it("casts integers, zoned and zoneless timestamps, lists and floats by the schema", async () => {
    await checkParquet(
      "posts-1.parquet",
      `SELECT 'x' AS network, 1234567890123456789 AS post_id, 7 AS author_id, 'original' AS kind,
         TIMESTAMPTZ '2026-03-01 12:00:00+02' AS posted_at, TIMESTAMP_NS '2026-03-01 12:00:00.5' AS edited_at,
         [1, 2] AS mention_ids, ['a'] AS tags`,
    );
    expect(await engine.rows("SELECT * FROM work")).toMatchObject([
      {
        post_id: "1234567890123456789",
        author_id: "7",
        posted_at: "2026-03-01T10:00:00.000Z",
        edited_at: "2026-03-01T12:00:00.500Z",
        mention_ids: ["1", "2"],
        tags: ["a"],
      },
    ]);
    const stats = await checkParquet(
      "post_stats-1.parquet",
      `SELECT 'x' AS network, 'p' || i AS post_id, DATE '2026-03-01' AS observed_at, n AS like_count
       FROM (VALUES (1, 2.0::DOUBLE), (2, 2.5), (3, -1), (4, 'nan'), (5, NULL)) v(i, n)`,
    );
    expect(stats.rejectedByReason).toEqual({ bad_count_like_count: 3 });
    expect(await engine.rows("SELECT line_number, raw FROM work_rejected LIMIT 1")).toMatchObject([
      { line_number: 2, raw: expect.stringContaining('"post_id":"p2"') },
    ]);
  });
});

describe("checked relations", () => {
  it.each(TABLE_NAMES)("%s: have exactly the columns of the schema, typed", async table => {
    const columns = columnsOf(TABLES[table]);
    await check(`${table}-empty.csv`, `${columns.map(column => column.name).join(",")}\n`);
    const types = {
      text: "VARCHAR",
      choice: "VARCHAR",
      time: "TIMESTAMP",
      count: "BIGINT",
      flag: "BOOLEAN",
      text_list: "VARCHAR[]",
    };
    const described = await engine.rows("DESCRIBE work");
    expect(described.map(row => [row["column_name"], row["column_type"]])).toEqual(
      columns.map(column => [column.name, types[column.columnType]]),
    );
  });
});
