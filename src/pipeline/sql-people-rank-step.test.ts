import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Edge, graphCases } from "../../test/support/graph-cases.ts";
import { anyEdgeList, anyForest, anyPassing, seededRandom } from "../../test/support/random-graphs.ts";
import { openTestEngine } from "../../test/support/sources.ts";
import { NotConverged } from "../domain/errors.ts";
import type { DuckDbEngine } from "../engines/duckdb/duckdb-engine.ts";
import { referenceKernel } from "../graph/people-rank.ts";
import { peopleRankStep } from "./people-rank-step.ts";
import { sqlPeopleRankStep } from "./sql-people-rank-step.ts";
import { standingResidual } from "./sql-rank/standing-residual.ts";

const CONSTANTS = { damping: 0.85, kappa: 0.5, tolerance: 1e-7, max_passes: 200 };
/** As the kernels among themselves: ten times under what engines must agree on, and the rest of the way. */
const AGREEMENT = 1e-6;

let engine: DuckDbEngine;
beforeAll(async () => {
  engine = await openTestEngine(2);
});
afterAll(() => engine.close());

async function createGraph(nodeCount: number, edges: readonly Edge[]): Promise<void> {
  await engine.createTableFromColumns("int_nodes", {
    node_index: Uint32Array.from({ length: nodeCount }, (_, node) => node),
  });
  await engine.createTableFromColumns("int_edges", {
    actor_index: Uint32Array.from(edges, ([actor]) => actor),
    target_index: Uint32Array.from(edges, ([, target]) => target),
    decayed_weight: Float64Array.from(edges, ([, , weight]) => Math.round(Math.expm1(weight) * 2 ** 20)),
  });
}

interface RankRow {
  readonly standing: number;
  readonly own_echo: number;
  readonly people_rank: number;
}

async function ranks(): Promise<readonly RankRow[]> {
  return (await engine.rows(
    "SELECT standing, own_echo, people_rank FROM people_rank ORDER BY node_index",
  )) as unknown as readonly RankRow[];
}

/** The largest difference between the SQL passes and the reference kernel, relative for standing. */
async function difference(nodeCount: number, edges: readonly Edge[], constants = CONSTANTS): Promise<number> {
  await createGraph(nodeCount, edges);
  await peopleRankStep(engine, constants, [referenceKernel]);
  const expected = await ranks();
  await sqlPeopleRankStep(engine, constants);
  const given = await ranks();
  expect(given).toHaveLength(expected.length);
  const gaps = given.flatMap(({ standing, own_echo, people_rank }, node) => [
    Math.abs(standing / expected[node]!.standing - 1),
    Math.abs((1 + own_echo) / (1 + expected[node]!.own_echo) - 1),
    Math.abs(people_rank - expected[node]!.people_rank),
  ]);
  return Math.max(0, ...gaps);
}

/** A graph in which a few are acted on by many, and a third of all acts are answered. */
function crowd(nodeCount: number, actsEach: number): readonly Edge[] {
  const random = seededRandom(7);
  const edges = new Map<number, Edge>();
  const add = (from: number, to: number) => {
    if (from !== to) edges.set(from * nodeCount + to, [from, to, 0.05 + 3 * random()]);
  };
  for (let actor = 0; actor < nodeCount; actor++)
    for (let act = 0; act < actsEach; act++) {
      const target = Math.floor(nodeCount * random() ** 3);
      add(actor, target);
      if (random() < 0.3) add(target, actor);
    }
  return [...edges.values()];
}

describe("sqlPeopleRankStep", () => {
  it.each(graphCases.filter(({ options }) => options.restart === null))(
    "agrees with the reference on: $name",
    async ({ nodeCount, edges, options: { damping, kappa } }) => {
      expect(await difference(nodeCount, edges, { ...CONSTANTS, damping, kappa })).toBeLessThan(AGREEMENT);
    },
  );

  it("agrees with the reference on any small graph, and on any forest of mutual acts", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(anyEdgeList, anyForest),
        anyPassing,
        async ({ nodeCount, edges }, { damping, kappa }) => {
          expect(await difference(nodeCount, edges, { ...CONSTANTS, damping, kappa })).toBeLessThan(
            AGREEMENT,
          );
        },
      ),
      { seed: 13, numRuns: 25 },
    );
  });

  it("agrees on a crowd of 800 accounts, needs the passes of the reference to a multiple of eight and leaves nothing behind", async () => {
    const edges = crowd(800, 8);
    expect(await difference(800, edges)).toBeLessThan(AGREEMENT);
    const reference = await peopleRankStep(engine, CONSTANTS, [referenceKernel]);
    const outcome = await sqlPeopleRankStep(engine, CONSTANTS);
    expect(outcome).toMatchObject({
      kernel: "sql",
      kernelNote: null,
      nodeCount: 800,
      edgeCount: edges.length,
    });
    expect(outcome.passes).toBe(8 * Math.ceil(reference.passes / 8));
    expect(outcome.residual).toBeLessThan(CONSTANTS.tolerance);
    expect(outcome.l1Change).toBeGreaterThan(0);
    expect(outcome.l1Change).toBeLessThanOrEqual(reference.l1Change * 1.001);
    const tables = await engine.rows("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'rank%'");
    expect(tables).toEqual([]);
  });

  it("gives the same bytes whatever the order of the edges", async () => {
    const edges = crowd(300, 5);
    await createGraph(300, edges);
    await sqlPeopleRankStep(engine, CONSTANTS);
    const first = await ranks();
    await createGraph(300, edges.toReversed());
    await sqlPeopleRankStep(engine, CONSTANTS);
    expect(await ranks()).toEqual(first);
  });

  it("throws NotConverged with passes and residual when passes run out", async () => {
    await createGraph(300, crowd(300, 5));
    await expect(sqlPeopleRankStep(engine, { ...CONSTANTS, max_passes: 3 })).rejects.toMatchObject({
      name: new NotConverged(3, 1).name,
      passes: 3,
    });
  });
});

describe("standingResidual", () => {
  const settings = {
    ...CONSTANTS,
    nodeCount: 50,
    maxPasses: 200,
    isDiscounted: false,
    restartSum: 50,
    negligible: 1e-9,
  };

  it("finds one standing that is off, one that is missing and one that is no number", async () => {
    await createGraph(50, crowd(50, 4));
    await sqlPeopleRankStep(engine, CONSTANTS);
    expect(await standingResidual(engine, settings, "people_rank")).toBeLessThan(CONSTANTS.tolerance);
    await engine.run("UPDATE people_rank SET standing = standing * 1.01 WHERE node_index = 3");
    expect(await standingResidual(engine, settings, "people_rank")).toBeGreaterThan(0.005);
    await engine.run("UPDATE people_rank SET standing = 'NaN'::DOUBLE WHERE node_index = 3");
    expect(await standingResidual(engine, settings, "people_rank")).toBeNull();
    await engine.run("DELETE FROM people_rank WHERE node_index = 3");
    expect(await standingResidual(engine, settings, "people_rank")).toBeNull();
  });
});
