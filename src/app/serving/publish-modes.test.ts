import { afterEach, describe, expect, it } from "vitest";
import { type ServedLake, servedTinyLake } from "../../../test/support/served-lake.ts";
import { parseHandle } from "../../domain/handle.ts";
import type { NetworkName } from "../../domain/network.ts";
import { DuckDbEngine } from "../../engines/duckdb/duckdb-engine.ts";
import { servedTop } from "./served-top.ts";
import type { ServedView } from "./served-view.ts";

let served: ServedLake;

afterEach(() => served.close());

const claim = (accountId: string, more: { readonly isHidden?: boolean; readonly statement?: string } = {}) =>
  served.claims.save({
    network: "x" as NetworkName,
    accountId,
    claimedAt: "2026-11-01T00:00:00.000Z",
    proof: "rel_me https://example.org/me",
    statement: more.statement ?? null,
    isHidden: more.isHidden ?? false,
  });
const ask = <T>(work: (view: ServedView) => Promise<T>) => served.snapshots.withView(work);
const ids = () => ask(async view => (await view.leaderboard({ limit: 9 })).entries.map(entry => entry.id));

describe("a view for others than this machine", () => {
  it("names only people who claimed their profile, from the moment they do", async () => {
    served = await servedTinyLake("claimed");
    expect(await ids()).toEqual([]);
    await expect(ask(view => view.locate(parseHandle("x:@alice")))).rejects.toThrow(/alice/);
    claim("1", { statement: "I mostly post about birds." });
    expect(await ids()).toEqual(["x:1"]);
    const { account, reader } = await ask(async view => {
      const located = await view.locate(parseHandle("x:@alice"));
      if (located.kind !== "held") throw new Error("not held");
      expect(view.claimOf(located.account)?.statement).toBe("I mostly post about birds.");
      expect((await view.leaderboard({ limit: 9 })).size).toBe(5);
      expect((await view.search("al", 9)).map(hit => hit.handle)).toEqual(["x:@alice".replace("a", "A")]);
      return located;
    });
    const { entries, population } = await ask(view => servedTop(view, { limit: 9 }));
    expect([entries[0]!.rank, population.size]).toEqual([1, 5]);
    expect(population.description).toMatch(/only those who claimed their profile are named, and places are/);
    // The people behind are counted, not named.
    expect(await reader.peopleBehind(account, 9)).toEqual([]);
    expect(await reader.countAround(account, "moves")).toEqual({ people_count: 3, hidden_people_count: 3 });
    served.claims.drop("x", "1");
    expect(await ids()).toEqual([]);
  });

  it("names with --publish indexable whom the network marks as open, which nobody here is", async () => {
    served = await servedTinyLake("indexable");
    expect(await ids()).toEqual([]);
    claim("2");
    expect(await ids()).toEqual(["x:2"]);
  });
});

describe("a claim that hides", () => {
  it("hides from everybody, on the own machine too", async () => {
    served = await servedTinyLake();
    expect(await ids()).toContain("x:1");
    claim("1", { isHidden: true });
    expect(await ids()).not.toContain("x:1");
    await expect(ask(view => view.locate(parseHandle("x:@alice")))).rejects.toThrow(/alice/);
  });
});

describe("a profile that comes in after the snapshot was built", () => {
  it("hides who is protected since, without a new run", async () => {
    served = await servedTinyLake();
    expect(await ids()).toContain("x:1");
    const spillDir = served.lake.temporaryDir("spill");
    const engine = await DuckDbEngine.open({ memoryMebibytes: 256, threads: 1, spillDir });
    await engine.createTable(
      "newer",
      `SELECT * REPLACE (true AS is_protected, TIMESTAMP '2026-11-01' AS observed_at)
       FROM (${served.lake.source("accounts")}) WHERE account_id = '1'`,
    );
    await engine.run("ALTER TABLE newer DROP COLUMN day");
    const origin = { contentHash: "newer", label: "newer" };
    await served.lake.commit(engine, [{ table: "accounts", relation: "newer" }], origin);
    await engine.close();
    for (const deadline = Date.now() + 20_000; (await ids()).includes("x:1") && Date.now() < deadline; )
      await new Promise(resolve => setImmediate(resolve));
    expect(await ids()).not.toContain("x:1");
    expect(await ids()).toContain("x:2");
    await expect(ask(view => view.locate(parseHandle("x:@alice")))).rejects.toThrow(/alice/);
  });
});
