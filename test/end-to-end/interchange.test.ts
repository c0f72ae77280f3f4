import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { TABLE_NAMES, TABLES, type TableName } from "../../src/domain/interchange/schema.ts";
import { columnsOf } from "../../src/domain/interchange/table.ts";
import { DuckDbEngine } from "../../src/engines/duckdb/duckdb-engine.ts";
import { sqlLiteral } from "../../src/lib/sql-text.ts";
import {
  filesUnder,
  linesOf,
  parquetHashes,
  renown,
  renownHere,
  temporaryFolders,
  textsUnder,
} from "../support/renown-cli.ts";

const newFolder = temporaryFolders();
const newLake = async () => join(await newFolder(), "lake");

const AT = "2026-01-05T10:00:00.000Z";
const LATER = "2026-01-06T00:00:00.000Z";
const ids = (count: number) => Array.from({ length: count }, (_, index) => `000${index + 1}`);
type Row = Readonly<Record<string, unknown>>;

/** Rows of every table, none of which may be rejected. */
const ROWS: Readonly<Record<TableName, readonly Row[]>> = {
  accounts: [
    { account_id: "0009", handle: "nine", bio: 'Said "hi",\nand left', is_protected: false, observed_at: AT },
    { account_id: "0001", handle: "uno", display_name: "Ünö", created_at: AT, observed_at: AT },
  ],
  account_stats: [{ account_id: "0009", observed_at: AT, followers_count: 40, following_count: 0 }],
  posts: [
    {
      post_id: "900",
      author_id: "0009",
      posted_at: AT,
      kind: "original",
      tags: ["tea", "a,b"],
      mention_ids: [],
    },
    { post_id: "9223372036854775807", author_id: "0009", posted_at: AT, kind: "original", text: "x" },
  ],
  post_stats: [{ post_id: "900", observed_at: AT, like_count: 5, repost_count: 0 }],
  interactions: ids(5).map(actor => ({
    kind: "like",
    actor_id: actor,
    target_id: "0009",
    post_id: "900",
    acted_at: AT,
  })),
  removals: [{ subject: "interaction", subject_id: "none", removed_at: AT, reason: "undone" }],
  observations: [
    {
      scope: "*",
      table: "interactions",
      kind: "like",
      from_at: AT,
      to_at: LATER,
      is_complete: true,
      source: "test",
    },
  ],
  identity_links: [{ account_id: "0001", identity_id: "x:0009", proof_kind: "self", observed_at: AT }],
  lists: [{ list_id: "700", owner_id: "0001", name: "Tea, mostly", observed_at: AT }],
};

const asNdjson = (rows: readonly Row[]) =>
  rows.map(row => `${JSON.stringify({ network: "x", ...row })}\n`).join("");
const CSV_HEADER = "actor_id,target_id,kind,acted_at";
const asCsv = (...lines: readonly string[]) => `${[CSV_HEADER, ...lines].join("\n")}\n`;

/** Writes `text` as a file called `name` in a new folder, and answers its path. */
async function fileOf(name: string, text: string | Buffer): Promise<string> {
  const path = join(await newFolder(), name);
  writeFileSync(path, text);
  return path;
}

interface Input {
  readonly is_known: boolean;
  readonly rows_added: Readonly<Record<string, number>>;
  readonly rows_duplicate: number;
  readonly rejects: Readonly<Record<string, number>>;
  readonly notes: readonly string[];
}

/** What `renown import --json` says of its inputs. @throws when it failed. */
async function imported(args: readonly string[], input?: string): Promise<readonly Input[]> {
  const result = await renown(["import", ...args, "--json", "--quiet"], input === undefined ? {} : { input });
  if (result.exitCode !== 0) throw new Error(`${result.exitCode}: ${result.out}${result.err}`);
  return result.json()[0]!["inputs"] as readonly Input[];
}

/** Rows of every table in the lake at `data`, by table, each as JSON text, in order. */
async function lakeRows(data: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const texts = await textsUnder(data);
  const rowsOf = (table: TableName) =>
    Object.entries(texts)
      .filter(([path]) => path.startsWith(`${table}/`))
      .flatMap(([, text]) => linesOf(text));
  return Object.fromEntries(TABLE_NAMES.map(table => [table, rowsOf(table).toSorted()]));
}

