import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { observations } from "../domain/interchange/schema.ts";
import { observationOfSpan, parseCompleteSpan } from "./completeness.ts";
import { contentHash } from "./content-hash.ts";
import { neededColumns, tableOfColumns, tableOfPath } from "./infer-table.ts";
import { listInputFiles } from "./list-files.ts";

const dir = mkdtempSync(join(tmpdir(), "renown-inputs-"));
afterAll(() => rmSync(dir, { recursive: true }));

function put(path: string, content = ""): string {
  mkdirSync(join(dir, path, ".."), { recursive: true });
  writeFileSync(join(dir, path), content);
  return join(dir, path);
}

describe("tableOfPath", () => {
  it.each([
    ["interactions.parquet", "interactions"],
    ["in/interactions-days-1-5.csv.gz", "interactions"],
    ["account_stats_2026.jsonl.zst", "account_stats"],
    ["accounts.csv", "accounts"],
    ["in/posts/part-0001.parquet", "posts"],
    ["posts/network=x/day=2026-01-01/0-0.parquet", "posts"],
    ["accounting.csv", null],
    ["dump.csv", null],
  ])("%s is of %s", (path, table) => {
    expect(tableOfPath(path)).toBe(table);
  });
});

describe("tableOfColumns", () => {
  it("takes the table that knows most of the columns", () => {
    expect(tableOfColumns("f", [...neededColumns("account_stats"), "followers_count"])).toBe("account_stats");
    expect(tableOfColumns("f", ["kind", "actor_id", "target_id", "acted_at"])).toBe("interactions");
  });

  it("asks when two tables fit as well", () => {
    expect(() => tableOfColumns("f", ["account_id", "observed_at"])).toThrow(
      /accounts and account_stats.*--table/,
    );
  });
});

describe("listInputFiles", () => {
  it("lists folders in the order of the tables, passes over hidden files and names the unknown", async () => {
    for (const path of [
      "in/x/dump.csv",
      "in/posts.csv",
      "in/posts/2.ndjson",
      "in/accounts.parquet",
      "in/.hidden.csv",
      "in/.git/posts.csv",
    ])
      put(path);
    const readme = put("in/README.md");
    const { files, skipped } = await listInputFiles([join(dir, "in"), join(dir, "in/posts.csv")]);
    expect(files.map(file => [file.path.slice(dir.length + 1), file.table, file.format])).toEqual([
      ["in/accounts.parquet", "accounts", "parquet"],
      ["in/posts.csv", "posts", "csv"],
      ["in/posts/2.ndjson", "posts", "ndjson"],
      ["in/x/dump.csv", undefined, "csv"],
    ]);
    expect(skipped).toEqual([readme]);
  });

  it("takes a file that is named itself whatever its suffix, and refuses a path that is not there", async () => {
    const path = put("interactions.log");
    expect((await listInputFiles([path])).files).toEqual([{ path, table: "interactions" }]);
    await expect(listInputFiles([join(dir, "none")])).rejects.toThrow(/does not exist/);
  });
});

describe("parseCompleteSpan", () => {
  it("takes dates as midnights, end exclusive, and times in any zone", () => {
    expect(parseCompleteSpan("2026-01-01/2026-04-01T02:00:00+02:00")).toEqual({
      fromAt: "2026-01-01T00:00:00.000Z",
      toAt: "2026-04-01T00:00:00.000Z",
    });
  });

  it.each([
    ["2026-01-01", /not FROM\/TO/],
    ["2026-02-30/2026-04-01", /"2026-02-30".*neither/],
    ["2026-01-01T00:00:00/2026-04-01", /neither a date/],
    ["2026-01-01/2026-01-01", /ends before/],
  ])("refuses %s", (text, message) => {
    expect(() => parseCompleteSpan(text)).toThrow(message);
  });
});

describe("observationOfSpan", () => {
  it("is a valid row for what can be observed, and null for the rest", () => {
    const span = parseCompleteSpan("2026-01-01/2026-04-01");
    const of = { network: "x", source: "import" } as const;
    const row = observationOfSpan(span, { ...of, table: "interactions" });
    expect(observations.row.parse(row)).toMatchObject({
      scope: "*",
      table: "interactions",
      is_complete: true,
    });
    expect(observationOfSpan(span, { ...of, table: "removals" })).toBeNull();
  });
});

describe("contentHash", () => {
  it("depends on bytes and given options, not on name, option order or options left out", async () => {
    const [a, b, c] = [put("h/a", "one"), put("h/b", "one"), put("h/c", "two")];
    const hash = await contentHash(a, { network: "x", assumeUtc: true });
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await contentHash(b, { assumeUtc: true, table: undefined, network: "x" })).toBe(hash);
    expect(await contentHash(c, { network: "x", assumeUtc: true })).not.toBe(hash);
    expect(await contentHash(a, { network: "x" })).not.toBe(hash);
  });
});
