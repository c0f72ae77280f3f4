import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { noProgress } from "../domain/progress.ts";
import { importPaths } from "./import-paths.ts";
import { linkAccounts } from "./link-accounts.ts";
import { scoreHandles } from "./score-handles.ts";

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "renown-article-"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const AS_OF = "2026-03-01T00:00:00Z";
const PROFILE = { observed_at: "2026-02-28T00:00:00Z" };

async function bringIn(tables: Readonly<Record<string, readonly object[]>>): Promise<void> {
  const paths = Object.entries(tables).map(([table, rows]) => {
    const path = join(dir, `${table}.ndjson`);
    writeFileSync(path, rows.map(row => `${JSON.stringify(row)}\n`).join(""));
    return path;
  });
  await importPaths({ dataDir: dir, paths, format: "auto", assumeUtc: false, progress: noProgress });
}

const score = async (handle: string) => {
  const [outcome] = await scoreHandles([handle], { dataDir: dir, asOf: AS_OF, progress: noProgress });
  if (outcome === undefined || "error" in outcome) throw new Error(outcome?.error);
  return outcome.answer;
};

it("views and links of an article are told beside the score, and linking it changes no score", async () => {
  const likes = Array.from({ length: 20 }, (_, at) => ({
    ...{
      network: "x",
      kind: "like",
      actor_id: String(100 + (at % 5)),
      target_id: "1",
      post_id: String(1000 + (at % 4)),
    },
    acted_at: `2026-02-${String(10 + (at % 15))}T10:00:00Z`,
  }));
  const views = (day: string, view_count: number) => ({
    network: "wikipedia",
    post_id: "en:7",
    observed_at: `${day}T00:00:00Z`,
    view_count,
  });
  await bringIn({
    accounts: [
      { network: "x", account_id: "1", handle: "ada", ...PROFILE },
      { network: "wikipedia", account_id: "en:7", handle: "en:Ada_Example", ...PROFILE },
    ],
    account_stats: [{ network: "wikipedia", account_id: "en:7", listed_count: 1234, ...PROFILE }],
    post_stats: [
      views("2025-11-01", 5000),
      views("2026-02-01", 1500),
      views("2026-02-02", 30),
      views("2026-03-02", 7),
    ],
    interactions: likes,
  });
  const alone = await score("x:@ada");
  expect(alone.score).not.toBeNull();
  expect(alone.notes.join()).not.toContain("article");
  const link = {
    dataDir: dir,
    proof: "https://ada.example/",
    http: null,
    observedAt: "2026-02-28T12:00:00.000Z",
  };
  await linkAccounts("x:@ada", "wikipedia:en:Ada_Example", link);
  const linked = await score("x:@ada");
  expect([linked.score, linked.identity?.score, linked.identity?.interval]).toEqual([
    alone.score,
    alone.identity?.score,
    alone.identity?.interval,
  ]);
  expect(linked.networks.map(({ network, added_points }) => [network, added_points])).toEqual([
    ["x", null],
    ["wikipedia", 0],
  ]);
  const note =
    "The article wikipedia:en:Ada_Example: 1,530 views by people on 2 of the last 90 days; 1,234 articles link to it. Shown beside the score, never part of it.";
  expect(linked.notes.at(-1)).toBe(note);
  expect(await score("wikipedia:en:Ada_Example")).toMatchObject({
    score: null,
    notes: expect.arrayContaining([note]),
  });
});
