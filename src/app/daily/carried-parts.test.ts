import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lakeWorkshop } from "../../../test/support/lake-rows.ts";
import { TEST_CONSTANTS } from "../../../test/support/model-cases.ts";
import type { Engine, EngineRow } from "../../engines/contract.ts";
import type { Lake, PublishedRun } from "../../lake/contract.ts";
import { loadModels } from "../../pipeline/load-models.ts";
import { MARTS } from "../../snapshot/contract.ts";
import { carriedFrom } from "./carried-from.ts";
import { CARRIED_MARTS, NAMING_COLUMNS } from "./carried-marts.ts";
import { computedMarts, findParts, placeParts } from "./carried-parts.ts";
import { publishedStamp } from "./published-stamp.ts";

const { folder, engine: openEngine, open } = lakeWorkshop();
const KEY = "same model, topics and choices";
const dayAt = (day: number) => new Date(Date.UTC(2026, 9, day)).toISOString();

interface Computed {
  readonly runId: string;
  readonly asOf: string;
  readonly carried?: { readonly run_id: string; readonly as_of: string };
  readonly key?: string;
}

/** A lake that says these runs were published, each with a file of every carried mart. */
async function lakeOf(runs: readonly Computed[]): Promise<Lake> {
  const lake = await open(await folder());
  const published = runs.map(({ runId, asOf, carried = null, key = KEY }): PublishedRun => {
    const dir = join(lake.dir, "given", runId);
    mkdirSync(dir, { recursive: true });
    for (const mart of CARRIED_MARTS) writeFileSync(join(dir, `${mart}.parquet`), runId);
    writeFileSync(join(dir, "manifest.json"), JSON.stringify({ parts_key: key, carried }));
    return { runId, asOf, modelId: "m", publishedAt: asOf, dir };
  });
  return {
    dir: lake.dir,
    temporaryDir: lake.temporaryDir.bind(lake),
    runs: () => published,
  } as unknown as Lake;
}

const found = (lake: Lake, day: number, key = KEY, isErasing = false) => {
  const parts = findParts(lake, { isErasing }, { asOf: dayAt(day), key });
  return parts && { runId: parts.runId, asOf: parts.asOf };
};

describe("parts that a daily run may carry over", () => {
  it("are the newest of the last week, dated by the run that computed them however often they were carried", async () => {
    const whole = { runId: "run-000001", asOf: dayAt(1) };
    const carried = { run_id: "run-000001", as_of: dayAt(1) };
    const lake = await lakeOf([whole, { runId: "run-000002", asOf: dayAt(5), carried }]);
    expect(found(lake, 6)).toEqual({ runId: "run-000001", asOf: dayAt(1) });
    expect(found(lake, 7)).not.toBeNull();
    expect(found(lake, 8)).toBeNull();
    const [, daily] = lake.runs();
    expect(carriedFrom(daily!)).toEqual({ runId: "run-000001", asOf: dayAt(1) });
    expect(publishedStamp(daily!)).toMatchObject({ asOf: dayAt(5), partsAsOf: dayAt(1) });
    expect(publishedStamp(lake.runs()[0]!)).not.toHaveProperty("partsAsOf");
  });

  it("are none beside parts of the same time, under other conditions, of a run that is gone, and while an account is erased", async () => {
    const lake = await lakeOf([{ runId: "run-000001", asOf: dayAt(2) }]);
    expect(found(lake, 2)).toBeNull();
    expect(found(lake, 1)).toBeNull();
    expect(found(lake, 3, "a topic was disputed")).toBeNull();
    expect(found(lake, 3, KEY, true)).toBeNull();
    expect(found(lake, 3)).not.toBeNull();
    rmSync(join(lake.runs()[0]!.dir, "topic_posts.parquet"));
    expect(found(lake, 3)).toBeNull();
  });
});

/** Every carried mart as Parquet in a new folder, each with a row for each of `rows` that has the columns it is known by. */
async function writtenParts(engine: Engine, rows: readonly EngineRow[]) {
  const dir = await folder();
  for (const { name, sheet } of await carriedSheets(engine)) {
    const types = Object.fromEntries(
      Object.entries(sheet.columns).map(([column, { type }]) => [column, type]),
    );
    await engine.createTableFromRows(
      `given_${name}`,
      types,
      rows.map(row =>
        Object.fromEntries(
          Object.keys(types).map(column => [
            column,
            NAMING_COLUMNS.includes(column) ? (row["person"] as string) : (row[column] ?? null),
          ]),
        ),
      ),
    );
    await engine.writeParquet(`SELECT * FROM given_${name}`, join(dir, `${name}.parquet`), []);
  }
  return { runId: "run-000001", asOf: "2026-10-20T00:00:00.000Z", dir };
}