describe("files of every table", () => {
  const FORMATS: Readonly<Record<string, string>> = {
    csv: "FORMAT csv, HEADER",
    "csv.gz": "FORMAT csv, HEADER, COMPRESSION gzip",
    ndjson: "FORMAT json",
    "ndjson.zst": "FORMAT json, COMPRESSION zstd",
    parquet: "FORMAT parquet, COMPRESSION zstd",
  };
  let folder: string;

  beforeAll(async () => {
    folder = await newFolder();
    const engine = await DuckDbEngine.open({
      memoryMebibytes: 512,
      threads: 1,
      spillDir: join(folder, "spill"),
    });
    for (const table of TABLE_NAMES) {
      const given = join(folder, `${table}.json`);
      writeFileSync(given, asNdjson(ROWS[table]));
      const types = {
        text: "VARCHAR",
        choice: "VARCHAR",
        time: "VARCHAR",
        count: "BIGINT",
        flag: "BOOLEAN",
      } as const;
      const columns = (listType: string) =>
        columnsOf(TABLES[table]).map(
          ({ name, columnType }) =>
            `${sqlLiteral(name)}: ${sqlLiteral(columnType === "text_list" ? listType : types[columnType])}`,
        );
      for (const [suffix, options] of Object.entries(FORMATS)) {
        mkdirSync(join(folder, suffix), { recursive: true });
        const listType = suffix.startsWith("csv") ? "JSON" : "VARCHAR[]";
        await engine.run(
          `COPY (SELECT * FROM read_json(${sqlLiteral(given)}, columns = {${columns(listType).join(", ")}}))
           TO ${sqlLiteral(join(folder, suffix, `${table}.${suffix}`))} (${options})`,
        );
      }
    }
    await engine.close();
  });

  it("give the same lake in every format and compression", async () => {
    const lakes: Record<string, unknown> = {};
    const takeIn = async (suffix: string) => {
      const data = await newLake();
      const inputs = await imported([join(folder, suffix), "--data", data]);
      const added = Object.fromEntries(inputs.flatMap(input => Object.entries(input.rows_added)));
      expect([suffix, added]).toEqual([
        suffix,
        Object.fromEntries(TABLE_NAMES.map(name => [name, ROWS[name].length])),
      ]);
      expect(inputs.map(input => input.rejects)).toEqual(TABLE_NAMES.map(() => ({})));
      lakes[suffix] = await lakeRows(data);
    };
    await Promise.all(Object.keys(FORMATS).map(takeIn));
    for (const [suffix, rows] of Object.entries(lakes))
      expect([suffix, rows]).toEqual([suffix, lakes["csv"]]);
    expect((lakes["csv"] as Record<string, string[]>)["posts"]!.join()).toContain("9223372036854775807");
  });

  it("change nothing the second time, under another name too", async () => {
    const data = await newLake();
    await imported([join(folder, "csv"), "--data", data]);
    const before = parquetHashes(data);
    const again = await imported([join(folder, "csv"), "--data", data]);
    expect(again.every(input => input.is_known)).toBe(true);
    const renamed = await fileOf("interactions-copy.csv", readFileSync(join(folder, "csv/interactions.csv")));
    expect(await imported([renamed, "--data", data])).toMatchObject([{ rows_added: {} }]);
    // Other bytes, the same rows.
    const [other] = await imported([join(folder, "ndjson/interactions.ndjson"), "--data", data]);
    expect(other).toMatchObject({ is_known: false, rows_added: { interactions: 0 }, rows_duplicate: 5 });
    expect(parquetHashes(data)).toEqual(before);
    const text = await renown(["import", renamed, "--data", data]);
    expect(text.out).toContain("already in the lake, nothing to do");
  });
});

