import type { TableName } from "../../../domain/interchange/schema.ts";
import type { Engine } from "../../../engines/contract.ts";
import { buildInEdgeGraph } from "../../../graph/in-edge-graph.ts";
import { peopleRank } from "../../../graph/people-rank.ts";
import { runModels } from "../../../pipeline/run-models.ts";
import { scoreValuesSelect } from "../../../pipeline/score-marts.ts";
import type { ScoringModel } from "../../../scoring/scoring-model.ts";
import { loadAuthenticityModel } from "../../authenticity/load-authenticity-model.ts";
import { peopleRankKernels } from "../../people-rank-kernels.ts";
import { tweepcred } from "../tweepcred.ts";
import { allPairsSelect } from "./attacked-source.ts";

/** What simpler measures an attack is also tried on. */
export const BASELINES = ["raw_counts", "pagerank", "tweepcred"] as const;
export type BaselineName = (typeof BASELINES)[number];

/** Scores and baselines of one run, by `network:account_id`. */
export interface RunPoints {
  /** Accounts with enough data. */
  readonly scores: ReadonlyMap<string, number>;
  readonly baselines: Readonly<Record<BaselineName, ReadonlyMap<string, number>>>;
}

/** A run of the models on `source`, scored inside the engine. */
export async function runPoints(
  engine: Engine,
  source: (table: TableName) => string,
  asOf: string,
  model: ScoringModel,
): Promise<RunPoints> {
  const scores = await runScores(engine, source, asOf, model);
  const counts = await engine.rows(
    `SELECT concat(network, ':', account_id) AS account, CAST(coalesce(followers_count, 0) + coalesce(reactions_count, 0)
       + coalesce(mentions_received_count, 0) AS DOUBLE) AS value
     FROM account_features ORDER BY account`,
  );
  const { pagerank, credit } = await graphBaselines(engine, source, asOf);
  const raw = new Map(counts.map(row => [String(row["account"]), Number(row["value"])]));
  return { scores, baselines: { raw_counts: raw, pagerank, tweepcred: credit } };
}

/** The scores of a run of the models on `source`. */
export async function runScores(
  engine: Engine,
  source: (table: TableName) => string,
  asOf: string,
  model: ScoringModel,
): Promise<ReadonlyMap<string, number>> {
  const { constants, kindWeights } = model;
  const kernels = peopleRankKernels();
  await runModels(engine, {
    ...{ source, asOf, constants, kindWeights, kernels },
    authenticity: loadAuthenticityModel(),
    only: ["account_features"],
  });
  await engine.createTable("score_values", scoreValuesSelect(model));
  const rows = await engine.rows(
    "SELECT concat(network, ':', account_id) AS account, score FROM score_values ORDER BY account",
  );
  return new Map(rows.map(row => [String(row["account"]), Number(row["score"])]));
}

/** Every pair of an act or a follow is one edge of weight 1; follows belong to it, since both were made for them. */
async function graphBaselines(
  engine: Engine,
  source: (table: TableName) => string,
  asOf: string,
): Promise<{ readonly pagerank: Map<string, number>; readonly credit: Map<string, number> }> {
  await engine.createTable("attack_pairs", allPairsSelect(source, asOf));
  await engine.createTable(
    "attack_nodes",
    `SELECT account, row_number() OVER (ORDER BY account) - 1 AS place
     FROM (SELECT actor AS account FROM attack_pairs UNION SELECT target FROM attack_pairs)`,
  );
  const names = await engine.rows("SELECT account FROM attack_nodes ORDER BY place");
  const sources: number[] = [];
  const targets: number[] = [];
  const [inDegree, outDegree] = [new Float64Array(names.length), new Float64Array(names.length)];
  const edges = `SELECT CAST(actors.place AS INTEGER), CAST(targets.place AS INTEGER) FROM attack_pairs AS pairs
    JOIN attack_nodes AS actors ON actors.account = pairs.actor
    JOIN attack_nodes AS targets ON targets.account = pairs.target ORDER BY targets.place, actors.place`;
  for await (const { rowCount, columns } of engine.columns(edges))
    for (let row = 0; row < rowCount; row++) {
      const [actor, target] = [Number(columns[0]![row]), Number(columns[1]![row])];
      sources.push(actor);
      targets.push(target);
      outDegree[actor]!++;
      inDegree[target]!++;
    }
  const graph = buildInEdgeGraph(names.length, {
    sources: Uint32Array.from(sources),
    targets: Uint32Array.from(targets),
    weights: new Float64Array(sources.length).fill(1),
  });
  const plain = { damping: 0.85, kappa: 0, restart: null, tolerance: 1e-7, maxPasses: 500 };
  const credit = tweepcred(graph, inDegree, outDegree);
  const keyed = (values: Float64Array, scale: number) =>
    new Map(names.map((row, place) => [String(row["account"]), values[place]! * scale]));
  // Shares of a network of another size are told apart by its size.
  return { pagerank: keyed(peopleRank(graph, plain).standing, 1), credit: keyed(credit, names.length) };
}
