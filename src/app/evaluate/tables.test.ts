import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { z } from "zod";
import { noProgress } from "../../domain/progress.ts";
import { loadModel } from "../load-model.ts";
import { authenticityResultSchema } from "./authenticity-result.ts";
import { inputNameOf } from "./column-names.ts";
import { coverageReportSchema } from "./coverage-report.ts";
import { forecastResultSchema } from "./forecast-result.ts";
import { evaluateKlout } from "./klout.ts";
import { type KloutResult, kloutResultSchema } from "./klout-result.ts";
import { olderBaselines } from "./older-measures.ts";
import { evaluatePairs } from "./pairs.ts";
import { type PairsResult, pairsResultSchema } from "./pairs-result.ts";
import { stabilityReportSchema } from "./stability-report.ts";
import type { Suite } from "./suite.ts";
import { topicsResultSchema } from "./topics-result.ts";

const model = loadModel();
let root: string;
let folders = 0;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "renown-evaluate-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function evaluated(suite: Suite, name: string, content: string | Buffer, seed = 1): Promise<unknown> {
  const dataDir = await mkdtemp(join(root, `case-${folders++}-`));
  await writeFile(join(dataDir, name), content);
  return suite({ dataDir, model, modelId: model.id, seed, splitAt: null, progress: noProgress });
}
const pairs = (content: string | Buffer, seed = 1, name = "pairs.csv") =>
  evaluated(evaluatePairs, name, content, seed) as Promise<PairsResult>;
const klout = (content: string | Buffer, seed = 1, name = "accounts.csv") =>
  evaluated(evaluateKlout, name, content, seed) as Promise<KloutResult>;

const PAIRS = [
  "Choice,A_listed_count,A_posts,B_listed_count,B_posts",
  ...["1,100,5,10,5", "1,50,1,5,9", "0,10,5,50,1", "0,5,9,10,5", "1,10,5,100,5", "0,100,5,50,1"],
];

it("pairs give the share of (chosen A, chosen B) pairs that a measure puts in order", async () => {
  const result = pairsResultSchema.parse(await pairs(PAIRS.join("\n")));
  // ln(1 + listed) differences: A chosen 2.214 2.140 -2.214; B chosen -1.534 -0.606 0.683.
  // In order: 2.214 and 2.140 beat all three, -2.214 none: 6 of 9.
  expect(result.baselines.find(({ name }) => name === "listed_count")!.auc).toBeCloseTo(6 / 9, 12);
  // Posts: A chosen 0, ln2 - ln10 = -1.609, 0; B chosen 1.099, 0.511, 1.099: 0 of 9.
  expect(result.baselines.find(({ name }) => name === "posts")!.auc).toBe(0);
  // The model reads listed_count and is monotone in it; posts it does not know.
  expect(result.auc).toBeCloseTo(6 / 9, 12);
  expect(result).toMatchObject({ pairs: 6, accounts: 4, rows: { read: 6, used: 6 } });
  expect(result.judges[0]).toMatchObject({ name: "model", auc: result.auc, low: result.low });
});

it("pairs take other orders of columns, gzip, other case and extra columns; the seed fixes every figure", async () => {
  const plain = await pairs(PAIRS.join("\n"));
  const moved = PAIRS.map((row, i) => {
    const [choice, a, ap, b, bp] = row.split(",");
    return [bp, i === 0 ? "note" : "x", b, ap, a, i === 0 ? "CHOICE" : choice].join(",");
  });
  const other = await pairs(gzipSync(moved.join("\r\n")), 1, "pairs.csv.gz");
  expect(other.columns_ignored).toEqual(["note"]);
  const byName = ({ baselines, auc }: PairsResult) => [
    auc,
    ...baselines.toSorted((x, y) => x.name.localeCompare(y.name)).map(({ name, auc: own }) => [name, own]),
  ];
  expect(byName(other)).toEqual(byName(plain));
  expect(await pairs(PAIRS.join("\n"))).toEqual(plain);
  expect((await pairs(PAIRS.join("\n"), 2)).resampling.seed).toBe(2);
});

it("bad pairs are counted, and a file without what is needed says so", async () => {
  const result = await pairs([...PAIRS, "2,1,1,1,1", "1,many,1,1,1", "1,1"].join("\n"));
  expect(result.rows).toMatchObject({
    read: 9,
    used: 6,
    rejected: { bad_choice: 1, bad_number: 1, malformed_line: 1 },
  });
  await expect(pairs("A_x,B_x\n1,2")).rejects.toThrow(/lacks Choice/);
  await expect(pairs("Choice,A_x,B_y\n1,2,3")).rejects.toThrow(/any measure of both accounts/);
  await expect(pairs("Choice,A_x,B_x\nyes,2,3")).rejects.toThrow(/no usable row.*bad_choice 1/);
  await expect(pairs("Choice,A_x,B_x\n")).rejects.toThrow(/holds no row/);
  await expect(pairs("", 1, "other.csv")).rejects.toThrow(/holds no pairs.csv/);
});

