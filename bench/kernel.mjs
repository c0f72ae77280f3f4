import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Graph from "graphology";
import pagerank from "graphology-metrics/centrality/pagerank.js";
import { referenceKernel, toRank } from "../dist/graph/people-rank.js";
import { loadWasmKernel } from "../dist/kernels/load-wasm-kernel.js";
import { fillGraph, writeGraph } from "./graphs.mjs";
import { outputOf, path, surroundings, timed } from "./measure.mjs";

const DAMPING = 0.85;
const SIZES = [
  {
    name: "100 k nodes, 1 M edges, skewed",
    nodeCount: 100_000,
    edgeCount: 1_000_000,
    skew: 3,
    peers: true,
    graphology: true,
  },
  {
    name: "1 M nodes, 10 M edges, skewed",
    nodeCount: 1_000_000,
    edgeCount: 10_000_000,
    skew: 3,
    peers: true,
  },
  { name: "10 M nodes, 94 M edges, even", nodeCount: 10_000_000, edgeCount: 94_000_000, skew: 1 },
  { name: "10 M nodes, 94 M edges, skewed", nodeCount: 10_000_000, edgeCount: 94_000_000, skew: 3 },
];
const PASSES_OF_C = 8;

/** PeopleRank by kernel and size; `--only TEXT` keeps the sizes whose name holds the text. */
export function benchKernel(args) {
  const only = args[args.indexOf("--only") + 1];
  const dir = mkdtempSync(join(tmpdir(), "renown-bench-"));
  try {
    const plainLoop = join(dir, "plain-loop");
    const hasCompiler =
      outputOf("cc", "-O3", "-march=native", "-o", plainLoop, path("bench/peers/plain-loop.c"), "-lm") !==
      null;
    const sizes = SIZES.filter(({ name }) => !args.includes("--only") || name.includes(only));
    return {
      ...surroundings(),
      graphs: sizes.map(size => benchGraph(size, dir, hasCompiler ? plainLoop : null)),
    };
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function benchGraph(size, dir, plainLoop) {
  const wasm = loadWasmKernel();
  const arrays = wasm.newArrays(size.nodeCount, size.edgeCount);
  const edgeCount = fillGraph({ ...size, seed: 1, arrays });
  const { nodeCount } = size;
  const graph = {
    nodeCount,
    edgeCount,
    ...arrays,
    sources: arrays.sources.subarray(0, edgeCount),
    weights: arrays.weights.subarray(0, edgeCount),
  };
  const file = join(dir, "graph.bin");
  writeGraph(file, graph);
  const results = [];
  const options = { damping: DAMPING, kappa: 0, restart: null, tolerance: 1e-6, maxPasses: 500 };
  let peerResidual = null;
  if (size.peers) {
    const output = outputOf("python3", path("bench/peers/igraph-pagerank.py"), file);
    if (output !== null) {
      const ranks = new Float64Array(Uint8Array.from(readFileSync(`${file}.ranks`)).buffer);
      peerResidual = rankResidual(graph, ranks);
      results.push({ program: "igraph (prpack)", seconds: Number(output), l1_residual: peerResidual });
    }
  }
  if (size.graphology) results.push(benchGraphology(graph));
  for (const kernel of [wasm, wasm, referenceKernel]) {
    const { seconds, value } = timed(() => kernel.peopleRank(graph, options));
    results.push(kernelResult(kernel.name, graph, seconds, value, options));
    const reached = results
      .filter(({ l1_residual }) => l1_residual !== undefined)
      .map(({ l1_residual }) => l1_residual);
    for (const residual of reached.slice(0, size.graphology ? 2 : 1)) {
      const found = toResidual(kernel, graph, options, residual);
      if (found) results.push({ ...found, same_residual_as: residual });
    }
  }
  if (plainLoop !== null) {
    const passes = outputOf(plainLoop, file, String(PASSES_OF_C))
      .trim()
      .split("\n")
      .map(line => Number(line.split(" ")[0]));
    results.push({
      program: "plain C loop, a pass",
      seconds_a_pass_median: median(passes),
      million_edges_a_second: edgeCount / median(passes) / 1e6,
    });
  }
  return { name: size.name, nodes: nodeCount, edges: edgeCount, results };
}

function kernelResult(program, graph, seconds, { passes, standing }, options) {
  return {
    program,
    seconds,
    passes,
    seconds_a_pass_mean: seconds / passes,
    million_edges_a_second: (graph.edgeCount * passes) / seconds / 1e6,
    tolerance: options.tolerance,
    l1_residual_reached: rankResidual(graph, toRank(standing)),
  };
}

/** The run with the widest tolerance, by factors of ten, whose ranks leave no more than `residual`. */
function toResidual(kernel, graph, options, residual) {
  for (let exponent = 2; exponent <= 14; exponent++) {
    const tight = { ...options, tolerance: 10 ** -exponent };
    const { seconds, value } = timed(() => kernel.peopleRank(graph, tight));
    const found = kernelResult(kernel.name, graph, seconds, value, tight);
    if (found.l1_residual_reached <= residual) return found;
  }
  return null;
}

function benchGraphology({ nodeCount, offsets, sources, weights }) {
  const graph = new Graph({ type: "directed" });
  for (let node = 0; node < nodeCount; node++) graph.addNode(node);
  for (let node = 0; node < nodeCount; node++)
    for (let edge = offsets[node]; edge < offsets[node + 1]; edge++)
      graph.addDirectedEdge(sources[edge], node, { weight: weights[edge] });
  const { seconds, value } = timed(() =>
    pagerank(graph, { alpha: DAMPING, tolerance: 1e-9, maxIterations: 500 }),
  );
  const ranks = Float64Array.from({ length: nodeCount }, (_, node) => value[node]);
  return {
    program: "graphology-metrics",
    seconds,
    l1_residual: rankResidual({ nodeCount, offsets, sources, weights }, ranks),
  };
}

/** L1 of what one textbook PageRank step changes in `ranks` (sinks restart). */
function rankResidual({ nodeCount, offsets, sources, weights }, ranks) {
  const sums = new Float64Array(nodeCount);
  for (let edge = 0; edge < offsets[nodeCount]; edge++) sums[sources[edge]] += weights[edge];
  let sinks = 0;
  for (let node = 0; node < nodeCount; node++) if (sums[node] === 0) sinks += ranks[node];
  const restart = (1 - DAMPING + DAMPING * sinks) / nodeCount;
  let change = 0;
  for (let node = 0; node < nodeCount; node++) {
    let value = restart;
    for (let edge = offsets[node]; edge < offsets[node + 1]; edge++)
      value += (DAMPING * ranks[sources[edge]] * weights[edge]) / sums[sources[edge]];
    change += Math.abs(value - ranks[node]);
  }
  return change;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
