import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { capturedTerminal } from "../../test/support/captured-terminal.ts";
import { makeTinyLake } from "../../test/support/tiny-lake.ts";
import { briefAnswerSchema } from "../app/brief-answer.ts";
import { main } from "./main.ts";

const root = mkdtempSync(join(tmpdir(), "renown-cli-"));
const dataDir = join(root, "lake");

beforeAll(() => makeTinyLake(dataDir));
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function renown(...argv: string[]) {
  const { terminal, written } = capturedTerminal({ RENOWN_DATA: dataDir });
  const code = await main(argv, terminal);
  return { code, ...written };
}

describe("renown score", () => {
  it("prints a card with range, coverage, model and intended use", async () => {
    const { code, out } = await renown("score", "x:@alice");
    expect(code).toBe(0);
    expect(out).toMatch(
      /^x:@Alice · Alice Example\nScore \d+\.\d \(\d+\.\d to \d+\.\d with 90 % certainty\)/,
    );
    expect(out).toContain("Model renown-2026-11. ");
    expect(out).toMatch(/Above \d+\.\d % of the reference population \([\d,]+ /);
    // Among five a percentile says little.
    expect(out).not.toContain("of this lake");
  });

  it("prints the documented object with --json, contributions summing to the score", async () => {
    const { code, out } = await renown("score", "x:@alice", "--json");
    expect(code).toBe(0);
    const answer = briefAnswerSchema.strict().parse(JSON.parse(out));
    expect(answer.percentiles.map(one => one.population)).toEqual(["reference", "lake", "similar_audience"]);
    const explained = JSON.parse((await renown("explain", "x:@alice", "--json")).out);
    const points = answer.contributions.reduce((sum, part) => sum + part.points, explained.baseline_score);
    expect(points).toBeCloseTo(answer.score!, 9);
    expect(explained.people).toHaveLength(3);
  });

  it("gives a linked person every network and a combined score at least as high", async () => {
    const answer = briefAnswerSchema.parse(
      JSON.parse((await renown("score", "amara.example.org", "--json")).out),
    );
    expect(answer.networks.map(one => one.handle)).toEqual(["amara.example.org", "x:@amara"]);
    const scores = answer.networks.map(one => one.score!);
    expect(answer.identity!.score!).toBeGreaterThanOrEqual(Math.max(...scores));
  });

  it("answers 4 and says why when there is not enough data", async () => {
    const { code, out } = await renown("score", "x:@nils");
    expect(code).toBe(4);
    expect(out).toContain("Not enough data.");
    expect(out).toContain("at least 3 people");
  });

  it.each(["x:@pia", "x:@hidden"])("never scores the protected account %s", async handle => {
    const { code, out } = await renown("score", handle, "--json");
    expect(code).toBe(4);
    expect(JSON.parse(out)).toMatchObject({ score: null, contributions: [], percentiles: [] });
    expect(JSON.parse(out).reason).toContain("protected");
  });

  it("answers 3 for an unknown handle and says how to get it", async () => {
    const { code, out, err } = await renown("score", "x:@nobody");
    expect(code).toBe(3);
    expect(out).toBe("");
    expect(err).toMatch(/holds nothing about x:@nobody.*archive.*renown import/);
  });

  it("answers several handles one object a line and the highest code", async () => {
    const { code, out } = await renown("score", "x:@alice", "alice", "x:@nobody", "x:@nils", "--json");
    const lines = out
      .trimEnd()
      .split("\n")
      .map(line => JSON.parse(line));
    expect(code).toBe(4);
    expect(lines.map(line => line.exit_code ?? 0)).toEqual([0, 2, 3, 0]);
    expect(lines[1]).toMatchObject({ handle: "alice", error: expect.stringContaining("x:@alice") });
  });

  it("marks a self-supplied account as not ranked", async () => {
    const answer = JSON.parse((await renown("score", "x:@archived", "--json")).out);
    expect(answer.networks[0]).toMatchObject({ is_ranked: false, is_self_supplied: true });
    expect(answer.notes.join(" ")).toContain("own export");
  });

  it("answers 3 where there is no lake yet", async () => {
    const { code, err } = await renown("score", "x:@alice", "--data", join(root, "nowhere"));
    expect(code).toBe(3);
    expect(err).toContain("renown demo");
    const { out } = await renown("score", "x:@alice", "alice", "--json", "--data", join(root, "nowhere"));
    const lines = out
      .trimEnd()
      .split("\n")
      .map(line => JSON.parse(line));
    expect(lines.map(line => [line.handle, line.exit_code])).toEqual([
      ["x:@alice", 3],
      ["alice", 2],
    ]);
  });
});

describe("the other answers", () => {
  it("explains every point and shows people and posts", async () => {
    const { code, out } = await renown("explain", "x:@alice");
    expect(code).toBe(0);
    expect(out).toMatch(/The reference account\n(.*\n)+.*Score\n/);
    expect(out).toMatch(/x:@bob +51\.0 +9 likes, 1 repost +2026-10-30/);
    expect(out).toContain("Often liked");
  });

  it("lists moments, who moves an account and whom it moves", async () => {
    const { code, out } = await renown("moments", "x:@alice", "--limit", "1");
    expect(code).toBe(0);
    expect(out).toMatch(/●●●●○ +2026-10-20 +40 +\? +1 +\? +3 +x:@bob, x:77 +Often liked/);
    const moved = JSON.parse((await renown("influencers", "x:@alice", "--json")).out);
    expect(moved).toMatchObject({ side: "moved_by", people_count: 2, hidden_people_count: 0, reason: null });
    expect(moved.people.map((person: { handle: string }) => person.handle)).toEqual(["x:@bob", "x:@nils"]);
    const moves = await renown("influencees", "x:@alice", "--limit", "2");
    expect(moves.out).toMatch(/x:@bob +51\.0 +3\.2 +25\.0 % +9 likes, 1 repost +2026-10-30/);
    expect(moves.out).toContain("2 of 3 people.");
    const csv = (await renown("influencees", "x:@alice", "--csv")).out.split("\n");
    expect(csv[0]).toMatch(/^place,person,.*attention_share,passed_standing/);
    expect(csv[1]).toMatch(/^1,x:@bob,2,Bob Example,51,/);
  });

  it.each(["moments", "influencers", "influencees"])(
    "says why %s are empty, and answers 4",
    async command => {
      expect((await renown(command, "x:@pia", "--json")).out).toContain("protected");
      const { code, out } = await renown(command, "x:@archived");
      expect(code).toBe(4);
      expect(out).toMatch(/None\. \w.+\.\n/);
      expect((await renown(command, "x:@nobody")).code).toBe(3);
      expect((await renown(command, "x:@alice", "--csv", "--json")).code).toBe(2);
    },
  );

  it("shows what linking added and since when", async () => {
    const { out } = await renown("score", "amara.example.org");
    expect(out).toMatch(/: \+\d+\.\d since 13 Oct 2026, \d+\.\d by itself/);
    const answer = briefAnswerSchema.parse(
      JSON.parse((await renown("score", "amara.example.org", "--json")).out),
    );
    const base = Math.max(...answer.networks.map(one => one.score!));
    const added = answer.networks.reduce((sum, one) => sum + (one.added_points ?? 0), 0);
    expect(base + added).toBeCloseTo(answer.identity!.score!, 9);
  });

  it("lists the top with who is tied", async () => {
    const { code, out } = await renown("top", "--limit", "3");
    expect(code).toBe(0);
    expect(out).toMatch(/rank +who +score +± +range/);
    expect(out).toMatch(/1 +x:@Alice +52\.0 +3\.0 +49\.0 to 55\.0 +90 % +x/);
    expect(out).toContain("Places 1 and 2 are tied: their order is less than 90 % sure.");
    expect(out).toMatch(/As of 2026-10-31, model renown-2026-11, run-000001; ranked: 5 people/);
  });

  it("writes range, model and intended use on every line of the CSV", async () => {
    const { out } = await renown("top", "--csv", "--network", "x", "--limit", "2");
    const [head, ...lines] = out.trimEnd().split("\n");
    expect(head).toBe(
      "rank,tied_from,tied_to,probability_above_next,id,display_name,handles,networks,score,low,high,coverage,followers_count,engaged_people_count," +
        "as_of,model,population,intended_use",
    );
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(
      /^1,1,2,0\.638\d+,x:1,Alice Example,x:@Alice,x,52,49,55,0\.9,1200,120,2026-10-31T00:00:00\.000Z,renown-2026-11,/,
    );
  });

  it("compares two accounts and says how sure the order is", async () => {
    const { code, out } = await renown("compare", "x:@alice", "x:@bob");
    expect(code).toBe(0);
    expect(out).toMatch(/x:@Alice and x:@bob are tied: that x:@Alice is above is only \d+ % sure\./);
    const answer = JSON.parse((await renown("compare", "x:@archived", "x:@moved", "--json")).out);
    expect(answer.pairs[0].verdict).toBe("first");
  });

  it("prints the published history", async () => {
    const { code, out } = await renown("history", "x:@alice");
    expect(code).toBe(0);
    expect(out).toMatch(/2026-10-31 +52\.0 +49\.0 to 55\.0 +█+ +renown-2026-11/);
  });

  it("exports what the lake holds, as JSON or as CSV files that can be imported again", async () => {
    const { code, out } = await renown("export", "x:@alice");
    expect(code).toBe(0);
    const answer = JSON.parse(out);
    expect(answer.tables.accounts).toHaveLength(1);
    expect(answer.tables.accounts[0]).toMatchObject({
      account_id: "1",
      observed_at: "2026-10-01T00:00:00.000Z",
    });
    expect(answer.history).toHaveLength(1);
    const folder = join(root, "export");
    await renown("export", "x:@alice", "--csv", "--out", folder);
    expect(readFileSync(join(folder, "accounts.csv"), "utf8")).toMatch(
      /^network,account_id,handle.*\nx,1,Alice,/,
    );
  });
});

describe("changes to the lake", () => {
  it("links two accounts once, and refuses to join two identities", async () => {
    const first = await renown(
      "link",
      "x:@alice",
      "x:@bob",
      "--proof",
      "https://alice.example/me",
      "--offline",
      "--json",
    );
    expect(first.code).toBe(0);
    expect(JSON.parse(first.out)).toMatchObject({
      identity_id: "x:1",
      linked: "x:@bob",
      proof_kind: "rel_me",
      is_new: true,
    });
    const again = await renown("link", "x:@bob", "x:@alice", "--proof", "export", "--json");
    expect(JSON.parse(again.out)).toMatchObject({ identity_id: "x:1", is_new: false });
    const third = await renown(
      "link",
      "x:@nils",
      "x:@bob",
      "--proof",
      "https://x.com/nils",
      "--offline",
      "--json",
    );
    expect(JSON.parse(third.out)).toMatchObject({
      identity_id: "x:1",
      linked: "x:@nils",
      proof_kind: "rel_me",
    });
    await renown("link", "x:7", "x:8", "--proof", "export", "--offline");
    const refused = await renown("link", "x:7", "x:@nils", "--proof", "export");
    expect(refused.code).toBe(1);
    expect(refused.err).toContain("joining two identities");
  });

  it("refuses a proof that is no address", async () => {
    const { code, err } = await renown("link", "x:@alice", "x:@archived", "--proof", "trust me");
    expect(code).toBe(2);
    expect(err).toContain("--proof trust me");
  });
});

describe("renown forget and prune", () => {
  it("erases an account from every answer, for good, and may be repeated", async () => {
    const { code, out } = await renown("forget", "x:@archived", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ network: "x", account_id: "6" });
    expect((await renown("score", "x:@archived")).code).toBe(3);
    expect((await renown("score", "x:6")).code).toBe(3);
    expect((await renown("export", "x:6")).code).toBe(3);
    expect((await renown("history", "x:6")).code).toBe(3);
    expect((await renown("forget", "x:@archived")).code).toBe(0);
    expect((await renown("score", "x:@alice")).code).toBe(0);
  });

  it("keeps an id out before it was ever seen, but asks for an id where a handle is unknown", async () => {
    expect((await renown("forget", "x:4711")).code).toBe(0);
    const { code, err } = await renown("forget", "x:@never_seen");
    expect(code).toBe(3);
    expect(err).toContain("give its id: x:ID");
  });

  it("says how much was dropped", async () => {
    const { code, out } = await renown("prune", "--keep", "120d");
    expect(code).toBe(0);
    expect(out).toMatch(/^Dropped \d+ rows in \d+ files; kept 120d before 2026-11-01T01:00:00\.000Z\.\n$/);
  });
});