describe("rows that do not fit", () => {
  const mixed = asCsv(
    "1,9,like,2026-01-05T10:00:00Z",
    "1,9,like,2026-01-05T10:00:00Z",
    "2,9,like,2026-01-05T10:00:00",
    "3,9,boo,2026-01-05T10:00:00Z",
    ",9,like,2026-01-05T10:00:00Z",
    "4,4,like,2026-01-05T10:00:00Z",
    "5,9,like,2026-13-05T10:00:00Z",
  );

  it("are counted by reason and set aside with exit code 0", async () => {
    const data = await newLake();
    const path = await fileOf("interactions.csv", mixed);
    const result = await renown(["import", path, "--network", "x", "--data", data]);
    expect(result.exitCode).toBe(0);
    expect(result.out).toContain("1 interactions");
    for (const reason of ["missing_time_zone", "unknown_kind", "missing_actor_id", "bad_time_acted_at"])
      expect(result.out).toMatch(new RegExp(`1 rows? rejected: ${reason}`));
    expect(result.out).toContain("self-actions dropped: 1");
    expect(result.out).toContain(join(data, "rejects"));

    const [file] = filesUnder(join(data, "rejects"));
    const rejects = linesOf(readFileSync(join(data, "rejects", file!), "utf8")).map(line => JSON.parse(line));
    expect(rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [4, "missing_time_zone"],
      [5, "unknown_kind"],
      [6, "missing_actor_id"],
      [8, "bad_time_acted_at"],
    ]);
    expect(rejects[1]).toMatchObject({ column: "kind", value: "boo", raw: "3,9,boo,2026-01-05T10:00:00Z" });
  });

  it("stand in the JSON answer too", async () => {
    const path = await fileOf("interactions.csv", mixed);
    expect(await imported([path, "--network", "x", "--data", await newLake()])).toMatchObject([
      {
        rows_added: { interactions: 1 },
        rows_duplicate: 1,
        rejects: { missing_time_zone: 1, unknown_kind: 1, missing_actor_id: 1, bad_time_acted_at: 1 },
      },
    ]);
  });

  it("with times without a zone come in with --assume-utc", async () => {
    const data = await newLake();
    const path = await fileOf("interactions.csv", mixed);
    await imported([path, "--network", "x", "--data", data]);
    const [second] = await imported([path, "--network", "x", "--assume-utc", "--data", data]);
    expect(second).toMatchObject({ is_known: false, rows_added: { interactions: 1 } });
    expect(second!.rejects).not.toHaveProperty("missing_time_zone");
    expect((await lakeRows(data))["interactions"]!.join("\n")).toMatch(/"2".*2026-01-05 10:00:00/);
  });
});

describe("completeness", () => {
  it("is recorded for the span that --complete names, and turns absence into zero", async () => {
    const path = await fileOf(
      "interactions.csv",
      asCsv(...ids(5).map(actor => `${actor},9,like,2026-01-05T10:00:00Z`)),
    );
    const coverage: number[] = [];
    for (const complete of [[], ["--complete", "2026-01-01/2026-01-06"]]) {
      const data = await newLake();
      await imported([path, "--network", "x", "--data", data, ...complete]);
      const scored = await renownHere(["score", "x:9", "--json", "--data", data]);
      expect(scored.exitCode).toBe(0);
      coverage.push(scored.json()[0]!["coverage"] as number);
      const spans = (await lakeRows(data))["observations"]!.map(row => JSON.parse(row));
      const expected = {
        scope: "*",
        table: "interactions",
        from_at: "2026-01-01 00:00:00",
        is_complete: true,
      };
      expect(spans).toMatchObject(complete.length === 0 ? [] : [expected]);
    }
    expect(coverage[1]).toBeGreaterThan(coverage[0]!);
  });
});

