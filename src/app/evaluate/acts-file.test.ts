import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { findActsFile, readActsFile } from "./acts-file.ts";
import { withFolder, withFreshEngine } from "./fresh-engine.ts";

const ACTS = `actor_id,target_id,kind,acted_at
1,2,repost,2026-03-01T01:00:00Z
1,2,mention,2026-03-02T02:30:00Z
3,2,repost,2026-03-04T03:10:00Z
3,3,repost,2026-03-04T03:10:00Z
3,2,applaud,2026-03-04T03:10:00Z
`;

describe("findActsFile", () => {
  it("takes interactions.csv before any longer name, and nothing where there is none", () =>
    withFolder(async folder => {
      expect(findActsFile(folder)).toBeNull();
      writeFileSync(join(folder, "interactions-days-1-5.csv.gz"), gzipSync(ACTS));
      expect(findActsFile(folder)).toBe(join(folder, "interactions-days-1-5.csv.gz"));
      writeFileSync(join(folder, "interactions.csv"), ACTS);
      expect(findActsFile(folder)).toBe(join(folder, "interactions.csv"));
    }));
});

describe("readActsFile", () => {
  it("counts bad rows and takes whole days of the kinds it holds as complete", () =>
    withFolder(folder =>
      withFreshEngine(async engine => {
        const path = join(folder, "interactions.csv.gz");
        writeFileSync(path, gzipSync(ACTS));
        const file = await readActsFile(engine, path);
        expect(file).toMatchObject({
          actsCount: 3,
          rejectedCount: 2,
          fromAt: "2026-03-01T00:00:00.000Z",
          toAt: "2026-03-05T00:00:00.000Z",
        });
        const source = file.source("kind = 'repost'");
        expect(await engine.rows(`SELECT count(*) AS n FROM (${source("interactions")})`)).toEqual([
          { n: 2 },
        ]);
        const spans = await engine.rows(
          `SELECT kind, from_at, to_at FROM (${source("observations")}) ORDER BY kind`,
        );
        expect(spans).toEqual(
          ["mention", "repost"].map(kind => ({ kind, from_at: file.fromAt, to_at: file.toAt })),
        );
        expect(await engine.rows(source("posts"))).toEqual([]);
      }),
    ));

  it("says what a file without a dated act lacks", () =>
    withFolder(folder =>
      withFreshEngine(async engine => {
        const path = join(folder, "interactions.csv");
        writeFileSync(path, "actor_id,target_id,kind,acted_at\n1,2,follow,2026-03-01T01:00:00Z\n");
        await expect(readActsFile(engine, path)).rejects.toThrow(/holds no dated act/);
      }),
    ));
});
