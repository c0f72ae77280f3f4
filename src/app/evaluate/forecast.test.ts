import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { noProgress } from "../../domain/progress.ts";
import { loadModel } from "../load-model.ts";
import { evaluateForecast } from "./forecast.ts";
import { type ForecastResult, forecastResultSchema } from "./forecast-result.ts";

const model = loadModel();
const SPLIT = "2026-03-02T00:00:00.000Z";
let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "renown-forecast-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

let folders = 0;
async function forecast(content: string | Buffer, name = "interactions.csv"): Promise<ForecastResult> {
  const dataDir = await mkdtemp(join(root, `case-${folders++}-`));
  await writeFile(join(dataDir, name), content);
  return evaluateForecast({
    dataDir,
    model,
    modelId: model.id,
    seed: 1,
    splitAt: SPLIT,
    progress: noProgress,
  });
}

/** `count` people repost `target` at `time`; people are named by `prefix`. */
function acts(target: string, count: number, time: string, prefix: string, kind = "repost"): string[] {
  return Array.from({ length: count }, (_, i) => `${prefix}${i},${target},${kind},${time}`);
}

const HEADER = "actor_id,target_id,kind,acted_at";
const BEFORE = "2026-03-01T10:00:00Z";
const AFTER = "2026-03-02T10:00:00.250Z";
/** Before: b is mentioned by 5, a reposted by 4, c by 1. After: 6 repost a, 1 reposts b, 2 repost the unknown d. */
const WORLD = [
  ...acts("b", 5, BEFORE, "m", "mention"),
  ...acts("a", 4, BEFORE, "m"),
  ...acts("c", 1, BEFORE, "m"),
  ...acts("a", 6, AFTER, "n"),
  ...acts("a", 6, "2026-03-02T11:00:00Z", "n"),
  ...acts("b", 1, AFTER, "n"),
  ...acts("d", 2, AFTER, "n"),
];

const figuresOf = (result: ForecastResult, name: string) =>
  result.baselines.find(baseline => baseline.name === name)!;

it("the forecast of a small file is what working it by hand gives", async () => {
  const result = forecastResultSchema.parse(await forecast([HEADER, ...WORLD].join("\n")));
  // Active: a, b, c and the five who acted. Truth: a 6 distinct people, b 1, all others 0.
  expect(result).toMatchObject({ active_accounts: 8, scored_accounts: 2, model: model.id });
  expect(result.acted_on.active_accounts).toBe(3);
  // In-degree puts b (5) before a (4): gains 1 and 6 against the ideal 6 and 1.
  const third = 1 / Math.log2(3);
  const swapped = (1 + 6 * third) / (6 + third);
  expect(figuresOf(result, "in_degree").ndcg_at_100).toBeCloseTo(swapped, 10);
  expect(figuresOf(result, "distinct_people_so_far").ndcg_at_100).not.toBeCloseTo(swapped, 3);
  // Reposts so far: a 4, c 1, then six zeros that share the places 3 to 8 and b's gain of 1.
  const shared = [3, 4, 5, 6, 7, 8].reduce((sum, place) => sum + 1 / Math.log2(place + 1), 0) / 6;
  expect(figuresOf(result, "reposts_so_far").ndcg_at_100).toBeCloseTo((6 + shared) / (6 + third), 10);
  // Ranks of in-degree: a 7, b 8, c 6, five zeros 3. Of the truth: a 8, b 7, six zeros 3.5.
  const x = [7, 8, 6, 3, 3, 3, 3, 3];
  const y = [8, 7, 3.5, 3.5, 3.5, 3.5, 3.5, 3.5];
  const mean = 4.5;
  const product = (u: number[], v: number[]) =>
    u.reduce((sum, value, i) => sum + (value - mean) * (v[i]! - mean), 0);
  expect(figuresOf(result, "in_degree").spearman).toBeCloseTo(
    product(x, y) / Math.sqrt(product(x, x) * product(y, y)),
    10,
  );
  // a and b have enough people for a score, the other six share the last place: 1 or swapped, by the model.
  expect([1, swapped].some(value => Math.abs(value - result.ndcg_at_100!) < 1e-10)).toBe(true);
  expect(result.margins).toHaveLength(2 * result.baselines.length);
  const margin = result.margins.find(
    ({ baseline, metric }) => baseline === "in_degree" && metric === "ndcg_at_100",
  )!;
  expect(margin.margin).toBeCloseTo(result.ndcg_at_100! - swapped, 10);
  expect(margin.low!).toBeLessThanOrEqual(margin.high!);
});

it("what happens from the split on never reaches the ranks", async () => {
  const full = await forecast([HEADER, ...WORLD].join("\n"));
  const more = await forecast([HEADER, ...WORLD, ...acts("c", 50, AFTER, "z")].join("\n"));
  expect(more.active_accounts).toBe(full.active_accounts);
  // c leads now; were its 50 reposts seen before the split, every count would put it first.
  for (const name of ["in_degree", "reposts_so_far", "pagerank"])
    expect(figuresOf(more, name).ndcg_at_100).toBeLessThan(0.75);
  expect(more.ndcg_at_100).toBeLessThan(0.75);
});

it("order of rows and columns, extra columns, gzip and milliseconds change nothing", async () => {
  const plain = await forecast([HEADER, ...WORLD].join("\n"));
  const shuffled = WORLD.toReversed().map(row => {
    const [actor, target, kind, time] = row.split(",");
    return [time, "extra, quoted".replace(/.*/, '"$&"'), kind, target, actor].join(",");
  });
  const other = await forecast(
    gzipSync(["acted_at,note,kind,target_id,actor_id", ...shuffled].join("\r\n")),
    "interactions.csv.gz",
  );
  expect({ ...other, rows: null }).toEqual({ ...plain, rows: null });
});

it("bad rows are counted by reason and the rest is used", async () => {
  const bad = [
    "x,y,repost,yesterday",
    "x,y,poke,2026-03-01T00:00:00Z",
    ",y,repost,2026-03-01T00:00:00Z",
    "q,q,like,2026-03-01T00:00:00Z",
  ];
  const result = await forecast([HEADER, ...bad, ...WORLD].join("\n"));
  expect(result.rows).toMatchObject({
    read: WORLD.length + 4,
    used: WORLD.length,
    rejected: { bad_time_acted_at: 1, unknown_kind: 1, missing_actor_id: 1, self_action: 1 },
  });
  expect(result.active_accounts).toBe(8);
});

it("a file that cannot be used says which column, row or time is the reason", async () => {
  await expect(forecast("actor_id,kind,acted_at\n1,repost,2026-03-01T00:00:00Z")).rejects.toThrow(
    /lacks target_id/,
  );
  await expect(forecast(`${HEADER}\n1,2,repost,noon`)).rejects.toThrow(/no usable row.*bad_time_acted_at 1/);
  await expect(forecast([HEADER, ...acts("a", 3, AFTER, "n")].join("\n"))).rejects.toThrow(
    /before --split-at/,
  );
  await expect(forecast([HEADER, ...acts("a", 3, BEFORE, "n")].join("\n"))).rejects.toThrow(/Nobody reposts/);
  await expect(forecast("", "other.csv")).rejects.toThrow(/holds no interactions.csv or interactions.csv.gz/);
});
