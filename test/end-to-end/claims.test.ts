import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { ClaimDesk } from "../../src/app/claims/claim-desk.ts";
import { openLake } from "../../src/lake/open-lake.ts";
import { renownHere, temporaryFolders } from "../support/renown-cli.ts";

const newFolder = temporaryFolders();
let data: string;
let token = "";

const AT = "2026-01-05T10:00:00Z";
const TARGET = "9";

async function ok(...args: string[]) {
  const result = await renownHere([...args, "--data", data]);
  expect(result).toMatchObject({ exitCode: 0 });
  return result;
}

const bio = (text: string, observed_at: string) =>
  `${JSON.stringify({ network: "x", account_id: TARGET, handle: "nine", bio: text, observed_at })}\n`;

async function importText(name: string, text: string): Promise<void> {
  const path = join(await newFolder(), name);
  writeFileSync(path, text);
  await ok("import", path, "--quiet");
}

beforeAll(async () => {
  data = join(await newFolder(), "lake");
  const acts = ["1", "2", "3", "4", "5"].flatMap(actor =>
    [TARGET, "8"].map(target => `x,act-${actor}-${target},${actor},${target},repost,${AT}`),
  );
  const head = "network,interaction_id,actor_id,target_id,kind,acted_at";
  await importText("interactions.csv", `${head}\n${acts.join("\n")}\n`);
  await importText("accounts.ndjson", bio("hello", "2026-01-05T00:00:00Z"));
  const link = { network: "x", account_id: "8", identity_id: "x:9", proof_kind: "rel_me", observed_at: AT };
  await importText("identity_links.ndjson", `${JSON.stringify(link)}\n`);
  await ok("run", "--quiet", "--as-of", "2026-01-06");
});

const score = async () => (await ok("score", "x:@nine", "--json")).json()[0] as Record<string, unknown>;

async function dispute(kind: "event" | "link", subject: string): Promise<void> {
  const lake = await openLake(data);
  try {
    const desk = new ClaimDesk({
      dataDir: data,
      lake,
      now: () => new Date("2026-01-07T00:00:00Z"),
      isOwnMachine: true,
    });
    await desk.dispute({ network: "x", accountId: TARGET }, { kind, subject, reason: "not mine" });
  } finally {
    await lake.close();
  }
}

describe("renown claim", () => {
  it("says how to prove it, refuses without proof and grants once the newest profile shows the token", async () => {
    const said = await ok("claim", "x:@nine");
    token = /renown-claim-[0-9a-f]{20}/.exec(said.out)![0];
    const refused = await renownHere(["claim", "x:@nine", "--verify", "--data", data]);
    expect([refused.exitCode, refused.err]).toEqual([
      1,
      expect.stringContaining("Nothing here proves it yet"),
    ]);
    const early = await renownHere(["claim", "x:@nine", "--hide", "--data", data]);
    expect([early.exitCode, early.err]).toEqual([1, expect.stringContaining("not claimed yet")]);
    await importText("accounts.ndjson", bio(`me, ${token}`, "2026-01-05T12:00:00Z"));
    const proven = await ok("claim", "x:@nine", "--verify", "--statement", "I <b>write</b>.", "--hide");
    expect(proven.out).toContain("proof: bio_token");
    expect(proven.out).toMatch(/session +rnc_/);
    const shown = (await ok("claim", "x:@nine", "--json", "--show")).json()[0];
    expect(shown).toMatchObject({
      schema_version: "1.0",
      to_prove: null,
      session: null,
      profile: { account_id: TARGET, is_hidden: false, statement: "I <b>write</b>." },
    });
    expect((await ok("claim", "x:@nine", "--no-statement")).out).toMatch(/statement +none/);
  });

  it("refuses 501 characters, two wishes at once and unknown handles", async () => {
    const codes = async (...args: string[]) => (await renownHere([...args, "--data", data])).exitCode;
    expect(await codes("claim", "x:@nine", "--statement", "x".repeat(501))).toBe(2);
    expect(await codes("claim", "x:@nine", "--hide", "--show")).toBe(2);
    expect(await codes("claim", "x:@nobody")).toBe(3);
    expect(await codes("disputes", "x:@nobody")).toBe(3);
    const nowhere = await renownHere(["claim", "x:@nine", "--data", join(data, "none")]);
    expect(nowhere.exitCode).toBe(3);
  });
});

describe("a dispute", () => {
  it("of a link unlinks in the next run, and linking again brings it back", async () => {
    expect(await score()).toMatchObject({ networks: [{}, {}] });
    await dispute("link", "x:8");
    await ok("run", "--quiet", "--as-of", "2026-01-06");
    expect((await score())["networks"]).toHaveLength(1);
    await ok("link", "x:9", "x:8", "--proof", "https://nine.example/", "--offline");
    await ok("run", "--quiet", "--as-of", "2026-01-06");
    expect((await score())["networks"]).toHaveLength(2);
  });

  it("of an act by somebody else lowers the own score of the next run, and no other score", async () => {
    const of = async (handle: string) =>
      Number(((await ok("score", handle, "--json")).json()[0] as { score: number }).score);
    const [mine, other] = [await of("x:9"), await of("x:8")];
    await dispute("event", "act-1-9");
    expect(await of("x:9")).toBe(mine);
    await ok("run", "--quiet", "--as-of", "2026-01-06");
    expect(await of("x:9")).toBeLessThan(mine);
    // Whoever acted on both passes on a little more to the other, as if the act had been taken back.
    expect(await of("x:8")).toBeGreaterThanOrEqual(other);
    const listed = await ok("disputes");
    expect(listed.out).toContain("act-1-9");
    expect(listed.out).toContain("left out of the next run");
    // Both were made at the same moment of this test's clock, so their order says nothing.
    const { disputes } = (await ok("disputes", "x:@nine", "--json")).json()[0] as {
      disputes: { kind: string; effect: string }[];
    };
    expect(disputes.map(({ kind, effect }) => `${kind} ${effect}`).toSorted()).toEqual([
      "event left_out",
      "link left_out",
    ]);
  });
});
