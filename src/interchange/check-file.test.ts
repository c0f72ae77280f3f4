import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DuckDbEngine } from "../engines/duckdb/duckdb-engine.ts";
import { checkFile } from "./check-file.ts";

const dir = mkdtempSync(join(tmpdir(), "renown-check-"));
let engine: DuckDbEngine;
beforeAll(async () => {
  engine = await DuckDbEngine.open({ memoryMebibytes: 512, threads: 2, spillDir: join(dir, "spill") });
});
afterAll(() => engine.close());

const HEADER = "network,kind,actor_id,target_id,post_id,acted_at";
const at = "2026-03-01T10:00:00Z";

async function check(name: string, content: string | Buffer, options: object = {}) {
  const path = join(dir, name);
  writeFileSync(path, content);
  const checked = await checkFile(engine, { path }, { relation: "work", ...options });
  const { rowsRead, rowsAccepted, rejectedByReason, selfActions, duplicates } = checked;
  const rejectedCount = Object.values(rejectedByReason).reduce((sum, n) => sum + n, 0);
  expect(rowsRead).toBe(rowsAccepted + rejectedCount + selfActions + duplicates);
  const rows = await engine.rows("SELECT * FROM work");
  expect(rows).toHaveLength(rowsAccepted);
  const rejected = await engine.rows("SELECT * FROM work_rejected");
  expect(rejected).toHaveLength(rejectedCount);
  return { ...checked, rows, rejected };
}

describe("checkFile", () => {
  it("tries", async () => {
    const r = await check(
      "interactions-1.csv",
      `\ufeff${HEADER}\r\nx,like,007,"a,""b\nc",,${at}\r\nx,like,1\r\n\r\nx,like,1,1,,${at}\r\nx,like,0,2,"",2026-01-01\r\n`,
    );
    console.log(r);
    const b = await check(
      "interactions.ndjson",
      `{"network":"x","kind":"like","actor_id":1234567890123456789,"target_id":"b\\u000b\\"","acted_at":"${at}"}\n\n{"a"\n{"network":"y"}\n[]\n`,
    );
    console.log(b);
    await engine.run(`COPY work TO '${dir}/p.parquet'`);
    console.log(await checkFile(engine, { path: `${dir}/p.parquet` }, { relation: "work2" }));
    console.log(
      await check(
        "inter.csv.gz",
        gzipSync(
          `kind,actor_id,target_id,acted_at\nlike,"a,b,${at}\nlike,"2",c,${at}\nlike,"2"2,c,${at}\nlike,a,b,${at}`,
        ),
        { network: "x" },
      ),
    );
    console.log(
      await check(
        "inter-mixed.csv",
        `kind,actor_id,target_id,acted_at\nlike,"a\nb",b,${at}\r\nlike,"2",c,${at}\n`,
        { network: "x" },
      ),
    );
  });
});
