import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Engine } from "../../../engines/contract.ts";
import { readActsFile } from "../acts-file.ts";
import { withFolder, withFreshEngine } from "../fresh-engine.ts";
import { spreadOverWindow } from "./spread-over-window.ts";

const HEADER = "actor_id,target_id,kind,acted_at,interaction_id";
const ACTS = `${HEADER}
1,2,repost,2026-03-01T00:00:00Z,a
1,2,mention,2026-03-01T12:00:00Z,b
3,2,repost,2026-03-03T03:10:00.25Z,c
2,1,reply,2026-03-03T03:10:00.26Z,d
4,2,repost,2026-03-06T00:00:00Z,e
5,2,follow,,f
`;

async function withActs(text: string, use: (engine: Engine, path: string) => Promise<void>): Promise<void> {
  await withFolder(folder =>
    withFreshEngine(async engine => {
      const path = join(folder, "interactions.csv");
      writeFileSync(path, text);
      await use(engine, path);
    }),
  );
}

describe("spreadOverWindow", () => {
  it("keeps every act, its pair and its order, and fills the window that ends where the file does", () =>
    withActs(ACTS, async (engine, path) => {
      const file = await readActsFile(engine, path);
      const spread = await spreadOverWindow(engine, file, 90);
      expect([spread.fromAt, spread.toAt]).toEqual(["2025-12-07T00:00:00.000Z", "2026-03-07T00:00:00.000Z"]);
      const acts = async ({ source }: typeof file) =>
        engine.rows(`SELECT interaction_id, kind, actor_id, target_id FROM (${source("true")("interactions")})
          ORDER BY acted_at NULLS LAST`);
      expect(await acts(spread)).toEqual(await acts(file));
      // Of five days each becomes eighteen; the last act comes just before the end.
      expect(
        await engine.rows(`SELECT strftime(acted_at, '%Y-%m-%d %H:%M:%S.%f') AS at, CAST(day AS TEXT) AS day
          FROM (${spread.source("true")("interactions")}) ORDER BY acted_at NULLS LAST`),
      ).toEqual([
        { at: "2025-12-07 00:00:00.000000", day: "2025-12-07" },
        { at: "2025-12-16 00:00:00.000000", day: "2025-12-16" },
        { at: "2026-01-14 09:00:04.500000", day: "2026-01-14" },
        { at: "2026-01-14 09:00:04.680000", day: "2026-01-14" },
        { at: "2026-03-06 23:59:59.999999", day: "2026-03-06" },
        { at: null, day: null },
      ]);
    }));

  it("is watched for the whole window", () =>
    withActs(ACTS, async (engine, path) => {
      const spread = await spreadOverWindow(engine, await readActsFile(engine, path), 90);
      expect(
        await engine.rows(
          `SELECT kind, from_at, to_at, is_complete FROM (${spread.source("true")("observations")}) ORDER BY kind`,
        ),
      ).toEqual(
        ["mention", "reply", "repost"].map(kind => ({
          ...{ kind, from_at: spread.fromAt, to_at: spread.toAt, is_complete: true },
        })),
      );
    }));

  it("refuses acts of one instant, and those that fill the window already", async () => {
    const instant = `${HEADER}\n1,2,repost,2026-03-01T05:00:00Z,a\n3,2,reply,2026-03-01T05:00:00Z,b\n`;
    await withActs(instant, async (engine, path) => {
      const file = await readActsFile(engine, path);
      await expect(spreadOverWindow(engine, file, 90)).rejects.toThrow(/all acts of .* are of one instant/);
    });
    await withActs(ACTS, async (engine, path) => {
      const file = await readActsFile(engine, path);
      await expect(spreadOverWindow(engine, file, 5)).rejects.toThrow(
        /go over 5 days and fill the window of 5 already/,
      );
    });
  });
});
