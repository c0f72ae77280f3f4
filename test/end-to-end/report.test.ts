import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { renown, renownHere, temporaryFolders } from "../support/renown-cli.ts";

const newFolder = temporaryFolders();
let data: string;
let folder: string;

const at = (day: number, minute = 0) => new Date(Date.UTC(2026, 0, day, 10, minute)).toISOString();
const rows = (list: readonly object[]) =>
  list.map(row => JSON.stringify({ network: "x", ...row })).join("\n");
const FANS = ["2", "3", "4", "5"];

/** 1 writes nine posts, answers 2, 3, 4 and 5 once each and goes on in a thread of its own; 8 has one fan. */
beforeAll(async () => {
  folder = await newFolder();
  const own = [10, 11, 12, 13, 14, 15, 16, 17, 18].map(id => {
    return { post_id: `${id}`, author_id: "1", posted_at: at(3, id), kind: "original", text: `own ${id}` };
  });
  const answers = FANS.map((fan, i) => {
    return { post_id: `3${i}`, author_id: "1", posted_at: at(6, i), kind: "reply", text: `answer to ${fan}` };
  });
  const thread = {
    post_id: "40",
    author_id: "1",
    posted_at: at(7),
    kind: "reply",
    text: "and another thing",
  };
  const files = {
    accounts: ["1", ...FANS, "8"].map(account_id => {
      return {
        account_id,
        handle: `acct_${account_id}`,
        display_name: `Account ${account_id}`,
        observed_at: at(1),
      };
    }),
    posts: [...own, ...answers, thread],
    interactions: [
      ...FANS.map(actor_id => ({ kind: "like", actor_id, target_id: "1", post_id: "10", acted_at: at(4) })),
      ...FANS.map((target_id, i) => ({
        kind: "reply",
        actor_id: "1",
        target_id,
        post_id: null,
        acted_at: at(6, i),
      })),
      { kind: "like", actor_id: "1", target_id: "8", post_id: null, acted_at: at(8) },
    ],
  };
  for (const [table, list] of Object.entries(files))
    writeFileSync(join(folder, `${table}.ndjson`), rows(list));
  data = join(await newFolder(), "lake");
  for (const args of [["import", folder], ["run"]]) {
    const result = await renownHere([...args, "--quiet", "--data", data]);
    if (result.exitCode !== 0) throw new Error(result.err);
  }
});

describe("renown report", () => {
  it("writes one file with the posts that drew most, typical ones and answers to people", async () => {
    const out = join(folder, "one.html");
    const result = await renown(["report", "x:@acct_1", "--out", out, "--data", data]);
    expect(result).toMatchObject({ exitCode: 0, err: "" });
    expect(result.out).toContain(`Wrote ${out}`);
    const [drewMost, typical, answers] = readFileSync(out, "utf8").split("<h3>").slice(1, 4).map(quotesOf);
    expect(drewMost).toEqual(["own 10"]);
    expect(typical).toHaveLength(3);
    for (const text of typical!) expect(text).toMatch(/^own 1\d$/);
    expect(answers).toHaveLength(3);
    for (const text of answers!) expect(text).toMatch(/^answer to \d$/);
    const html = readFileSync(out, "utf8");
    expect(html).toContain("3 of 9 posts of its own of the 90 days; 6 left out.");
    expect(html).toContain("3 of 4 answers of the 90 days; 1 left out.");
  });

  it("keeps the order asked for and answers the highest code of unknown, malformed and too thin accounts", async () => {
    const out = join(folder, "several.html");
    const handles = ["x:@nobody", "x:@acct_8", "acct_9", "x:@acct_1"];
    const result = await renownHere(["report", ...handles, "--out", out, "--json", "--data", data]);
    expect(result).toMatchObject({ exitCode: 4, err: "" });
    expect(result.json()).toMatchObject([
      {
        handle: "x:@nobody",
        is_found: false,
        exit_code: 3,
        reason: expect.stringContaining("holds nothing"),
      },
      { handle: "x:@acct_8", is_found: true, exit_code: 4, reason: expect.stringContaining("Too little") },
      { handle: "acct_9", is_found: false, exit_code: 2 },
      { handle: "x:@acct_1", is_found: true, exit_code: 0, reason: null, out },
    ]);
    const names = [...readFileSync(out, "utf8").matchAll(/<h1><bdi>(.*?)<\/bdi>/g)].map(([, name]) => name);
    expect(names).toEqual(["x:@nobody", "Account 8", "acct_9", "Account 1"]);
  });

  it("writes the same bytes again", async () => {
    const [first, second] = ["again-1.html", "again-2.html"].map(name => join(folder, name));
    for (const out of [first!, second!])
      await renownHere(["report", "x:@acct_1", "x:@acct_8", "--out", out, "--data", data]);
    expect(readFileSync(first!, "utf8")).toBe(readFileSync(second!, "utf8"));
  });

  it("answers 1 where it cannot write and 2 without a file to write to", async () => {
    const taken = join(folder, "taken");
    mkdirSync(taken);
    const result = await renownHere(["report", "x:@acct_1", "--out", taken, "--data", data]);
    expect(result.exitCode).toBe(1);
    expect(result.err).toContain(`--out ${taken} cannot be written`);
    expect((await renownHere(["report", "x:@acct_1", "--data", data])).exitCode).toBe(2);
  });
});

function quotesOf(html: string): string[] {
  return [...html.matchAll(/<blockquote[^>]*>(.*?)<\/blockquote>/gs)].map(([, text]) => text!);
}
