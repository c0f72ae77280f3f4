import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Explanation } from "../../src/app/explain-handle.ts";
import type { History } from "../../src/app/history-of.ts";
import { DEFAULT_MODEL_ID, modelIds } from "../../src/app/load-model.ts";
import { filesUnder, renownHere, temporaryFolders, textsUnder } from "../support/renown-cli.ts";

const newFolder = temporaryFolders();
let data: string;

const day = (number: number) => new Date(Date.UTC(2026, 0, number, 10)).toISOString();
const ndjson = (rows: readonly object[]) =>
  rows.map(row => JSON.stringify({ network: "x", ...row })).join("\n");
const profile = (account_id: string, handle: string, more: object = {}) => ({
  account_id,
  handle,
  is_protected: false,
  observed_at: day(1),
  ...more,
});
const act = (actor: number, target: number, at: number, kind = "like", post_id: string | null = null) => ({
  kind,
  actor_id: String(actor),
  target_id: String(target),
  post_id,
  acted_at: day(at),
});
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
/** Acts of a host, on whom forty people act, on each of `actors`: they are no strangers to everybody. */
const introduce = (actors: readonly number[]) => [
  ...range(200, 240).map(guest => act(guest, 199, 5)),
  ...actors.map(actor => act(199, actor, 6, "mention")),
];
const post = (author_id: string, post_id: string, at: number, text = "words") => ({
  post_id,
  author_id,
  kind: "original",
  posted_at: day(at),
  text,
});

async function take(rows: Readonly<Record<string, readonly object[]>>) {
  const folder = await newFolder();
  for (const [table, some] of Object.entries(rows))
    writeFileSync(join(folder, `${table}.ndjson`), ndjson(some));
  await ok("import", folder, "--quiet");
}

async function ok(...args: string[]) {
  const result = await renownHere([...args, "--data", data]);
  expect(result, `${args.join(" ")}: ${result.err}`).toMatchObject({ exitCode: 0 });
  return result;
}

async function explain(...args: string[]): Promise<Explanation> {
  return (await ok("explain", ...args, "--json", "--quiet")).json()[0] as unknown as Explanation;
}

async function history(...args: string[]): Promise<History> {
  return (await ok("history", ...args, "--json", "--quiet")).json()[0] as unknown as History;
}

const partOf = ({ change }: Explanation, name: string) => change!.parts.find(({ part }) => part === name)!;

/** Account 1 draws 10 and 11 in January, and 20 to 39 in February, all of whom act on 50 to 54 too. Account 2 draws the
 *  same five people all along; 10, one of them, is acted on by 60 to 89 in February. */
beforeAll(async () => {
  data = join(await newFolder(), "lake");
  await take({
    accounts: [
      profile("1", "one"),
      profile("2", "two"),
      profile("3", "three"),
      ...range(10, 15).map(id => profile(String(id), `early${id}`)),
      ...range(20, 40).map(id => profile(String(id), `late${id}`)),
    ],
    posts: [
      post("1", "p-old", 8, "an old thought"),
      post("1", "p-new", 40, "a new thought"),
      ...["2", "3"].flatMap(author => [post(author, `p-${author}-a`, 5), post(author, `p-${author}-b`, 6)]),
    ],
    interactions: [
      ...range(10, 15).flatMap(actor => [
        act(actor, 1, 9, "repost", "p-old"),
        act(actor, 2, 20),
        act(actor, 2, 50),
      ]),
      ...range(20, 40).map(actor => act(actor, 1, 41, "repost", "p-new")),
      ...range(60, 90).map(actor => act(actor, 10, 45, "repost")),
      ...range(10, 15).map(actor => act(actor, 3, 12)),
      ...introduce([...range(10, 15), ...range(20, 40), ...range(60, 90)]),
    ],
    observations: ["posts", "interactions"].map(table => ({
      scope: "*",
      table,
      kind: "*",
      from_at: "2025-09-01T00:00:00Z",
      to_at: "2026-03-31T00:00:00Z",
      is_complete: true,
      source: "test",
    })),
  });
  await ok("run", "--quiet", "--as-of", "2026-01-31");
  await ok("run", "--quiet", "--as-of", "2026-02-28");
});

