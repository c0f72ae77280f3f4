import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EngineRow } from "../engines/contract.ts";
import { DuckDbEngine } from "../engines/duckdb/duckdb-engine.ts";
import type { StoredAccount, StoredQualities } from "./contract.ts";
import { readRun } from "./read-run.ts";

const spillDir = mkdtempSync(join(tmpdir(), "renown-qualities-"));
const NAMES = ["conversation", "timeliness"];
const hidden = new Set<string>();
let engine: DuckDbEngine;
let isPublished = true;

/** Account a0 and 24 of its size with conversation i / 24, one of them not ranked; and five large ones. */
const ROWS: readonly EngineRow[] = [
  ...Array.from({ length: 25 }, (_, i) => row(`a${i}`, 40, i / 24, i === 3 || i === 4 ? i : null)),
  ...Array.from({ length: 5 }, (_, i) => row(`large${i}`, 4000, 0.5, 10 + i)),
  { ...row("own-archive", 40, 0, 1), is_ranked: false },
  row("unknown-size", null, 0.5, null),
];

function row(
  account_id: string,
  followers: number | null,
  conversation: number,
  timeliness: number | null,
): EngineRow {
  const counts = { followers_count: followers, engaged_people_count: null };
  return { network: "x", account_id, is_ranked: true, ...counts, conversation, timeliness };
}

beforeAll(async () => {
  engine = await DuckDbEngine.open({ memoryMebibytes: 256, threads: 1, spillDir });
  const ids = { network: "text", account_id: "text" };
  await engine.createTableFromRows(
    "account_qualities",
    {
      ...ids,
      is_ranked: "boolean",
      followers_count: "bigint",
      engaged_people_count: "bigint",
      conversation: "double",
      timeliness: "double",
    },
    ROWS,
  );
  const post = { network: "x", account_id: "a3", quality: "conversation", note: "answered", amount: 4 };
  await engine.createTableFromRows(
    "quality_posts",
    {
      ...ids,
      ...{ quality: "text", place: "bigint", post_id: "text", posted_at: "timestamp" },
      ...{ text: "text", target_id: "text", note: "text", amount: "bigint" },
    },
    ["a1", "a2"].map((target_id, i) => ({
      ...post,
      ...{ place: 2 - i, post_id: `p${i}`, posted_at: "2026-01-01T00:00:00Z", text: "hi", target_id },
    })),
  );
  await engine.createTableFromRows("account_scores", { ...ids, handle: "text" }, [
    { network: "x", account_id: "a1", handle: "ann" },
  ]);
});

afterAll(async () => {
  await engine.close();
  rmSync(spillDir, { recursive: true, force: true });
});

function qualitiesOf(accountId: string): Promise<StoredQualities | null> {
  const relations = { mart: (name: string) => name, has: () => isPublished, profiles: "profiles" };
  const stamp = { basis: "published", runId: "run-000001", asOf: "2026-01-31T00:00:00.000Z", modelId: "m" };
  const reader = readRun(engine, relations, stamp as never, {
    isHidden: (_, id) => hidden.has(id),
    isUnlisted: () => false,
    isTopicHidden: () => false,
  });
  return reader.qualities({ network: "x", accountId } as StoredAccount, NAMES);
}

describe("the qualities of an account in a run", () => {
  it("stand among ranked accounts of half to double the followers", async () => {
    const { standings } = (await qualitiesOf("a3"))!;
    expect(standings["conversation"]).toEqual({
      size: 25,
      smallerPercent: (100 * 3.5) / 25,
      largerPercent: (100 * 21.5) / 25,
      audience: { column: "followers_count", low: 20, high: 80 },
      alikeCount: 25,
    });
  });

  it("stand among all of the network where fewer than twenty of the size have a value, and say so", async () => {
    const { standings } = (await qualitiesOf("a3"))!;
    expect(standings["timeliness"]).toEqual({
      size: 7,
      smallerPercent: (100 * 0.5) / 7,
      largerPercent: (100 * 6.5) / 7,
      audience: null,
      alikeCount: 2,
    });
    const { standings: unknown } = (await qualitiesOf("unknown-size"))!;
    expect(unknown["conversation"]).toMatchObject({ size: 31, audience: null, alikeCount: null });
  });

  it("leave out what has no value", async () => {
    expect(Object.keys((await qualitiesOf("a0"))!.standings)).toEqual(["conversation"]);
  });

  it("show posts in their order, none that answers somebody hidden since", async () => {
    const ids = async () => (await qualitiesOf("a3"))!.posts.map(post => [post.post_id, post.target_handle]);
    expect(await ids()).toEqual([
      ["p1", null],
      ["p0", "ann"],
    ]);
    hidden.add("a1");
    expect(await ids()).toEqual([["p1", null]]);
  });

  it("are absent for an account without a row, and in a run of a version that had none", async () => {
    expect(await qualitiesOf("nobody")).toBeNull();
    isPublished = false;
    expect(await qualitiesOf("a3")).toBeNull();
  });
});
