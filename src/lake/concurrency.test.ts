import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkedRows, commitRows, lakeRows, lakeWorkshop, like } from "../../test/support/lake-rows.ts";
import type { Engine } from "../engines/contract.ts";
import { contextOf } from "./context.ts";
import { forget } from "./forget.ts";
import { mergeFiles } from "./merge-files.ts";

const { folder, engine: openEngine, open } = lakeWorkshop();
const AT = "2026-01-01T00:00:00Z";

/** `engine`, which lets `other` happen once, after files were written and before they are counted. */
function interruptedOnce(engine: Engine, other: () => Promise<unknown>): Engine {
  let isDone = false;
  const writePartitioned: Engine["writePartitioned"] = async (...args) => {
    const files = await engine.writePartitioned(...args);
    if (!isDone) {
      isDone = true;
      await other();
    }
    return files;
  };
  return Object.assign(Object.create(engine), { writePartitioned }) as Engine;
}

describe("two openers of one lake", () => {
  it("read a row that both wrote into the same partition once, and compaction stores it once", async () => {
    const engine = await openEngine();
    const dir = await folder();
    const first = await open(dir);
    const second = await open(dir);
    const same = like("1", "2", AT);
    const other = () => commitRows(second, engine, "second", { interactions: [same, like("4", "2", AT)] });
    await commitRows(first, interruptedOnce(engine, other), "first", {
      interactions: [same, like("3", "2", AT)],
    });
    expect(await lakeRows(first, engine, "interactions")).toHaveLength(3);
    expect(first.rowCounts().interactions).toBe(4);
    expect(await first.compact(engine)).toMatchObject({ filesMerged: 2 });
    expect(await lakeRows(second, engine, "interactions")).toHaveLength(3);
    expect(second.rowCounts().interactions).toBe(3);
  });

  it("take in the same content once although both wrote it", async () => {
    const engine = await openEngine();
    const dir = await folder();
    const first = await open(dir);
    const second = await open(dir);
    const rows = { interactions: [like("1", "2", AT)] };
    const other = () => commitRows(second, engine, "same", rows);
    expect(await commitRows(first, interruptedOnce(engine, other), "same", rows)).toMatchObject({
      isNew: false,
    });
    expect(await lakeRows(first, engine, "interactions")).toHaveLength(1);
    expect(first.rowCounts().interactions).toBe(1);
  });

  it("keep a row that one adds while the other merges its partition", async () => {
    const engine = await openEngine();
    const dir = await folder();
    const first = await open(dir);
    const second = await open(dir);
    for (let i = 0; i < 9; i++)
      await commitRows(first, engine, `${i}`, { interactions: [like(`${i}`, "0", AT)] });
    const other = () =>
      commitRows(second, engine, "late", { interactions: [like("1", "0", AT), like("late", "0", AT)] });
    expect(await first.compact(interruptedOnce(engine, other))).toMatchObject({ filesMerged: 9 });
    expect(await lakeRows(second, engine, "interactions")).toHaveLength(10);
  });

  it("do not let in an account that is forgotten while its rows are being written", async () => {
    const engine = await openEngine();
    const dir = await folder();
    const first = await open(dir);
    const second = await open(dir, { readerWaitMs: 0 });
    const other = () =>
      forget(second, engine, { network: "x", accountId: "gone", handles: ["@Gone_Handle"] });
    const result = await commitRows(first, interruptedOnce(engine, other), "rows", {
      interactions: [like("gone", "2", AT), like("3", "2", AT)],
      accounts: [{ network: "x", account_id: "2", bio: "with gone_handle", observed_at: AT }],
    });
    expect(result).toMatchObject({ isNew: true, rowsAdded: 2, rowsForgotten: 1 });
    expect((await lakeRows(first, engine, "accounts"))[0]?.["bio"]).toBe("with [forgotten]");
  });

  it("keep the rejects of an import that had to begin again", async () => {
    const engine = await openEngine();
    const dir = await folder();
    const first = await open(dir);
    const second = await open(dir, { readerWaitMs: 0 });
    const other = () => forget(second, engine, { network: "x", accountId: "gone" });
    const rejectsNdjson = join(first.temporaryDir("import"), "rejects.ndjson");
    await writeFile(rejectsNdjson, '{"raw":"kept"}\n{"raw":"gone"}\n');
    const rows = [await checkedRows(engine, "interactions", [like("1", "2", AT)])];
    const origin = { contentHash: "rows", label: "rows" };
    const result = await first.commit(interruptedOnce(engine, other), rows, origin, { rejectsNdjson });
    expect(result).toMatchObject({ isNew: true, rowsAdded: 1 });
    const [name, ...more] = await readdir(join(dir, "rejects"));
    expect(more).toEqual([]);
    expect(await readFile(join(dir, "rejects", name!), "utf8")).toBe('{"raw":"kept"}\n');
  });

  it("leave the journal to whoever took it first, without an error", async () => {
    const engine = await openEngine();
    const dir = await folder();
    const first = await open(dir);
    const second = await open(dir);
    await first.append("interactions", [{ ...like("1", "2", AT), post_id: null }]);
    let isDone = false;
    const createTableFromRows: Engine["createTableFromRows"] = async (...args) => {
      if (!isDone) {
        isDone = true;
        await second.compact(engine);
      }
      return engine.createTableFromRows(...args);
    };
    const slow = Object.assign(Object.create(engine), { createTableFromRows }) as Engine;
    expect(await first.compact(slow)).toMatchObject({ journalRows: 0 });
    expect(await lakeRows(first, engine, "interactions")).toHaveLength(1);
  });

  it("find the account to forget also while files are merged and unlinked", async () => {
    const engine = await openEngine();
    const dir = await folder();
    const first = await open(dir, { readerWaitMs: 0 });
    const second = await open(dir);
    for (let i = 0; i < 9; i++)
      await commitRows(first, engine, `${i}`, { interactions: [like(`${i}`, "0", AT)] });
    let isDone = false;
    const createTable: Engine["createTable"] = async (name, ...args) => {
      if (!isDone && name.includes("post_keys")) {
        isDone = true;
        await mergeFiles(contextOf(second), engine);
        await second.close();
      }
      return engine.createTable(name, ...args);
    };
    const slow = Object.assign(Object.create(engine), { createTable }) as Engine;
    expect(await forget(first, slow, { network: "x", accountId: "3" })).toMatchObject({ rowsDeleted: 1 });
    expect(await lakeRows(first, engine, "interactions")).toHaveLength(8);
  });
});