describe("usage", () => {
  it.each([[["--help"]], [["score", "--help"]], [["--version"]]])("answers 0 to %j", async argv => {
    const { code, out } = await renown(...argv);
    expect(code).toBe(0);
    expect(out).not.toBe("");
  });

  it.each([
    [[]],
    [["scroe", "x:@alice"]],
    [["score"]],
    [["score", "x:@alice", "--frobnicate"]],
    [["score", "alice"]],
    [["score", "x:@alice", "--as-of", "yesterday"]],
    [["score", "x:@alice", "--model", "klout-1"]],
    [["score", "x:@alice", "--as", "kred"]],
    [["top", "--limit", "-3"]],
    [["top", "--network", "orkut"]],
    [["top", "--csv", "--json"]],
    [["run", "--engine", "abacus"]],
    [["run", "--memory", "lots"]],
    [["import", "f.csv", "--complete", "2026-01-02/2026-01-01"]],
    [["import", "f.csv", "--table", "tweets"]],
    [["prune", "--keep", "a while"]],
    [["prune", "--keep", "10d"]],
    [["link", "x:@alice", "x:@bob", "--token", "--proof", "export"]],
    [["top", "--topic", "no such topic"]],
    [["ingest", "orkut"]],
    [["ingest", "youtube"]],
    [["ingest", "bluesky", "--stream", "rapids"]],
    [["ingest", "bluesky", "--for", "soon"]],
    [["ingest", "bluesky", "--max-events", "0"]],
    [["ingest", "bluesky", "--list", "at://a", "--feed", "at://b"]],
    [["ingest", "bluesky", "--list", "at://a", "--for", "10m"]],
    [["ingest", "bluesky", "--requests", "5"]],
    [["topics", "--dispute", "television"]],
    [["topics", "x:@alice", "--search", "tea"]],
    [["topics", "x:@alice", "--show", "television", "--dispute", "television"]],
  ])("answers 2 to %j", async argv => {
    const { code, out, err } = await renown(...argv);
    expect(code).toBe(2);
    expect(out + err).not.toBe("");
  });

  it.each([
    [["run", "--engine", "spark"], "--spark-url thrift://user@host:port"],
    [["run", "--engine", "spark", "--spark-url", "http://host"], "http://host"],
    [["run", "--engine", "spark", "--spark-url", "thrift://127.0.0.1:1"], "127.0.0.1:1"],
    [["run", "--spark-url", "thrift://127.0.0.1:1"], "--engine spark"],
  ])("answers 2 to %j before any work, and says what is wrong", async (argv, words) => {
    const { code, err } = await renown(...argv);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });

  it("prints errors as an object with --json", async () => {
    const { code, out } = await renown("top", "--network", "orkut", "--json");
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ exit_code: 2, error: expect.stringContaining("orkut") });
  });
});

describe("renown doctor", () => {
  it("finds a fresh lake well and names the model by its hash", async () => {
    const { code, out } = await renown("doctor", "--json");
    const { findings, is_well } = JSON.parse(out);
    expect(is_well).toBe(true);
    expect(code).toBe(0);
    const states = Object.fromEntries(
      findings.map((one: { check: string; state: string }) => [one.check, one.state]),
    );
    expect(states).toMatchObject({
      Node: "ok",
      DuckDB: "ok",
      SQLite: "ok",
      model: "ok",
      lake: "ok",
      orphans: "ok",
      run: "ok",
    });
    expect(out).toMatch(/SHA-256 [0-9a-f]{64}/);
  });

  it("fails on a lake that cannot be read", async () => {
    const broken = mkdtempSync(join(root, "broken-"));
    const { writeFileSync } = await import("node:fs");
    writeFileSync(join(broken, "lake.db"), "not a database at all".repeat(100));
    const { code, out } = await renown("doctor", "--data", broken);
    expect(code).toBe(1);
    expect(out).toMatch(/fail +lake/);
  });
});
