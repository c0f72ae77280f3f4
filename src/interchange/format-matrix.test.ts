import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InputProblem } from "../domain/errors.ts";
import { DuckDbEngine } from "../engines/duckdb/duckdb-engine.ts";
import { checkFile } from "./check-file.ts";

const dir = mkdtempSync(join(tmpdir(), "renown-formats-"));
const ROWS = 2000;
const WRITTEN_AS: Readonly<Record<string, string>> = {
  parquet: "FORMAT parquet, COMPRESSION zstd",
  csv: "FORMAT csv, HEADER",
  "csv.gz": "FORMAT csv, HEADER, COMPRESSION gzip",
  "csv.zst": "FORMAT csv, HEADER, COMPRESSION zstd",
  ndjson: "FORMAT json",
  "ndjson.gz": "FORMAT json, COMPRESSION gzip",
  "jsonl.zst": "FORMAT json, COMPRESSION zstd",
  json: "FORMAT json",
};
const ordered = "SELECT * FROM work ORDER BY interaction_id";
let engine: DuckDbEngine;

beforeAll(async () => {
  engine = await DuckDbEngine.open({ memoryMebibytes: 512, threads: 2, spillDir: join(dir, "spill") });
  await engine.createTable(
    "given",
    `SELECT 'bluesky' AS network, CASE i % 2 WHEN 0 THEN 'like' ELSE 'reply' END AS kind, 'did:a' || i % 50 AS actor_id,
       'did:ü"b,' || i % 70 AS target_id, CASE WHEN i % 3 > 0 THEN '0' || i END AS post_id,
       strftime(TIMESTAMP '2026-01-01' + to_microseconds(i * 1001001), '%Y-%m-%dT%H:%M:%S.%fZ') AS acted_at
     FROM range(${ROWS}) t(i)`,
  );
  mkdirSync(join(dir, "interactions"));
});
afterAll(async () => {
  await engine.close();
  rmSync(dir, { recursive: true });
});

describe("a file of interactions", () => {
  it("is the same rows in every format and compression, whatever its name says of the latter", async () => {
    const seen: unknown[] = [];
    for (const [suffix, format] of Object.entries(WRITTEN_AS)) {
      for (const name of [`part.${suffix}`, `renamed.${suffix.replace(/\.(gz|zst)$/, "")}`]) {
        const path = join(dir, "interactions", name);
        await engine.run(`COPY given TO '${path}' (${format})`);
        const checked = await checkFile(engine, { path }, { relation: "work" });
        expect([name, checked.table, checked.rowsAccepted]).toEqual([name, "interactions", ROWS]);
        seen.push(await engine.rows(ordered));
      }
    }
    for (const rows of seen) expect(rows).toEqual(seen[0]);
  });

  it("is refused when a compressed or Parquet file is cut or damaged inside", async () => {
    for (const suffix of ["parquet", "csv.gz", "csv.zst", "jsonl.zst"]) {
      const path = join(dir, "interactions", `broken.${suffix}`);
      await engine.run(`COPY given TO '${path}' (${WRITTEN_AS[suffix]})`);
      const whole = readFileSync(path);
      const middle = whole.length >> 1;
      for (const bad of [
        whole.subarray(0, middle),
        whole.subarray(0, -1),
        Buffer.from(whole).fill(7, middle - 99, middle),
      ]) {
        writeFileSync(path, bad);
        await expect(checkFile(engine, { path }, { relation: "work" })).rejects.toThrow(InputProblem);
      }
    }
  });

  it("is read whole when it is larger than the buffer of one thread", async () => {
    const path = join(dir, "interactions", "long.csv");
    const padding = "b".repeat(500);
    const line = (i: number) =>
      i % 1000 === 7 ? `x,like,a${i}` : `x,like,a${i},"${padding}\n${i}",2026-01-01T00:00:00Z`;
    const lines = Array.from({ length: 70_000 }, (_, i) => line(i));
    writeFileSync(path, `network,kind,actor_id,target_id,acted_at\n${lines.join("\n")}\n`);
    const checked = await checkFile(engine, { path }, { relation: "work" });
    expect(checked).toMatchObject({
      rowsRead: 70_000,
      rowsAccepted: 69_930,
      rejectedByReason: { malformed_line: 70 },
    });
  });
});
