import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { filesUnder, renownHere, temporaryFolders } from "../support/renown-cli.ts";

const newFolder = temporaryFolders();
let data: string;

const AT = "2026-01-05T10:00:00Z";

async function ok(...args: string[]) {
  const result = await renownHere([...args, "--data", data]);
  expect(result).toMatchObject({ exitCode: 0 });
  return result;
}

/** Two acted-on accounts, and one that is public at first and protected in a profile seen after the acts. */
beforeAll(async () => {
  const folder = await newFolder();
  const actors = ["1", "2", "3", "4", "5"];
  const acts = ["8", "9", "7"].flatMap(target => actors.map(actor => `x,${actor},${target},repost,${AT}`));
  writeFileSync(
    join(folder, "interactions.csv"),
    `network,actor_id,target_id,kind,acted_at\n${acts.join("\n")}\n`,
  );
  const profile = (account_id: string, handle: string, is_protected: boolean) =>
    JSON.stringify({ network: "x", account_id, handle, is_protected, observed_at: "2026-01-20T00:00:00Z" });
  writeFileSync(
    join(folder, "accounts.ndjson"),
    [profile("9", "nine", false), profile("8", "eight", false), profile("7", "closed", true)].join("\n"),
  );
  data = join(await newFolder(), "lake");
  await ok("import", folder, "--quiet");
  await ok("run", "--quiet", "--as-of", "2026-01-06");
});

describe("what is learnt after the time of a run", () => {
  it("finds an account by a handle that was first seen later", async () => {
    const result = await ok("score", "x:@nine", "--as-of", "2026-01-10", "--json");
    expect(result.json()[0]).toMatchObject({
      account_id: "9",
      basis: "published",
      score: expect.any(Number),
    });
  });

  it("keeps a protected account out of runs of the time before", async () => {
    const result = await renownHere(["score", "x:7", "--as-of", "2026-01-06", "--json", "--data", data]);
    expect(result.exitCode).toBe(4);
    expect(result.json()[0]).toMatchObject({ score: null, reason: expect.stringContaining("protected") });
    expect((await ok("history", "x:@closed")).out).toMatch(/No score of x:@closed is shown.*protected/);
  });

  it("joins two accounts by a proof that is newer than all evidence", async () => {
    await ok("link", "x:@nine", "x:@eight", "--proof", "https://nine.example/", "--offline");
    await ok("run", "--quiet", "--as-of", "2026-01-06");
    expect((await ok("score", "x:@nine")).out).toContain("All networks together");
  });
});

describe("what would spoil a lake", () => {
  it("a run whose window lies after every event is refused and publishes nothing", async () => {
    const before = filesUnder(join(data, "runs"));
    const result = await renownHere(["run", "--as-of", "2030-01-01", "--quiet", "--data", data]);
    expect(result.exitCode).toBe(2);
    expect(result.err).toMatch(/--as-of 2030-01-01 has an empty window.*2026-01/);
    expect(filesUnder(join(data, "runs"))).toEqual(before);
  });

  it("the demo does not mix its invented people with real data", async () => {
    const result = await renownHere(["demo", "--quiet", "--data", data]);
    expect(result.exitCode).toBe(2);
    expect(result.err).toMatch(/not of the demo.*renown demo --data DIR/);
  });

  it("an account is not compared with itself", async () => {
    const result = await renownHere(["compare", "x:@nine", "x:9", "--data", data]);
    expect(result).toMatchObject({ exitCode: 2, out: "" });
    expect(result.err).toContain("x:9 was named twice");
  });
});

it("an account exported as CSV is imported again, its published scores passed over", async () => {
  const folder = await newFolder();
  await ok("export", "x:@nine", "--csv", "--out", folder);
  const other = join(await newFolder(), "lake");
  const result = await renownHere(["import", folder, "--quiet", "--data", other]);
  expect(result).toMatchObject({ exitCode: 0, err: "" });
  expect(result.out).toMatch(/5 interactions/);
  expect(result.out).toMatch(/passed over: .*scores\.csv/);
});

describe("a lake that learns of a wish", () => {
  it("conceals at once who went protected or opted out after the run", async () => {
    const listed = async () => (await ok("top", "--csv")).out;
    expect(await listed()).toContain("x:9");
    const folder = await newFolder();
    const later = (account_id: string, handle: string, told: object) =>
      JSON.stringify({ network: "x", account_id, handle, ...told, observed_at: "2026-01-25T00:00:00Z" });
    writeFileSync(join(folder, "accounts.ndjson"), later("9", "nine", { is_indexable: false }));
    await ok("import", folder, "--quiet");
    expect(await listed()).not.toContain("x:9");
    expect((await ok("score", "x:@nine", "--json")).json()[0]!["score"]).toEqual(expect.any(Number));
    writeFileSync(join(folder, "accounts.ndjson"), later("8", "eight", { is_protected: true }));
    await ok("import", folder, "--quiet");
    const hidden = await renownHere(["score", "x:@eight", "--json", "--data", data]);
    expect(hidden.exitCode).toBe(4);
    expect(hidden.json()[0]).toMatchObject({ score: null, reason: expect.stringContaining("protected") });
  });
});
