// PageRank by graphology of a graph file: prints JSON, then writes the ranks as f64 beside it.
import { writeFileSync } from "node:fs";
import Graph from "graphology";
import pagerank from "graphology-metrics/centrality/pagerank.js";
import { readGraph } from "../graphs.mjs";
import { timed } from "../measure.mjs";

const [file, repeats] = process.argv.slice(2);
const { nodeCount, offsets, sources, weights } = readGraph(file);
const graph = new Graph({ type: "directed" });
for (let node = 0; node < nodeCount; node++) graph.addNode(node);
for (let node = 0; node < nodeCount; node++)
  for (let edge = offsets[node]; edge < offsets[node + 1]; edge++)
    graph.addDirectedEdge(sources[edge], node, { weight: weights[edge] });
const runs = [];
let ranks;
for (let repeat = 0; repeat < Number(repeats); repeat++) {
  // It stops at nodes x tolerance, in L1; this leaves about what a run of Renown leaves.
  const { value, ...run } = timed(() =>
    pagerank(graph, { alpha: 0.85, tolerance: 1e-12, maxIterations: 500 }),
  );
  ranks = Float64Array.from({ length: nodeCount }, (_, node) => value[node]);
  runs.push(run);
}
writeFileSync(`${file}.ranks`, new Uint8Array(ranks.buffer));
console.log(JSON.stringify({ runs }));