async function carriedSheets(engine: Engine) {
  const { models } = await loadModels({ engine, constants: TEST_CONSTANTS });
  return models.filter(({ name }) => CARRIED_MARTS.some(mart => mart === name));
}

describe("carried marts of a daily run", () => {
  it("name nobody who was hidden or removed since, show no post deleted or edited since, and list nobody who opted out", async () => {
    const engine = await openEngine();
    const text = "text";
    await engine.createTableFromRows("stg_hidden_accounts", { network: text, account_id: text }, [
      { network: "x", account_id: "hidden" },
    ]);
    await engine.createTableFromRows("stg_removals", { network: text, subject: text, subject_id: text }, [
      { network: "x", subject: "post", subject_id: "deleted" },
      { network: "x", subject: "interaction", subject_id: "p" },
    ]);
    await engine.createTableFromRows(
      "given_posts",
      { network: text, post_id: text, edited_at: "timestamp" },
      [
        { network: "x", post_id: "edited", edited_at: "2026-10-21T08:00:00.000Z" },
        { network: "x", post_id: "p", edited_at: "2026-10-19T08:00:00.000Z" },
      ] as never,
    );
    await engine.createTableFromRows(
      "account_features",
      { network: text, account_id: text, is_indexable: "boolean" },
      [
        { network: "x", account_id: "unlisted", is_indexable: false },
        { network: "x", account_id: "kept", is_indexable: true },
      ],
    );
    const parts = await writtenParts(engine, [
      { network: "x", person: "kept", post_id: "p", text: "stays" },
      { network: "mastodon", person: "hidden", post_id: "deleted", text: "another network's" },
      { network: "x", person: "hidden", post_id: "p2", text: "by a hidden person" },
      { network: "x", person: "kept", post_id: "deleted", text: "a deleted post" },
      { network: "x", person: "kept", post_id: "edited", text: "an edited post" },
      { network: "x", person: "unlisted", post_id: "p3", text: "by who opted out" },
    ]);
    const to = await folder();
    const placed = await placeParts(
      engine,
      parts,
      { posts: "SELECT * FROM given_posts", constants: TEST_CONSTANTS },
      to,
    );
    expect(placed.map(({ mart }) => mart)).toEqual(CARRIED_MARTS);
    const listing = ["topic_leaders", "topic_lists"];
    for (const { name, sheet } of await carriedSheets(engine)) {
      const columns = Object.keys(sheet.columns);
      const rows = await engine.rows(`SELECT * FROM read_parquet('${join(to, `${name}.parquet`)}')`);
      expect(rows.length, name).toBe(placed.find(({ mart }) => mart === name)!.rowCount);
      const naming = columns.filter(column => NAMING_COLUMNS.includes(column));
      const people = rows.map(row => `${row["network"]}:${row[naming[0] ?? ""]}`);
      if (naming.length > 0) {
        expect(people, name).not.toContain("x:hidden");
        expect(people, name).toContain("mastodon:hidden");
        expect(people.includes("x:unlisted"), name).toBe(!listing.includes(name));
      }
      if (columns.includes("post_id")) {
        const posts = rows.map(row => `${row["network"]} ${row["post_id"]}`).toSorted();
        expect(posts, name).toEqual(["mastodon deleted", "x p", "x p3"]);
      }
    }
    expect(existsSync(join(to, "topic_totals.parquet"))).toBe(true);
  });

  it("and the computed ones are all that a run publishes", () => {
    const all = [...CARRIED_MARTS, ...computedMarts(), "account_scores", "identity_scores"];
    expect(all.toSorted()).toEqual([...MARTS].toSorted());
  });

  it("hold every column that may name an account", async () => {
    const named = (await carriedSheets(await openEngine())).flatMap(({ sheet }) =>
      Object.keys(sheet.columns).filter(
        column => column.endsWith("_id") && !["post_id", "topic_id", "list_id"].includes(column),
      ),
    );
    expect([...new Set(named)].toSorted()).toEqual([...NAMING_COLUMNS].toSorted());
  });
});
