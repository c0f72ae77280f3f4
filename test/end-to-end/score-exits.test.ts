import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { beforeAll, describe, expect, it } from "vitest";
import { briefAnswerSchema } from "../../src/app/brief-answer.ts";
import { filesUnder, linesOf, renown, renownHere, temporaryFolders } from "../support/renown-cli.ts";

const newFolder = temporaryFolders();
let data: string;

const AT = "2026-01-05T10:00:00Z";
/** Whether `path` is more than the write-ahead log that opening a database leaves beside it. */
const isNoLog = (path: string) => !/^lake\.db-/.test(path);
const COMMANDS = [
  ...["score", "explain", "compare", "report", "top", "history", "export", "import", "run", "link", "forget"],
  ...["prune", "demo", "simulate", "doctor", "topics", "serve", "keys"],
];

/** A lake in which account 9 has seven people, 8 has two, and 7 is protected; run and published. */
beforeAll(async () => {
  const folder = await newFolder();
  const acts = ["1", "2", "3", "4", "5", "6", "8"].map(actor => `x,${actor},9,repost,${AT}`);
  acts.push(`x,1,8,like,${AT}`, `x,2,8,like,${AT}`);
  writeFileSync(
    join(folder, "interactions.csv"),
    `network,actor_id,target_id,kind,acted_at\n${acts.join("\n")}\n`,
  );
  const profile = (account_id: string, handle: string, is_protected: boolean) =>
    JSON.stringify({ network: "x", account_id, handle, is_protected, observed_at: AT });
  const profiles = [
    profile("9", "nine", false),
    profile("8", "two_fans", false),
    profile("7", "closed", true),
  ];
  writeFileSync(join(folder, "accounts.ndjson"), profiles.join("\n"));
  data = join(await newFolder(), "lake");
  for (const args of [["import", folder], ["run"]]) {
    const result = await renown([...args, "--quiet", "--data", data]);
    if (result.exitCode !== 0) throw new Error(result.err);
  }
});

describe("the exit code of a score", () => {
  it("is 0 with a score, and the object keeps its published shape", async () => {
    const result = await renown(["score", "x:@nine", "--json", "--data", data]);
    expect(result).toMatchObject({ exitCode: 0, err: "" });
    expect(linesOf(result.out)).toHaveLength(1);
    const answer = briefAnswerSchema.strict().parse(result.json()[0]);
    expect(answer).toMatchObject({ basis: "published", as_of: "2026-01-06T00:00:00.000Z", account_id: "9" });
    expect(answer.score).toBeGreaterThan(0);
  });

  it("is 3 for an unknown handle, with the way to get it", async () => {
    const result = await renown(["score", "x:@nobody", "--data", data]);
    expect(result).toMatchObject({ exitCode: 3, out: "" });
    expect(result.err).toMatch(/holds nothing about x:@nobody.*archive.*renown import/);
  });

  it("is 4 without enough data", async () => {
    const result = await renown(["score", "x:@two_fans", "--data", data]);
    expect(result.exitCode).toBe(4);
    expect(result.out).toContain("Not enough data");
    const answer = briefAnswerSchema.parse(
      (await renownHere(["score", "x:8", "--json", "--data", data])).json()[0],
    );
    expect(answer).toMatchObject({
      score: null,
      interval: null,
      reason: expect.stringContaining("at least 3 people"),
    });
  });

  it("is 4 for a protected account, which is never read", async () => {
    const result = await renownHere(["score", "x:@closed", "--data", data]);
    expect(result.exitCode).toBe(4);
    expect(result.out).toContain("protected");
  });

  it("is 2 for an ambiguous handle, with the choices", async () => {
    const result = await renown(["score", "@nine", "--data", data]);
    expect(result).toMatchObject({ exitCode: 2, out: "" });
    for (const choice of ["x:@nine", "@nine@mastodon.social", "give the network"])
      expect(result.err).toContain(choice);
    expect(await renownHere(["score", "@nine", "--network", "x", "--data", data])).toMatchObject({
      exitCode: 0,
    });
  });

  it("is the highest of several, with one object a line in the order asked", async () => {
    const handles = ["x:@nine", "x:@nobody", "x:@two_fans", "@nine", "x:9"];
    const result = await renown(["score", ...handles, "--json", "--data", data]);
    expect(result).toMatchObject({ exitCode: 4, err: "" });
    const answers = result.json();
    expect(answers).toMatchObject([
      { account_id: "9" },
      { handle: "x:@nobody", exit_code: 3 },
      { account_id: "8", score: null },
      { handle: "@nine", exit_code: 2 },
      { account_id: "9" },
    ]);
    for (const index of [0, 2, 4]) briefAnswerSchema.strict().parse(answers[index]);
    expect((await renownHere(["score", "x:@nine", "x:@nobody", "--data", data])).exitCode).toBe(3);
  });

  it.each([
    ["", /is not a handle/],
    ["x:", /names no account on x/],
    ["facebok:page", /"facebok".*is not a network/],
    ["two words", /is not a handle/],
  ])("is 2 for the malformed handle %j", async (handle, message) => {
    const result = await renownHere(["score", handle, "--data", data]);
    expect(result.exitCode).toBe(2);
    expect(result.err).toMatch(message);
  });
});