describe("renown explain --since", () => {
  it("splits the change from the nearest published run exactly, and names who and what drew it", async () => {
    const explanation = await explain("x:@one", "--since", "2026-02-10");
    const { change } = explanation;
    expect(change!.from).toMatchObject({
      as_of: "2026-01-31T00:00:00.000Z",
      basis: "published",
      run_id: "run-000001",
    });
    expect(change!.to).toMatchObject({ basis: "published", score: explanation.score });
    expect(change!.parts.map(({ part }) => part)).toEqual(["you", "others", "method", "data"]);
    const sum = change!.parts.reduce((total, { points }) => total + points, 0);
    expect(Math.abs(sum - change!.change!)).toBeLessThan(1e-9);
    expect(Math.abs(change!.to.score! - change!.from.score! - change!.change!)).toBeLessThan(1e-9);
    expect(partOf(explanation, "you").points).toBeGreaterThan(5);
    expect(partOf(explanation, "method").points).toBe(0);
    expect(change!.people).toMatchObject({ joined_count: 20, left_count: 0 });
    expect(change!.people.joined[0]!.handle).toMatch(/^x:@late\d\d$/);
    expect(change!.posts[0]).toMatchObject({ text: "a new thought", reactions_from: 0, reactions_to: 20 });
  });

  it("gives the rise of one of the same people to others, and their older acts to you", async () => {
    const explanation = await explain("x:@two", "--since", "2026-01-31");
    const others = partOf(explanation, "others");
    expect(others.points).toBeGreaterThan(0.5);
    expect(others.lines.map(line => line.feature)).toContain("people_rank");
    expect(others.sentence).toContain("rose in standing");
    const silent = await explain("x:@three", "--since", "2026-01-31");
    expect(partOf(silent, "you").points).toBeLessThan(-0.5);
    expect(partOf(silent, "you").sentence).toContain("older reactions fading");
  });

  it("computes the score of then when no run was published by the date, and says so", async () => {
    const { change } = await explain("x:@one", "--since", "2026-01-20");
    expect(change!.from).toMatchObject({
      as_of: "2026-01-20T00:00:00.000Z",
      basis: "recomputed",
      run_id: null,
    });
    expect(change!.notes.join()).toContain("No run was published by 2026-01-20");
    expect(
      Math.abs(change!.parts.reduce((total, { points }) => total + points, 0) - change!.change!),
    ).toBeLessThan(1e-9);
  });

  it.skipIf(modelIds().length < 2)(
    "gives what another model makes of the same evidence to the method",
    async () => {
      const other = modelIds().find(id => id !== DEFAULT_MODEL_ID)!;
      const explanation = await explain("x:@one", "--since", "2026-01-31", "--model", other);
      const { change } = explanation;
      expect(change!.from.model).toBe(DEFAULT_MODEL_ID);
      expect(change!.to).toMatchObject({ model: other, score: explanation.score });
      const sum = change!.parts.reduce((total, { points }) => total + points, 0);
      expect(Math.abs(sum - change!.change!)).toBeLessThan(1e-9);
      expect(partOf(explanation, "method").points).not.toBe(0);
      expect(partOf(explanation, "method").sentence).toContain(other);
    },
  );

  it("prints the parts, the people and the steps for a person", async () => {
    const { out } = await ok("explain", "x:@one", "--since", "2026-02-01", "--quiet");
    expect(out).toMatch(/Change since 2026-02-01\n {2}\+\d+\.\d points: from \d+\.\d as of 2026-01-31/);
    expect(out).toMatch(/You: 20 people began to act on you, 0 ceased/);
    expect(out).toMatch(/These three would move it most/);
  });

  it("refuses a date that is not before the score, or before anything was known", async () => {
    const late = await renownHere(["explain", "x:@one", "--since", "2026-02-28", "--data", data]);
    expect(late).toMatchObject({ exitCode: 2 });
    expect(late.err).toContain("--since 2026-02-28 is not before");
    const early = await renownHere(["explain", "x:@one", "--since", "2025-10-01", "--quiet", "--data", data]);
    expect(early.exitCode).not.toBe(0);
    expect(early.err).toMatch(/2025-10-01/);
  });
});