describe("a folder with a mix", () => {
  it("gives every file it knows and names what it passed over", async () => {
    const folder = await newFolder();
    const files: Readonly<Record<string, string | Buffer>> = {
      "accounts.ndjson": asNdjson(ROWS.accounts),
      "2026/interactions-01.csv.gz": gzipSync(asCsv("1,9,like,2026-01-05T10:00:00Z")),
      "posts/part-0.ndjson": asNdjson(ROWS.posts),
      "readme.txt": "About these files",
    };
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(join(folder, name, ".."), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    const inputs = await imported([folder, "--network", "x", "--data", await newLake()]);
    const added = Object.fromEntries(inputs.flatMap(input => Object.entries(input.rows_added)));
    expect(added).toEqual({ accounts: 2, interactions: 1, posts: 2 });
    expect(inputs.flatMap(input => input.notes).join()).toContain("readme.txt");
  });
});

describe("standard input", () => {
  it("brings in NDJSON of the table that is named, once", async () => {
    const data = await newLake();
    const good = asNdjson(ROWS.interactions);
    const [first] = await imported(
      ["-", "--table", "interactions", "--data", data],
      `${good}{"bad\n{"kind":"like"}\n`,
    );
    expect(first).toMatchObject({ rows_added: { interactions: 5 }, rejects: { malformed_line: 1 } });
    const [again] = await imported(["-", "--table", "interactions", "--data", data], good);
    expect(again).toMatchObject({ rows_added: { interactions: 0 } });
    expect((await lakeRows(data))["interactions"]).toHaveLength(5);
    expect(await renownHere(["score", "x:0009", "--data", data])).toMatchObject({ exitCode: 0 });
    expect(filesUnder(data).filter(path => /^(tmp|journal)\//.test(path))).toEqual([]);
  });

  it("needs to be told the table", async () => {
    const result = await renown(["import", "-", "--data", await newLake()], { input: "{}\n" });
    expect(result).toMatchObject({ exitCode: 2, out: "" });
    expect(result.err).toContain("--table");
  });
});

describe("an input as a whole that cannot be used", () => {
  const cases: readonly [
    name: string,
    exitCode: number,
    args: () => Promise<readonly string[]>,
    message: RegExp,
  ][] = [
    [
      "an unknown table",
      2,
      async () => [await fileOf("a.csv", asCsv()), "--table", "tweets"],
      /--table tweets is not a table.*interactions/,
    ],
    [
      "columns of no table",
      1,
      async () => [await fileOf("a.csv", "a,b\n1,2\n")],
      /\(a, b\) fit no table.*--table/,
    ],
    [
      "lacking columns",
      1,
      async () => [await fileOf("a.csv", "a,b\n"), "--table", "posts", "--network", "x"],
      /lacks post_id/,
    ],
    [
      "no network",
      1,
      async () => [await fileOf("interactions.csv", asCsv("1,9,like,2026-01-05T10:00:00Z"))],
      /--network NAME/,
    ],
    [
      "an unknown network",
      2,
      async () => [await fileOf("interactions.csv", asCsv()), "--network", "twitter"],
      /twitter is not a network.*bluesky/,
    ],
    [
      "an empty file",
      1,
      async () => [await fileOf("interactions.csv", "")],
      /interactions\.csv has no header/,
    ],
    ["a device", 1, async () => ["/dev/null", "--table", "posts"], /neither file nor folder.*import -/],
    ["a missing path", 1, async () => [join(await newFolder(), "absent.csv")], /absent\.csv does not exist/],
    ["an empty folder", 1, async () => [await newFolder()], /holds no file of the interchange schema/],
    [
      "a folder that is no data",
      1,
      async () => [join(await fileOf("photo.jpg", "x"), "..")],
      /Files seen: .*photo\.jpg/,
    ],
    [
      "a file of another kind",
      1,
      async () => [await fileOf("photo.jpg", "x")],
      /neither Parquet, CSV nor NDJSON/,
    ],
    [
      "a cut gzip file",
      1,
      async () => [await fileOf("interactions.csv.gz", gzipSync(asCsv("1,9,like,x")).subarray(0, 30))],
      /cut or damaged/,
    ],
    ["no Parquet inside", 1, async () => [await fileOf("posts.parquet", "PAR2")], /is not a Parquet file/],
    [
      "a span without an end",
      2,
      async () => [await fileOf("interactions.csv", asCsv()), "--complete", "2026-01-01"],
      /FROM\/TO/,
    ],
    [
      "a span backwards",
      2,
      async () => [await fileOf("interactions.csv", asCsv()), "--complete", "2026-02-01/2026-01-01"],
      /ends before it begins/,
    ],
    ["no path at all", 2, async () => [], /missing required argument 'path'/],
    [
      "an unknown format",
      2,
      async () => [await fileOf("interactions.csv", asCsv()), "--format", "tweets"],
      /not a format.*interchange/,
    ],
  ];

  it.each(cases)(
    "%s is an error with code %i that says what to do, and leaves no rows",
    async (_name, code, args, message) => {
      const data = await newLake();
      const { exitCode, out, err } = await renownHere([
        "import",
        ...(await args()),
        "--quiet",
        "--data",
        data,
      ]);
      expect(err).toMatch(message);
      expect(exitCode).toBe(code);
      expect(out).toBe("");
      expect(filesUnder(data).filter(path => !path.startsWith("lake.db"))).toEqual([]);
    },
  );

  it("is one JSON object with --json", async () => {
    const path = join(await newFolder(), "absent.csv");
    const result = await renown(["import", path, "--json", "--quiet", "--data", await newLake()]);
    expect(result.json()).toMatchObject([
      { error: expect.stringContaining("absent.csv does not exist"), exit_code: 1 },
    ]);
    expect(result).toMatchObject({ exitCode: 1, err: "" });
  });
});
