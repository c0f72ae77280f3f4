import { expect, it } from "vitest";
import { buildInEdgeGraph } from "../../graph/in-edge-graph.ts";
import { tweepcred } from "./tweepcred.ts";

function graphOf(nodeCount: number, pairs: readonly (readonly [number, number])[]) {
  const inDegree = new Float64Array(nodeCount);
  const outDegree = new Float64Array(nodeCount);
  for (const [actor, target] of pairs) {
    outDegree[actor]!++;
    inDegree[target]!++;
  }
  const graph = buildInEdgeGraph(nodeCount, {
    sources: Uint32Array.from(pairs, pair => pair[0]),
    targets: Uint32Array.from(pairs, pair => pair[1]),
    weights: new Float64Array(pairs.length).fill(1),
  });
  return [graph, inDegree, outDegree] as const;
}

it("a cycle shares the rank equally, and a lone pair gives what the recurrence gives", () => {
  expect([
    ...tweepcred(
      ...graphOf(3, [
        [0, 1],
        [1, 2],
        [2, 0],
      ]),
    ),
  ]).toEqual([1 / 3, 1 / 3, 1 / 3]);
  // 0 acts on 1, a sink: r0 = 0.05 + 0.45 r1, r1 = 0.05 + 0.9 r0 + 0.45 r1, so r0 = 0.55 / 1.45 ...
  const [first, second] = tweepcred(...graphOf(2, [[0, 1]]));
  expect(first! + second!).toBeCloseTo(1, 12);
  expect(first).toBeCloseTo(0.5 / 1.45, 3);
});

it("who follows many and is followed by few loses mass, and rank after", () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => [0, i + 1] as const);
  const [open] = tweepcred(...graphOf(3002, many(500)));
  const [cut] = tweepcred(...graphOf(3002, many(501)));
  // Its prior is a tenth of the rank; the rest comes from sinks, to all alike.
  expect(cut! / open!).toBeCloseTo(0.9, 2);
  const [before] = tweepcred(...graphOf(3002, many(2500)));
  const [after] = tweepcred(...graphOf(3002, many(2501)));
  expect(after! / before!).toBeCloseTo(1 / 50, 3);
});
