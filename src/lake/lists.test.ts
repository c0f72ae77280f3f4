import { describe, expect, it } from "vitest";
import { commitRows, lakeRows, lakeWorkshop } from "../../test/support/lake-rows.ts";
import { forget } from "./forget.ts";
import { prune } from "./prune.ts";

const { folder, engine: openEngine, open } = lakeWorkshop();
const network = "x";
const AT = "2026-01-05T10:00:00.000Z";
const listing = (actor_id: string, target_id: string, post_id: string) => ({
  ...{ network, interaction_id: `${actor_id} ${target_id} ${post_id}`, kind: "list" },
  ...{ actor_id, target_id, post_id, acted_at: null },
});
const list = (list_id: string, owner_id: string, name: string, observed_at = AT) => ({
  ...{ network, list_id, owner_id, name, observed_at },
});
const account = (account_id: string, handle: string) => ({ network, account_id, handle, observed_at: AT });

describe("lists in a lake", () => {
  it("go with their owner, and stay without the name of somebody forgotten who stands on them", async () => {
    const engine = await openEngine();
    const lake = await open(await folder());
    const tables = {
      accounts: [account("700001", "quixotica"), account("700002", "keeper"), account("700003", "third")],
      lists: [list("l1", "700001", "Mine"), list("l2", "700002", "Fans of @quixotica")],
      interactions: [
        listing("700001", "700003", "l1"),
        listing("700002", "700001", "l2"),
        listing("700002", "700003", "l2"),
      ],
      removals: [
        { network, subject: "post", subject_id: "l1", removed_at: AT, reason: "deleted" },
        { network, subject: "post", subject_id: "l2", removed_at: AT, reason: "deleted" },
      ],
    };
    await commitRows(lake, engine, "lists", tables);
    await forget(lake, engine, { network, accountId: "700001" });
    for (const round of ["forgotten", "taken in again"]) {
      expect(await lakeRows(lake, engine, "lists"), round).toMatchObject([
        { list_id: "l2", owner_id: "700002", name: "Fans of [forgotten]" },
      ]);
      expect(await lakeRows(lake, engine, "interactions"), round).toMatchObject([
        { target_id: "700003", post_id: "l2" },
      ]);
      expect(await lakeRows(lake, engine, "removals"), round).toMatchObject([{ subject_id: "l2" }]);
      await commitRows(lake, engine, `${round} again`, tables);
      await lake.compact(engine);
    }
  });

  it("keep their newest name however old it is", async () => {
    const engine = await openEngine();
    const lake = await open(await folder());
    const lists = [list("l1", "a", "Old"), list("l1", "a", "New", "2026-01-06T10:00:00.000Z")];
    await commitRows(lake, engine, "names", { lists });
    await prune(lake, engine, 30, "2026-06-01T00:00:00Z");
    expect(await lakeRows(lake, engine, "lists")).toMatchObject([{ name: "New" }]);
  });
});
