import { describe, expect, it } from "vitest";
import { commitRows, lakeRows, lakeWorkshop, like } from "../../test/support/lake-rows.ts";
import { prune } from "./prune.ts";

const { folder, engine: openEngine, open } = lakeWorkshop();

const profile = (account_id: string, observed_at: string) => ({ network: "x", account_id, observed_at });

describe("prune", () => {
  it("drops old days of events, and keeps states and the newest profile and counts of each account", async () => {
    const engine = await openEngine();
    const lake = await open(await folder());
    const profiles = [
      profile("idle", "2026-01-01T00:00:00Z"),
      profile("idle", "2026-01-02T00:00:00Z"),
      profile("busy", "2026-01-02T00:00:00Z"),
      profile("busy", "2026-04-01T00:00:00Z"),
    ];
    await commitRows(lake, engine, "a", {
      interactions: [
        like("1", "2", "2026-01-01T00:00:00Z"),
        like("1", "2", "2026-03-01T23:59:59Z"),
        like("1", "2", "2026-03-02T00:00:00Z"),
        like("1", "2", null),
      ],
      accounts: profiles,
      account_stats: profiles,
    });
    const result = await prune(lake, engine, 30, "2026-04-01T00:00:00Z");
    expect(result.rowsDropped).toBe(2 + 2 + 2);
    const acts = await lakeRows(lake, engine, "interactions");
    expect(acts.map(row => row["acted_at"])).toEqual([null, "2026-03-02T00:00:00.000Z"].toReversed());
    for (const table of ["accounts", "account_stats"] as const) {
      const kept = await lakeRows(lake, engine, table);
      expect(kept.map(row => [row["account_id"], row["observed_at"]])).toEqual([
        ["busy", "2026-04-01T00:00:00.000Z"],
        ["idle", "2026-01-02T00:00:00.000Z"],
      ]);
    }
    expect(await prune(lake, engine, 30, "2026-04-01T00:00:00Z")).toMatchObject({ rowsDropped: 0 });
  });

  it("lets a batch that lost all its rows be taken in again, and no other", async () => {
    const engine = await openEngine();
    const lake = await open(await folder());
    const old = { interactions: [like("1", "2", "2026-01-01T00:00:00Z")] };
    const mixed = {
      interactions: [like("3", "2", "2026-01-01T00:00:00Z"), like("3", "2", "2026-04-01T00:00:00Z")],
    };
    await commitRows(lake, engine, "old", old);
    await commitRows(lake, engine, "mixed", mixed);
    await prune(lake, engine, 30, "2026-04-01T00:00:00Z");
    expect(await commitRows(lake, engine, "old", old)).toMatchObject({ isNew: true, rowsAdded: 1 });
    expect(await commitRows(lake, engine, "mixed", mixed)).toMatchObject({ isNew: false });
  });
});
