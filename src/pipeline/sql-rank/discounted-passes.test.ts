import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DISCOUNTED_CONSTANTS, discountedWorld } from "../../../test/support/discounted-world.ts";
import { TEST_CONSTANTS, TEST_KIND_WEIGHTS } from "../../../test/support/model-cases.ts";
import { anyEdgeList, anyForest, type EdgeList } from "../../../test/support/random-graphs.ts";
import { LAW_AS_OF } from "../../../test/support/score-rows.ts";
import { loadSources, openTestEngine } from "../../../test/support/sources.ts";
import { loadAuthenticityModel } from "../../app/authenticity/load-authenticity-model.ts";
import type { DuckDbEngine } from "../../engines/duckdb/duckdb-engine.ts";
import { referenceKernel } from "../../graph/people-rank.ts";
import { peopleRankStep } from "../people-rank-step.ts";
import { runModels } from "../run-models.ts";
import { sqlPeopleRankStep } from "../sql-people-rank-step.ts";
import { standingResidual } from "./standing-residual.ts";

const UNIT = 2 ** 20;
const AGREEMENT = 1e-6;
const CONSTANTS = {
  discounts_on: 1,
  damping: 0.85,
  kappa: 0.5,
  tolerance: 1e-7,
  max_passes: 300,
  unvouched_base_standing: 0.2,
  unvouched_share: 0.3,
};

let engine: DuckDbEngine;
beforeAll(async () => {
  engine = await openTestEngine(2);
});
afterAll(() => engine.close());

/** What int_vouching and int_vouched say of a graph, in the order of its nodes and edges. */
interface Vouching {
  readonly authenticity: readonly number[];
  readonly watched: readonly number[];
  readonly counted: readonly number[];
  readonly isVouched: readonly boolean[];
}

async function createGraph({ nodeCount, edges }: EdgeList, vouching: Vouching): Promise<void> {
  const nodes = Array.from({ length: nodeCount }, (_, node_index) => ({ node_index }));
  await engine.createTableFromRows("int_nodes", { node_index: "bigint" }, nodes);
  await engine.createTableFromRows(
    "int_vouching",
    { node_index: "bigint", authenticity_units: "bigint", watched_units: "bigint" },
    nodes.map(({ node_index }) => ({
      node_index,
      authenticity_units: vouching.authenticity[node_index]!,
      watched_units: vouching.watched[node_index]!,
    })),
  );
  const columns = {
    actor_index: "bigint",
    target_index: "bigint",
    decayed_weight: "bigint",
    counted_units: "bigint",
    is_vouched: "boolean",
  };
  const rows = edges.map(([actor_index, target_index, weight], place) => ({
    actor_index,
    target_index,
    decayed_weight: Math.round(Math.expm1(weight) * UNIT),
    counted_units: vouching.counted[place]!,
    is_vouched: vouching.isVouched[place]!,
  }));
  await engine.createTableFromRows("int_vouched", columns, rows);
  await engine.createTableFromRows("int_edges", columns, rows);
}

/** The largest relative difference between the SQL passes and the reference kernel over the tables of `engine`. */
async function difference(constants: Readonly<Record<string, number>>): Promise<number> {
  const select =
    "SELECT standing, 1 + own_echo AS echo, 10 ** people_rank AS paid FROM people_rank ORDER BY node_index";
  const expected = await peopleRankStep(engine, constants, [referenceKernel]);
  const reference = await engine.rows(select);
  const outcome = await sqlPeopleRankStep(engine, constants);
  const rows = await engine.rows(select);
  expect(rows).toHaveLength(reference.length);
  expect(outcome).toMatchObject({ nodeCount: expected.nodeCount, edgeCount: expected.edgeCount });
  expect(outcome.residual).toBeLessThanOrEqual(constants["tolerance"]! * 2);
  const gaps = rows.flatMap((row, node) =>
    Object.entries(row).map(([name, value]) => Math.abs(Number(value) / Number(reference[node]![name]) - 1)),
  );
  return Math.max(0, ...gaps);
}

const units = fc.oneof(fc.constantFrom(0, 1, UNIT / 2, UNIT, UNIT), fc.integer({ min: 0, max: UNIT }));
const anyVouching = (nodeCount: number, edgeCount: number): fc.Arbitrary<Vouching> => {
  const each = <T>(value: fc.Arbitrary<T>, length: number) =>
    fc.array(value, { minLength: length, maxLength: length });
  return fc.record({
    authenticity: each(units, nodeCount).map(([, ...rest]) => [UNIT, ...rest]),
    watched: each(units, nodeCount),
    counted: each(units, edgeCount),
    isVouched: each(fc.boolean(), edgeCount),
  });
};
const anyDiscountedGraph = fc
  .oneof(anyEdgeList, anyForest)
  .chain(graph =>
    fc.tuple(
      fc.constant(graph),
      anyVouching(graph.nodeCount, graph.edges.length),
      fc.constantFrom(0, 0.2, 5),
    ),
  );