const ACCOUNTS = [
  "handle,network,klout_score,followers,listed_count,hobby",
  ...["a,x,20,10,1,chess", "b,x,45,900,12,", "c,twitter,60,12000,90,tea", "d,,80,900000,4000,"],
];

it("klout compares the score from the columns that a file has, by whatever usual name", async () => {
  const result = kloutResultSchema.parse(await klout(ACCOUNTS.join("\n")));
  expect(result).toMatchObject({ n: 4, spearman: 1, columns_used: ["followers_count", "listed_count"] });
  expect(result.columns_ignored).toEqual(["hobby"]);
  expect(result.mae).toBeGreaterThan(0);
  expect(result.mae).toBeLessThan(40);
  expect(result.baselines).toMatchObject([
    { name: "followers_count", n: 4, spearman: 1, mae: null },
    { name: "listed_count", spearman: 1 },
    { name: "tweetlevel_popularity", n: 4, spearman: 1 },
  ]);
  expect(await klout(ACCOUNTS.join("\n"))).toEqual(result);
});

it("bad accounts are counted, and a file without what is needed says so", async () => {
  const bad = ["e,x,none,1,1,", "f,myspace,50,1,1,", "a,x,20,10,1,", "g,x,120,1,1,", "h,x", "i,x,50,,-1,"];
  const result = await klout([...ACCOUNTS, ...bad].join("\n"));
  expect(result.rows).toMatchObject({
    read: 10,
    used: 5,
    rejected: { bad_klout_score: 2, unknown_network: 1, duplicate: 1, malformed_line: 1 },
  });
  expect(result.baselines[0]).toMatchObject({ name: "followers_count", n: 4 });
  await expect(klout("handle,followers\na,1")).rejects.toThrow(/lacks klout_score/);
  await expect(klout("handle,klout_score\na,1")).rejects.toThrow(/any column of numbers/);
  await expect(klout("handle,klout_score,followers\na,none,3")).rejects.toThrow(/no usable row/);
});

it("columns are known under their usual names", () => {
  expect(["Followers", "friends_count", "statuses count", "retweets", "Favourites"].map(inputNameOf)).toEqual(
    [
      ...[
        "followers_count",
        "following_count",
        "posts_count",
        "reposts_received_count",
        "likes_received_count",
      ],
    ],
  );
  expect(inputNameOf("people_rank")).toBe("people_rank");
});

it("a measure of an older tool runs where its inputs exist, and says why where they do not", () => {
  const range = { min: 0, max: 100 };
  const tool = {
    name: "tool",
    measuresOf: ({ followers_count: followers = null }: Readonly<Record<string, number | null>>) => [
      {
        name: "reach",
        value: followers,
        range,
        reason: followers === null ? "Not observed: followers." : null,
      },
      { name: "signal", value: null, range, reason: "Not observed: posts." },
    ],
  };
  expect(olderBaselines([{ followers_count: 3 }, {}], [tool])).toEqual({
    baselines: [{ name: "tool_reach", values: [3, null], range }],
    notRun: [{ name: "tool_signal", reason: "Not observed: posts." }],
  });
  expect(olderBaselines([{}], [tool]).notRun[0]).toEqual({
    name: "tool_reach",
    reason: "Not observed: followers.",
  });
});

it("docs/evaluation.md explains exactly the keys that the suites answer", async () => {
  const page = await readFile(new URL("../../../docs/evaluation.md", import.meta.url), "utf8");
  const schemas = {
    pairs: pairsResultSchema,
    forecast: forecastResultSchema,
    klout: kloutResultSchema,
    stability: stabilityReportSchema,
    coverage: coverageReportSchema,
    topics: topicsResultSchema,
    authenticity: authenticityResultSchema,
  };
  for (const [suite, schema] of Object.entries(schemas)) {
    const section = page.split(`## ${suite}`)[1]!.split("\n## ")[0]!;
    const documented = [...section.matchAll(/^\| `([a-z0-9_.]+)`/gm)].map(match => match[1]!);
    expect(documented.toSorted(), suite).toEqual([...keysOf(schema)].toSorted());
  }
});

/** Keys of a result: those of the top, and `key.inner` of objects that only this suite has. */
function keysOf(schema: z.ZodObject): readonly string[] {
  const shared = ["resampling", "rows"];
  return Object.entries(schema.shape).flatMap(([key, value]) => {
    const inner =
      (value as z.ZodType).type === "object" && !shared.includes(key) ? (value as z.ZodObject) : null;
    return [key, ...(inner === null ? [] : Object.keys(inner.shape).map(name => `${key}.${name}`))];
  });
}
