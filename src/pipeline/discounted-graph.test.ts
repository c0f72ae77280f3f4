import { afterAll, expect, it } from "vitest";
import { openTestEngine } from "../../test/support/sources.ts";
import { edgeWeight } from "../graph/edge-weight.ts";
import { referenceKernel } from "../graph/people-rank.ts";
import { countedStanding } from "./discounted-graph.ts";
import { peopleRankStep } from "./people-rank-step.ts";

const UNIT = 2 ** 20;
const CONSTANTS = {
  discounts_on: 1,
  damping: 0.85,
  kappa: 0.5,
  tolerance: 1e-12,
  max_passes: 500,
  unvouched_base_standing: 0.05,
  unvouched_share: 0,
};
const WEIGHT = edgeWeight(UNIT);
/** What an account with one act of one like passes on of its standing. */
const PASSED = (0.85 * WEIGHT) / (0.5 + WEIGHT);

const engine = await openTestEngine();
afterAll(() => engine.close());

/** people_rank of each node, 0 being acted on once by every other of `actors`. */
async function ranksOf(
  actors: readonly { readonly authenticity: number; readonly counted: number; readonly isVouched: boolean }[],
  watched = 1,
): Promise<readonly number[]> {
  const nodes = [{ authenticity: 0.25 }, ...actors];
  await engine.createTableFromRows(
    "int_vouching",
    { node_index: "bigint", authenticity_units: "bigint", watched_units: "bigint" },
    nodes.map(({ authenticity }, node_index) => ({
      node_index,
      authenticity_units: authenticity * UNIT,
      watched_units: watched * UNIT,
    })),
  );
  await engine.createTableFromRows(
    "int_nodes",
    { node_index: "bigint" },
    nodes.map((_, node_index) => ({ node_index })),
  );
  const edges = actors.map(({ counted, isVouched }, place) => ({
    actor_index: place + 1,
    target_index: 0,
    decayed_weight: UNIT,
    counted_units: counted * UNIT,
    is_vouched: isVouched,
  }));
  const columns = {
    actor_index: "bigint",
    target_index: "bigint",
    decayed_weight: "bigint",
    counted_units: "bigint",
    is_vouched: "boolean",
  };
  await engine.createTableFromRows("int_vouched", columns, edges);
  await engine.createTableFromRows("int_edges", columns, edges);
  await peopleRankStep(engine, CONSTANTS, [referenceKernel]);
  const rows = await engine.rows("SELECT people_rank FROM people_rank ORDER BY node_index");
  return rows.map(row => Number(row["people_rank"]));
}

it("an act passes on as much as the actor's authenticity has and as it counts, and nobody is lowered by its own", async () => {
  const [acted, genuine, doubted] = await ranksOf([
    { authenticity: 1, counted: 1, isVouched: true },
    { authenticity: 0.5, counted: 0.5, isVouched: true },
  ]);
  expect(10 ** acted!).toBeCloseTo(1 + PASSED * (1 + 0.5 * 0.5), 9);
  expect([genuine, doubted]).toEqual([0, 0]);
});

it("unvouched actors give what they have by themselves, up to a cap as far as they were watched", async () => {
  const crowd = Array.from({ length: 10 }, () => ({ authenticity: 1, counted: 1, isVouched: false }));
  expect(10 ** (await ranksOf(crowd))[0]!).toBeCloseTo(1.05, 9);
  expect(10 ** (await ranksOf(crowd, 0))[0]!).toBeCloseTo(1 + 10 * PASSED, 9);
});

it("leaves nobody below the standing of an account nobody acted on when passes end a trace too low", () => {
  const nothing = { restart: Float64Array.of(0.3), watched: Float64Array.of(1) };
  const counted = countedStanding(
    Float64Array.of(0.3 - 1e-9),
    { ...nothing, unvouchedStanding: () => Float64Array.of(0) },
    CONSTANTS,
  );
  expect(counted[0]).toBe(1);
});