describe("sqlPeopleRankStep with discounts", () => {
  it("agrees with the reference on any small graph, whoever is vouched for, doubted or watched", async () => {
    await fc.assert(
      fc.asyncProperty(anyDiscountedGraph, async ([graph, vouching, unvouched_base_standing]) => {
        await createGraph(graph, vouching);
        expect(await difference({ ...CONSTANTS, unvouched_base_standing })).toBeLessThan(AGREEMENT);
      }),
      { seed: 23, numRuns: 40 },
    );
  });

  it("agrees on acts of people known and unknown, doubted and mutual, with discounts and without", async () => {
    const constants: Record<string, number> = { ...TEST_CONSTANTS, ...DISCOUNTED_CONSTANTS, tolerance: 1e-8 };
    await runModels(engine, {
      source: await loadSources(engine, discountedWorld()),
      asOf: LAW_AS_OF,
      constants,
      kindWeights: TEST_KIND_WEIGHTS,
      authenticity: loadAuthenticityModel(),
      kernels: "sql",
      only: ["people_rank"],
    });
    const [world] = await engine.rows(`SELECT count(*) FILTER (is_vouched) AS vouched,
        count(*) FILTER (NOT is_vouched) AS unvouched,
        count(*) FILTER (counted_units < authenticity_units) AS shared_out,
        count(*) FILTER (authenticity_units < ${UNIT}) AS doubted, count(DISTINCT watched_units) AS watched
      FROM int_vouched INNER JOIN int_vouching ON node_index = actor_index`);
    for (const count of Object.values(world!)) expect(Number(count)).toBeGreaterThan(1);
    expect(await difference(constants)).toBeLessThan(AGREEMENT);
    const discounted = await engine.rows("SELECT people_rank FROM people_rank ORDER BY node_index");
    expect(await difference({ ...constants, discounts_on: 0 })).toBeLessThan(AGREEMENT);
    expect(await engine.rows("SELECT people_rank FROM people_rank ORDER BY node_index")).not.toEqual(
      discounted,
    );
    const tables = await engine.rows("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'rank%'");
    expect(tables).toEqual([]);
  });

  it("refuses a graph in which nobody has any standing by itself, as the kernels do", async () => {
    const vouching = { authenticity: [0, 0], watched: [UNIT, UNIT], counted: [UNIT], isVouched: [true] };
    await createGraph({ nodeCount: 2, edges: [[0, 1, 1]] }, vouching);
    await expect(sqlPeopleRankStep(engine, CONSTANTS)).rejects.toThrow("restart is zero at every node");
  });
});

describe("standingResidual with discounts", () => {
  it("finds a standing that is off where an act passes on less than it weighs, and a restart that is not the account's", async () => {
    const vouching = {
      authenticity: [UNIT, UNIT / 4, UNIT],
      watched: [UNIT, UNIT, UNIT],
      counted: [UNIT / 2, UNIT],
      isVouched: [true, false],
    };
    await createGraph(
      {
        nodeCount: 3,
        edges: [
          [0, 1, 1],
          [2, 1, 1],
        ],
      },
      vouching,
    );
    const settings = {
      ...CONSTANTS,
      nodeCount: 3,
      maxPasses: 9,
      isDiscounted: true,
      restartSum: 2.25,
      negligible: 1e-9,
    };
    const standing = 0.25 + (0.85 * 0.5) / 1.5;
    const given = (standings: readonly number[]) =>
      engine.createTableFromRows(
        "given_standings",
        { node_index: "bigint", standing: "double" },
        standings.map((value, node_index) => ({ node_index, standing: value })),
      );
    await given([1, standing, 1]);
    expect(await standingResidual(engine, settings, "given_standings")).toBeLessThan(1e-5);
    await given([1, 0.25 + 0.85 / 1.5, 1]);
    expect(await standingResidual(engine, settings, "given_standings")).toBeGreaterThan(0.1);
    await given([1, standing + 0.75, 1]);
    expect(await standingResidual(engine, settings, "given_standings")).toBeGreaterThan(0.1);
  });
});
