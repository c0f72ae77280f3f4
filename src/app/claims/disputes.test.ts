import { describe, expect, it } from "vitest";
import { claimDesk, fillClaimLake } from "../../../test/support/claim-lake.ts";
import { commitRows, lakeWorkshop } from "../../../test/support/lake-rows.ts";
import { undisputedSource } from "./undisputed-source.ts";

const { folder, engine: openEngine, open } = lakeWorkshop();
const ada = { network: "x", accountId: "1" } as const;
const adaOnBluesky = { network: "bluesky", accountId: "did:plc:ada" } as const;

async function claimLake() {
  const engine = await openEngine();
  const lake = await open(await folder());
  await fillClaimLake(lake, engine);
  const used = async (table: "interactions" | "identity_links" | "posts", column: string) => {
    const source = undisputedSource(lake, name => lake.source(name));
    const rows = await engine.rows(`SELECT ${column} AS value FROM (${source(table)}) ORDER BY 1`);
    return rows.map(row => row["value"]);
  };
  return { lake, engine, desk: claimDesk(lake), used };
}

describe("a disputed event", () => {
  it("that somebody else did to the account is left out, until the dispute is withdrawn", async () => {
    const { desk, used } = await claimLake();
    const all = ["among others", "made", "received", "received too"];
    expect(await used("interactions", "interaction_id")).toEqual(all);
    const dispute = { kind: "event", subject: "received", reason: "bought" } as const;
    const { dispute_id, effect } = await desk.dispute(ada, dispute);
    expect(effect).toBe("left_out");
    expect(await used("interactions", "interaction_id")).toEqual(all.filter(id => id !== "received"));
    expect(desk.withdraw({ network: "x", accountId: "2" }, dispute_id)).toBe(false);
    expect(desk.withdraw(ada, dispute_id)).toBe(true);
    expect(await used("interactions", "interaction_id")).toEqual(all);
  });

  it("that is an own act or post is marked and kept: without it a rate might rise", async () => {
    const { desk, used } = await claimLake();
    for (const subject of ["made", "p1"])
      expect((await desk.dispute(ada, { kind: "event", subject, reason: "not me" })).effect).toBe("marked");
    expect(await used("interactions", "interaction_id")).toContain("made");
    expect(await used("posts", "post_id")).toEqual(["p1"]);
  });

  it("is refused when it is about others, unknown, or says nothing", async () => {
    const { desk } = await claimLake();
    for (const [kind, subject, reason] of [
      ["event", "among others", "why not"],
      ["event", "unheard of", "why not"],
      ["event", "' OR 1=1 --", "why not"],
      ["event", "received", "   "],
      ["link", "x:@bob", "why not"],
      ["link", "x:@unheard_of", "why not"],
      ["link", "x:1", "myself"],
      ["topic", "<b>", "why not"],
    ] as const)
      await expect(desk.dispute(ada, { kind, subject, reason })).rejects.toMatchObject({
        kind: "not-usable",
      });
    expect(desk.disputes()).toEqual([]);
  });
});

describe("a disputed link", () => {
  it("is not used, from either side, until it is proven anew", async () => {
    for (const [account, other] of [
      [ada, "ada.example.org"],
      [adaOnBluesky, "x:@ada"],
    ] as const) {
      const { lake, engine, desk, used } = await claimLake();
      expect(await used("identity_links", "account_id")).toEqual(["did:plc:ada"]);
      const reason = "somebody else's page";
      expect((await desk.dispute(account, { kind: "link", subject: other, reason })).effect).toBe("left_out");
      expect(await used("identity_links", "account_id")).toEqual([]);
      const link = {
        network: "bluesky",
        account_id: "did:plc:ada",
        identity_id: "x:1",
        proof_kind: "domain",
      };
      await commitRows(lake, engine, "again", {
        identity_links: [{ ...link, observed_at: "2026-11-02T00:00:00.000Z" }],
      });
      expect(await used("identity_links", "proof_kind")).toEqual(["domain"]);
    }
  });

  it("leaves the links of others alone", async () => {
    const { lake, engine, desk, used } = await claimLake();
    const eve = { network: "bluesky", account_id: "did:plc:eve", identity_id: "x:1", proof_kind: "rel_me" };
    await commitRows(lake, engine, "eve", {
      identity_links: [{ ...eve, observed_at: "2026-10-02T00:00:00.000Z" }],
    });
    await desk.dispute(ada, { kind: "link", subject: "eve.example.org", reason: "not me" });
    expect(await used("identity_links", "account_id")).toEqual(["did:plc:ada"]);
  });
});