describe("renown explain --if", () => {
  it("says what one act of somebody would move: more by one of standing than by one of none", async () => {
    const by = async (other: string) => (await explain("x:@one", "--if", other)).if_acted!;
    const [strong, plain] = [await by("x:10"), await by("x:20")];
    expect(strong.sentence).toBe("If x:@early10 reposted a post once");
    expect(strong.points).toBeGreaterThan(plain.points);
    expect(plain.points).toBeGreaterThan(0);
  });

  it("refuses oneself, another network and the unknown", async () => {
    const exitOf = async (other: string) =>
      (await renownHere(["explain", "x:@one", "--if", other, "--quiet", "--data", data])).exitCode;
    expect([await exitOf("x:1"), await exitOf("bluesky:@a.example"), await exitOf("x:@nobody")]).toEqual([
      2, 2, 3,
    ]);
  });
});

describe("renown history --recompute", () => {
  it("shows what a model gives at every published time beside what was published, and keeps it", async () => {
    const found = await history("x:@one", "--recompute");
    expect(found.points.map(point => point.as_of.slice(0, 10))).toEqual(["2026-01-31", "2026-02-28"]);
    expect(found.recomputed!.points.map(({ as_of, score }) => [as_of, score])).toEqual(
      found.points.map(({ as_of, score }) => [as_of, score]),
    );
    const kept = filesUnder(join(data, "history")).filter(path => path.startsWith("recomputed/"));
    expect(kept).toHaveLength(2);
    const slow = await renownHere(["history", "x:@one", "--recompute", "--data", data]);
    // The second call computes nothing: no model is run again.
    expect(slow.err).not.toContain("models:");
    expect(slow.out).toMatch(/by renown-/);
    const text = (await ok("history", "x:@one", "--model", found.recomputed!.model, "--quiet")).out;
    expect(text).toContain(`by ${found.recomputed!.model}`);
  });

  it("leaves no trace of the forgotten in it, and computes it again when rows come", async () => {
    const published = await history("x:@two");
    await ok("forget", "x:@three", "--yes", "--quiet");
    const texts = Object.entries(await textsUnder(join(data, "history")));
    const scores = texts.filter(([path]) => path.startsWith("recomputed/")).map(([, text]) => text);
    expect(scores).toHaveLength(2);
    expect(scores.join()).not.toContain('"account_id":"3"');
    await take({
      interactions: [...range(90, 96).map(actor => act(actor, 2, 15)), ...introduce(range(90, 96))],
    });
    const again = await history("x:@two", "--recompute");
    expect(again.points).toEqual(published.points);
    expect(again.recomputed!.points[0]!.score!).toBeGreaterThan(again.points[0]!.score!);
  });
});

describe("renown history of somebody who chose otherwise since", () => {
  it.each([
    ["x:@two", profile("2", "two", { is_protected: true, observed_at: day(70) }), "protected"],
    ["x:@one", profile("1", "one", { is_indexable: false, observed_at: day(70) }), "opted out"],
  ])("shows no point of %s", async (handle, later, word) => {
    expect((await history(handle)).points).toHaveLength(2);
    await take({ accounts: [later] });
    const found = await history(handle, "--recompute");
    expect(found).toMatchObject({ points: [], recomputed: null, reason: expect.stringContaining(word) });
    expect((await ok("history", handle)).out).toMatch(new RegExp(`No score of ${handle} is shown.*${word}`));
  });
});
