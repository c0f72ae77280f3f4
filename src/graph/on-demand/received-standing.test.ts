import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../test/support/account-evidence.ts";
import { buildInEdgeGraph } from "../in-edge-graph.ts";
import { ownEcho } from "../own-echo.ts";
import { referenceKernel } from "../people-rank.ts";
import { echoThrough, receivedStanding } from "./received-standing.ts";

const OPTIONS = { damping: 0.85, kappa: 0.5, restart: null, tolerance: 1e-13, maxPasses: 5000 };

/** A graph of `size` nodes in which a third of the acts are answered, as edges by source and target. */
function anyEdges(size: number, count: number, random: () => number): Map<string, number> {
  const edges = new Map<string, number>();
  const node = () => Math.floor(size * random());
  for (let i = 0; i < count; i++) {
    const [source, target] = [node(), node()];
    if (source === target) continue;
    edges.set(`${source}>${target}`, 0.2 + 3 * random());
    if (random() < 0.33) edges.set(`${target}>${source}`, 0.2 + 3 * random());
  }
  return edges;
}

describe("standing from those who act on an account", () => {
  it("is that of the whole run, own echo too, when everybody's standing in it is known", () => {
    const random = seededRandom(11);
    for (const [size, count] of [
      [2, 4],
      [12, 30],
      [60, 240],
    ] as const) {
      const edges = [...anyEdges(size, count, random)].map(([ends, weight]) => {
        const [source, target] = ends.split(">").map(Number) as [number, number];
        return { source, target, weight };
      });
      const graph = buildInEdgeGraph(size, {
        sources: Uint32Array.from(edges, ({ source }) => source),
        targets: Uint32Array.from(edges, ({ target }) => target),
        weights: Float64Array.from(edges, ({ weight }) => weight),
      });
      const { standing } = referenceKernel.peopleRank(graph, OPTIONS);
      const echo = ownEcho(graph, OPTIONS);
      const outWeight = new Float64Array(size);
      for (const { source, weight } of edges) outWeight[source]! += weight;
      for (let account = 0; account < size; account++) {
        const received = edges.filter(({ target }) => target === account);
        const actors = received.map(({ source, weight }) => ({
          standing: standing[source]!,
          weight,
          outWeight: outWeight[source]!,
          standsFor: 1,
        }));
        expect(receivedStanding(actors, OPTIONS)).toBeCloseTo(standing[account]!, 9);
        const mutual = received.flatMap(({ source, weight }) => {
          const back = edges.find(edge => edge.source === account && edge.target === source);
          if (back === undefined) return [];
          const share = (of: number, total: number) => (OPTIONS.damping * of) / (OPTIONS.kappa + total);
          const given = share(weight, outWeight[source]!);
          return [{ ownEcho: echo[source]!, given, returned: share(back.weight, outWeight[account]!) }];
        });
        expect(echoThrough(mutual)).toBeCloseTo(echo[account]!, 9);
      }
    }
  });

  it("counts an actor as often as the people it stands for", () => {
    const actor = { standing: 2, weight: 1, outWeight: 3, standsFor: 1 };
    const three = receivedStanding([actor, actor, actor], OPTIONS);
    expect(receivedStanding([{ ...actor, standsFor: 3 }], OPTIONS)).toBeCloseTo(three, 12);
  });

  it("has no echo where nobody's standing holds a return", () => {
    expect(echoThrough([])).toBe(0);
  });
});
