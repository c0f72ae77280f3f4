import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CLAIM_NOW, claimDesk, fillClaimLake, showBio } from "../../../test/support/claim-lake.ts";
import { lakeWorkshop } from "../../../test/support/lake-rows.ts";
import { forget } from "../../lake/forget.ts";

const { folder, engine: openEngine, open } = lakeWorkshop();

async function claimLake() {
  const engine = await openEngine();
  const lake = await open(await folder());
  await fillClaimLake(lake, engine);
  return { lake, engine, desk: claimDesk(lake) };
}

const nobody = { isOperator: false };
const refused = (kind: string) => expect.objectContaining({ name: "ClaimRefused", kind });

describe("a claim", () => {
  it("is proven by its token in the newest profile of that very account", async () => {
    const { lake, engine, desk } = await claimLake();
    const { claim_id, token, how } = desk.begin("x:@ada");
    expect(how.join(" ")).toContain(token);
    await expect(desk.verify(claim_id, nobody)).rejects.toEqual(refused("no-proof"));
    await showBio(lake, engine, { id: "1", handle: "ada", bio: `I am Ada. ${token.toUpperCase()}!` });
    const session = await desk.verify(claim_id, nobody);
    expect(session).toMatchObject({ network: "x", account_id: "1", proof: "bio_token" });
    expect(desk.ownerOf(session.session_token)).toEqual({ network: "x", accountId: "1" });
    expect(desk.profile({ network: "x", accountId: "1" })).toMatchObject({
      is_hidden: false,
      statement: null,
    });
  });

  it("proves nothing with a token in somebody else's profile, or with another's token in one's own", async () => {
    const { lake, engine, desk } = await claimLake();
    const ada = desk.begin("x:@ada");
    const bob = desk.begin("x:@bob");
    await showBio(lake, engine, { id: "2", handle: "bob", bio: `${ada.token} ${bob.token.slice(0, -1)}` });
    await showBio(lake, engine, { id: "1", handle: "ada", bio: bob.token });
    for (const { claim_id } of [ada, bob])
      await expect(desk.verify(claim_id, nobody)).rejects.toEqual(refused("no-proof"));
  });

  it("counts only the newest profile: a token taken out again before it was checked is none", async () => {
    const { lake, engine, desk } = await claimLake();
    const { claim_id, token } = desk.begin("x:@ada");
    const at = (hour: number) => `2026-11-01T${hour}:00:00.000Z`;
    await showBio(lake, engine, { id: "1", handle: "ada", bio: token, at: at(12) });
    await showBio(lake, engine, { id: "1", handle: "ada", bio: "clean", at: at(13) });
    await expect(desk.verify(claim_id, nobody)).rejects.toEqual(refused("no-proof"));
  });

  it("proves once: used up, altered, of another lake or run out, it is not valid", async () => {
    const { lake, engine, desk } = await claimLake();
    const { claim_id, token } = desk.begin("x:@ada");
    await showBio(lake, engine, { id: "1", handle: "ada", bio: token });
    const altered = `${Buffer.from('["x","handle","bob","2027-01-01T00:00:00.000Z",""]').toString("base64url")}.${claim_id.split(".")[1]}`;
    const other = claimDesk(await open(await folder())).begin("x:@ada").claim_id;
    for (const id of [altered, other, "", ".", "a.b", "é.é", `${claim_id}.`, "x".repeat(5_000)])
      await expect(desk.verify(id, nobody)).rejects.toEqual(refused("claim-not-valid"));
    const later = claimDesk(lake, { now: () => new Date("2026-11-15T12:00:00.000Z") });
    await expect(later.verify(claim_id, nobody)).rejects.toEqual(refused("claim-not-valid"));
    await desk.verify(claim_id, nobody);
    await expect(desk.verify(claim_id, nobody)).rejects.toEqual(refused("claim-not-valid"));
    // The token is public once it stands in the profile: a claim that somebody else begins has another.
    await expect(desk.verify(desk.begin("x:@ada").claim_id, nobody)).rejects.toEqual(refused("no-proof"));
  });

  it("says the same of known, unknown and forgotten accounts until it is proven, and stores nothing", async () => {
    const { lake, engine, desk } = await claimLake();
    await forget(lake, engine, { network: "x", accountId: "1" });
    const before = await readFile(join(lake.dir, "lake.db"));
    const claims = ["x:@ada", "x:1", "x:@unheard_of", "x:@bob"].map(handle => desk.begin(handle));
    expect(new Set(claims.map(claim => Object.keys(claim).join())).size).toBe(1);
    expect(await readFile(join(lake.dir, "lake.db"))).toEqual(before);
    for (const { claim_id } of claims)
      await expect(desk.verify(claim_id, nobody)).rejects.toEqual(refused("no-proof"));
    await expect(desk.verify(claims[0]!.claim_id, { isOperator: true })).rejects.toEqual(refused("no-proof"));
  });

  it("is proven by the operator's word, and by an own export only where nobody else can ask", async () => {
    const { lake, desk } = await claimLake();
    const operator = await desk.verify(desk.begin("x:@bob").claim_id, { isOperator: true });
    expect(operator.proof).toBe("operator");
    await expect(desk.verify(desk.begin("x:@cleo").claim_id, nobody)).rejects.toEqual(refused("no-proof"));
    const atHome = claimDesk(lake, { isOwnMachine: true });
    expect((await atHome.verify(atHome.begin("x:@cleo").claim_id, nobody)).proof).toBe("export");
    await expect(atHome.verify(atHome.begin("x:@bob").claim_id, nobody)).rejects.toEqual(refused("no-proof"));
  });

  it("can be proven at the command line again and again, but not over HTTP", async () => {
    const { lake, engine, desk } = await claimLake();
    const { claim_id, token } = desk.standing("x:@ada");
    expect(desk.standing("x:@ada").token).toBe(token);
    await showBio(lake, engine, { id: "1", handle: "ada", bio: token });
    await expect(desk.verify(claim_id, nobody)).rejects.toEqual(refused("claim-not-valid"));
    for (let i = 0; i < 2; i++)
      expect((await desk.verifyStanding("x:@ada", { isVouched: false })).proof).toBe("bio_token");
  });
});

