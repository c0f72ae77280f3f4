import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServedLake, servedTinyLake } from "../../../test/support/served-lake.ts";
import { type WebSite, webSite, wordsOf } from "../../../test/support/web-site.ts";

let served: ServedLake;
let site: WebSite;
let cookie: string;

beforeAll(async () => {
  served = await servedTinyLake();
  site = webSite(served);
  const session = await site.desk.verifyStanding("x:@bob", { isVouched: true });
  cookie = `renown_claim=${session.session_token}`;
});

afterAll(async () => {
  await served.close();
});

describe("claim pages", () => {
  it("give a word to prove the claim with, and refuse what nothing proves", async () => {
    const begun = await (await site.post("/claim", { handle: "x:@Alice" })).text();
    const claim = /name="claim" value="([^"]+)"/.exec(begun)?.[1] ?? "";
    expect(wordsOf(begun)).toContain("Prove that x:@Alice is yours");
    const refused = await site.post("/claim/verify", { handle: "x:@Alice", claim });
    expect(refused.status).toBe(422);
    expect(refused.headers.get("set-cookie")).toBeNull();
    const again = await refused.text();
    expect(wordsOf(again)).toContain("Nothing here proves it yet");
    // The word may stand in the profile by now: it stays the one to prove with.
    expect(/name="claim" value="([^"]+)"/.exec(again)?.[1]).toBe(claim);
    const words = new Set(again.match(/renown-claim-[0-9a-f]+/g));
    expect(words).toEqual(new Set(begun.match(/renown-claim-[0-9a-f]+/g)));
    const spoilt = await site.post("/claim/verify", { handle: "x:@Alice", claim: `${claim}x` });
    expect(/name="claim" value="([^"]+)"/.exec(await spoilt.text())?.[1]).not.toBe(claim);
  });

  it("say what a handle looks like when it is none", async () => {
    const answer = await site.post("/claim", { handle: "two words" });
    expect(answer.status).toBe(422);
    expect(wordsOf(await answer.text())).toContain("is not a handle");
  });

  it("let the owner alone change anything", async () => {
    for (const name of ["statement", "hide", "dispute", "withdraw", "export", "forget", "leave"]) {
      const answer = await site.post(`/claim/mine/${name}`, { statement: "x", hidden: "yes", sure: "yes" });
      expect([name, answer.status, answer.headers.get("location")]).toEqual([
        name,
        303,
        "/claim?why=session",
      ]);
    }
    expect(served.claims.of("x", "2")?.statement).toBeNull();
  });

  it("take no form from elsewhere, even with the owner's cookie", async () => {
    const headers = { cookie, "sec-fetch-site": "cross-site" };
    const answer = await site.post("/claim/mine/statement", { statement: "forged" }, headers);
    expect(answer.status).toBe(403);
    const origin = { cookie, "sec-fetch-site": "same-origin", origin: "https://elsewhere.example" };
    expect((await site.post("/claim/mine/hide", { hidden: "yes" }, origin)).status).toBe(403);
    expect(served.claims.of("x", "2")).toMatchObject({ statement: null, isHidden: false });
  });

  it("let in with the session that the operator gave, and say where nobody is proven", async () => {
    const session = cookie.slice("renown_claim=".length);
    const given = await site.post("/claim/session", { session });
    expect([given.status, given.headers.get("location")]).toEqual([303, "/claim/mine"]);
    expect(given.headers.get("set-cookie")).toMatch(
      /^renown_claim=rnc_.*; Path=\/claim; HttpOnly; SameSite=Strict/,
    );
    const mine = await (await site.get("/claim/mine", { cookie })).text();
    expect(wordsOf(mine)).toContain("x:@bob is claimed since");
    const made = await site.post("/claim/session", { session: `${session}x` });
    expect([made.status, made.headers.get("set-cookie")]).toEqual([422, null]);
    expect(wordsOf(await site.page("/claim?why=session"))).toContain("No account is proven in this browser");
  });

  it("keep a statement, show it above the number, and refuse one that is too long", async () => {
    const saved = await site.post("/claim/mine/statement", { statement: "Ask me." }, { cookie });
    expect(wordsOf(await saved.text())).toContain("stands above the number");
    expect(wordsOf(await site.page("/u/x:@bob"))).toContain("In their own words Ask me.");
    const long = await site.post("/claim/mine/statement", { statement: "a".repeat(501) }, { cookie });
    expect(long.status).toBe(422);
    expect(served.claims.of("x", "2")?.statement).toBe("Ask me.");
  });

  it("hide the account and show it again", async () => {
    await site.post("/claim/mine/hide", { hidden: "yes" }, { cookie });
    expect((await site.get("/u/x:@bob")).status).toBe(404);
    await site.post("/claim/mine/hide", { hidden: "no" }, { cookie });
    expect((await site.get("/u/x:@bob")).status).toBe(200);
  });

  it("forget only after the box is ticked, and end the session then", async () => {
    expect((await site.post("/claim/mine/forget", {}, { cookie })).status).toBe(422);
    expect((await site.get("/u/x:@bob")).status).toBe(200);
    const answer = await site.post("/claim/mine/forget", { sure: "yes" }, { cookie });
    expect(wordsOf(await answer.text())).toContain("It is forgotten");
    expect((await site.get("/u/x:@bob")).status).toBe(404);
    expect((await site.get("/claim/mine", { cookie })).headers.get("location")).toBe("/claim?why=session");
  });
});