describe("commands", () => {
  it.each(COMMANDS)("%s explains itself with --help", async command => {
    const result = await renownHere([command, "--help"]);
    expect(result).toMatchObject({ exitCode: 0, err: "" });
    expect(result.out).toMatch(new RegExp(`^Usage: renown ${command} .*\\n\\n\\w`));
  });

  it("that are misspelt get a suggestion", async () => {
    const result = await renown(["scroe", "x:@nine"]);
    expect(result.exitCode).toBe(2);
    expect(result.err).toContain("Did you mean score?");
  });
});

describe("a data folder that cannot be used", () => {
  it.each([["score", "x:@nine"], ["run"], ["top"], ["import", "x.csv"], ["doctor"]])(
    "because it is a file is a clear error of %s",
    async (...args) => {
      const file = join(await newFolder(), "lake");
      writeFileSync(file, "not a lake");
      const result = await renownHere([...args, "--data", file]);
      expect(result.exitCode).toBeGreaterThan(0);
      expect(result.err + result.out).toContain("is no folder");
      expect(result.err + result.out).not.toMatch(/ENOTDIR|ENOENT/);
    },
  );

  it("because nothing can be made there ends at once", async () => {
    const result = await renown(["import", "x.csv", "--quiet", "--data", "/proc/renown/lake"]);
    expect(result).toMatchObject({ exitCode: 2, out: "" });
    expect(result.err).toMatch(/--data \/proc\/renown\/lake cannot be made or written to/);
  });

  it.each([["score", "x:1"], ["run"], ["top"], ["explain", "x:1"], ["history", "x:1"], ["forget", "x:1"]])(
    "because it is empty is said by %s, which makes nothing in it",
    async (...args) => {
      const folder = await newFolder();
      const result = await renownHere([...args, "--data", folder]);
      expect([1, 3]).toContain(result.exitCode);
      expect(result.err).toMatch(/There is no lake at .*renown demo.*renown import PATH/);
      expect(filesUnder(folder)).toEqual([]);
    },
  );

  it("because its lake.db is damaged names that file", async () => {
    const folder = await newFolder();
    writeFileSync(join(folder, "lake.db"), "not a database");
    const result = await renown(["score", "x:1", "--data", folder]);
    expect(result).toMatchObject({ exitCode: 1, out: "" });
    expect(result.err).toMatch(/lake\.db cannot be read: .*Restore it/);
  });

  it("because a newer program wrote it is refused, and left as it is", async () => {
    const newer = join(await newFolder(), "lake");
    cpSync(data, newer, { recursive: true });
    const db = new Database(join(newer, "lake.db"));
    db.exec("PRAGMA user_version = 99");
    db.close();
    const before = filesUnder(newer).filter(isNoLog);
    for (const args of [["score", "x:@nine"], ["run"], ["import", "x.csv"]]) {
      const result = await renownHere([...args, "--data", newer]);
      expect(result.exitCode).toBe(1);
      expect(result.err).toMatch(/lake version 99.*upgrade renown/);
    }
    expect(filesUnder(newer).filter(isNoLog)).toEqual(before);
  });
});