describe("a session", () => {
  it("ends by the next proof, by its owner and by time, and is nowhere in lake.db", async () => {
    const { lake, desk } = await claimLake();
    const proven = async () => (await desk.verifyStanding("x:@ada", { isVouched: true })).session_token;
    const first = await proven();
    const second = await proven();
    expect(() => desk.ownerOf(first)).toThrow(refused("no-session"));
    expect(desk.ownerOf(second).accountId).toBe("1");
    for (const wrong of [null, "", "rnc_", `${second}x`, second.slice(4)])
      expect(() => desk.ownerOf(wrong)).toThrow(refused("no-session"));
    const later = claimDesk(lake, { now: () => new Date("2026-12-02T00:00:00.000Z") });
    expect(() => later.ownerOf(second)).toThrow(refused("no-session"));
    for (const file of ["lake.db", "lake.db-wal"])
      expect((await readFile(join(lake.dir, file))).includes(second.slice(4))).toBe(false);
    desk.signOut({ network: "x", accountId: "1" });
    expect(() => desk.ownerOf(second)).toThrow(refused("no-session"));
  });
});

describe("the owner of a claimed account", () => {
  const ada = { network: "x", accountId: "1" } as const;

  it("says up to 500 characters of plain text and keeps them when the claim is proven anew", async () => {
    const { desk } = await claimLake();
    expect(() => desk.setStatement(ada, "not yet")).toThrow(refused("no-proof"));
    await desk.verifyStanding("x:@ada", { isVouched: true });
    const markup = "  <script>alert('x')</script> & \"more\"\r\n";
    expect(desk.setStatement(ada, markup).statement).toBe("<script>alert('x')</script> & \"more\"");
    expect(desk.setStatement(ada, "🦆".repeat(500)).statement).toHaveLength(1_000);
    for (const text of ["x".repeat(501), "🦆".repeat(501), "  ", "bell \u0007", "turned \u202e round"])
      expect(() => desk.setStatement(ada, text)).toThrow(refused("not-usable"));
    desk.setHidden(ada, true);
    await desk.verifyStanding("x:@ada", { isVouched: true });
    expect(desk.profile(ada)).toMatchObject({ is_hidden: true, statement: "🦆".repeat(500) });
    expect(desk.setStatement(ada, null).statement).toBeNull();
    expect(desk.setHidden(ada, false).is_hidden).toBe(false);
  });

  it("gets everything that is held, claim and disputes with it", async () => {
    const { desk } = await claimLake();
    await desk.verifyStanding("x:@ada", { isVouched: true });
    await desk.dispute(ada, { kind: "topic", subject: "Looms", reason: "I never weave." });
    const held = await desk.export(ada);
    expect(held).toMatchObject({ network: "x", account_id: "1", claim: { proof: "operator" } });
    expect(held.tables.interactions).toHaveLength(3);
    expect(held.disputes).toEqual([
      expect.objectContaining({ kind: "topic", subject: "looms", effect: "marked", disputed_at: CLAIM_NOW }),
    ]);
  });

  it("is erased for good with claim, session and disputes, and cannot be claimed again", async () => {
    const { lake, desk } = await claimLake();
    const { session_token } = await desk.verifyStanding("x:@ada", { isVouched: true });
    desk.setStatement(ada, "a sentence only she wrote");
    await desk.dispute(ada, { kind: "event", subject: "received", reason: "a bot, says zebrafish" });
    await desk.verifyStanding("x:@bob", { isVouched: true });
    await desk.dispute({ network: "x", accountId: "2" }, { kind: "event", subject: "made", reason: "no" });
    desk.setStatement({ network: "x", accountId: "2" }, "not to be taken for x:@ada or @ada");
    await desk.forget(ada);
    expect(() => desk.ownerOf(session_token)).toThrow(refused("no-session"));
    expect(desk.disputes()).toEqual([]);
    expect(desk.profile(ada)).toBeNull();
    expect(desk.profile({ network: "x", accountId: "2" })?.statement).not.toContain("@ada");
    await expect(desk.verifyStanding("x:1", { isVouched: true })).rejects.toEqual(refused("no-proof"));
    const db = await readFile(join(lake.dir, "lake.db"));
    for (const words of ["only she wrote", "zebrafish"]) expect(db.includes(words)).toBe(false);
  });
});
