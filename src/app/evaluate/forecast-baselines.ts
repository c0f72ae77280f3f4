import type { Engine } from "../../engines/contract.ts";
import { buildInEdgeGraph } from "../../graph/in-edge-graph.ts";
import { peopleRank } from "../../graph/people-rank.ts";
import { pairsSelect } from "./forecast-world.ts";
import { tweepcred } from "./tweepcred.ts";

/** A measure that ranks accounts, by `row_index` of the accounts; more is better. */
export interface RankingMeasure {
  readonly name: string;
  readonly values: Float64Array;
}

/** What simpler measures make of the same acts before the split, for `accountsCount` accounts. */
export interface ForecastBaselines {
  readonly measures: readonly RankingMeasure[];
  /** Distinct people who acted on each account. */
  readonly inDegree: Float64Array;
}

/** The baselines of the forecast: in-degree, reposts so far, distinct people who reposted so far, plain PageRank (every pair one
 *  edge of weight 1, damping 0.85), tweepcred, and how much an account itself did. */
export async function forecastBaselines(engine: Engine, accountsCount: number): Promise<ForecastBaselines> {
  const zeros = () => new Float64Array(accountsCount);
  const [inDegree, outDegree, reposts, reposters, acted] = [zeros(), zeros(), zeros(), zeros(), zeros()];
  const sources: number[] = [];
  const targets: number[] = [];
  for await (const { rowCount, columns } of engine.columns(pairsSelect()))
    for (let row = 0; row < rowCount; row++) {
      const [actor, target, acts, repostCount] = columns.map(column => Number(column[row]));
      sources.push(actor!);
      targets.push(target!);
      inDegree[target!]!++;
      outDegree[actor!]!++;
      acted[actor!]! += acts!;
      reposts[target!]! += repostCount!;
      if (repostCount! > 0) reposters[target!]!++;
    }
  const graph = buildInEdgeGraph(accountsCount, {
    sources: Uint32Array.from(sources),
    targets: Uint32Array.from(targets),
    weights: new Float64Array(sources.length).fill(1),
  });
  const plain = { damping: 0.85, kappa: 0, restart: null, tolerance: 1e-9, maxPasses: 500 };
  return {
    inDegree,
    measures: [
      { name: "in_degree", values: inDegree },
      { name: "reposts_so_far", values: reposts },
      { name: "distinct_people_so_far", values: reposters },
      { name: "pagerank", values: peopleRank(graph, plain).standing },
      { name: "tweepcred", values: tweepcred(graph, inDegree, outDegree) },
      { name: "out_activity", values: acted },
    ],
  };
}
