import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readBandwidth } from "./bandwidth.mjs";
import { foldedGraph } from "./folded-graph.mjs";
import { readCounts, readGraph, writeGraph, writeRandomGraph } from "./graphs.mjs";
import { option, outputOf, path, readResult, surroundings } from "./measure.mjs";
import { rankResidual } from "./rank-residual.mjs";

const HIGGS = join(
  process.env.RENOWN_EVALUATION_DATA ?? path("../shared/data"),
  "higgs/interactions-days-1-5.csv.gz",
);
const random = (nodeCount, edgeCount, skew) => dir => randomGraph(dir, { nodeCount, edgeCount, skew });
const GRAPHS = [
  { name: "random, 100 k nodes", make: random(100_000, 1_000_000, 3), igraph: true, graphology: true },
  { name: "random, 1 M nodes", make: random(1_000_000, 10_000_000, 3), igraph: true },
  { name: "Higgs, days 1 to 5", make: higgsGraph, igraph: true, graphology: true },
  { name: "simulated, 200 k accounts", make: simulatedGraph, igraph: true, graphology: true },
  { name: "random and even, 10 M nodes", make: random(10_000_000, 94_000_000, 1) },
  { name: "random, 10 M nodes", make: random(10_000_000, 94_000_000, 3) },
];
/** What `renown run` asks for. */
const RUN_TOLERANCE = "1e-6";
const PASSES_OF_C = 8;

/** PeopleRank by kernel and graph, against other programs to the same residual. Programs take turns.
 *    npm run bench -- kernel [--only TEXT] [--nodes N --edges M [--skew S]] [--node PATH]... [--repeats R]
 *                            [--turns T] [--python PATH] [--no-peers] [--dry]
 *  `--only` keeps the graphs whose name holds the text; `--nodes` and `--edges` draw another random one instead;
 *  each `--node` measures WebAssembly once more on that Node; `--python` is one that has igraph. Graphs that are not
 *  measured keep the results that they have. Rates are by CPU seconds, which others on the machine touch least. */
export async function benchKernel(args) {
  const dir = mkdtempSync(join(tmpdir(), "renown-bench-"));
  const tools = {
    dir,
    nodes: [process.execPath, ...args.filter((_, at) => args[at - 1] === "--node")],
    repeats: option(args, "--repeats", "10"),
    turns: Number(option(args, "--turns", "2")),
    python: option(args, "--python", "python3"),
    hasPeers: !args.includes("--no-peers"),
    plainLoop: compiledLoop(dir),
  };
  try {
    const graphs = [];
    for (const graph of wantedGraphs(args)) {
      const file = await graph.make(dir);
      if (file === null) graphs.push({ name: graph.name, skipped: "its data is not there" });
      else {
        const { measured_at, commit, load_before } = surroundings();
        graphs.push({ ...benchGraph(graph, file, tools), measured_at, commit, load_before });
        rmSync(file);
      }
    }
    const measured = new Set(graphs.map(({ name }) => name));
    const others = (readResult("kernel")?.graphs ?? []).filter(({ name }) => !measured.has(name));
    return {
      ...surroundings(),
      read_gigabytes_a_second: readBandwidth() / 1e9,
      graphs: [...others, ...graphs].toSorted((a, b) => a.edges - b.edges),
    };
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function wantedGraphs(args) {
  const [nodes, edges] = [option(args, "--nodes"), option(args, "--edges")];
  if (nodes !== null && edges !== null) {
    const skew = Number(option(args, "--skew", "1"));
    const peers = Number(nodes) <= 1_000_000;
    const name = `random${skew === 1 ? " and even" : ""}, ${nodes} nodes`;
    return [{ name, make: random(Number(nodes), Number(edges), skew), igraph: peers }];
  }
  return GRAPHS.filter(({ name }) => name.includes(option(args, "--only", "")));
}

function benchGraph({ name, igraph, graphology }, file, tools) {
  const { nodeCount, edgeCount } = readCounts(file);
  const peers = [];
  if (tools.hasPeers && igraph) peers.push({ program: "igraph", command: igraphCommand(file, tools) });
  if (tools.hasPeers && graphology) peers.push({ program: "graphology", command: graphologyCommand(file) });
  const results = [];
  for (const { program, command } of peers) {
    const first = run(command, tools.repeats);
    if (first === null) {
      results.push({ program, skipped: "it is not installed here" });
      continue;
    }
    const l1Residual = rankResidual(readGraph(file), ranksOf(file));
    const ours = wasmCommand(file, tools.nodes[0], "wasm", `residual=${l1Residual}`);
    const [theirRuns, ourRuns] = turns([command, ours], tools, [first]);
    const peer = { ...summary(program, edgeCount, theirRuns), l1_residual: l1Residual };
    const wasm = { ...summary("wasm", edgeCount, ourRuns), same_residual_as: program };
    const { weights_conversion_seconds: conversion = 0 } = peer;
    results.push(peer, {
      ...wasm,
      times_faster_by_clock: peer.seconds / wasm.seconds,
      times_faster_by_cpu: peer.cpu_seconds / wasm.cpu_seconds,
      times_faster_without_weights_conversion: (peer.cpu_seconds - conversion) / wasm.cpu_seconds,
    });
  }
  const kernels = [
    ...tools.nodes.map(node => ["wasm", node]),
    ...(nodeCount <= 1_000_000 ? [["reference", tools.nodes[0]]] : []),
  ];
  const commands = kernels.map(([kernel, node]) => wasmCommand(file, node, kernel, RUN_TOLERANCE));
  turns(commands, tools).forEach((runs, at) => {
    results.push(summary(kernels[at][0], edgeCount, runs));
  });
  if (tools.plainLoop !== null) results.push(plainLoopResult(tools, file, edgeCount));
  return { name, nodes: nodeCount, edges: edgeCount, results };
}

/** Outcomes of each command, taking turns, so that a busy moment meets all of them. */
function turns(commands, { turns, repeats }, first = []) {
  const outcomes = commands.map((_, at) => (first[at] ? [first[at]] : []));
  for (let turn = 0; turn < turns; turn++)
    commands.forEach((command, at) => {
      if (outcomes[at].length <= turn) outcomes[at].push(run(command, repeats));
    });
  return outcomes.map(found => found.filter(outcome => outcome !== null));
}

/** One thread, as ours: igraph's threads spin while they wait for each other, which counts as CPU on a busy machine. */
process.env.OMP_NUM_THREADS = "1";
const igraphCommand = (file, { python }) => [python, path("bench/peers/igraph-pagerank.py"), file];
const graphologyCommand = file => [process.execPath, path("bench/peers/graphology-pagerank.mjs"), file];
const wasmCommand = (file, node, kernel, goal) => [node, path("bench/kernel-run.mjs"), file, kernel, goal];

/** What a command prints as JSON; null when there is no such program. The repeats follow the file and kernel. */
function run([command, script, ...rest], repeats) {
  const goal = rest.length === 3 ? rest.pop() : null;
  const output = outputOf(command, script, ...rest, repeats, ...(goal === null ? [] : [goal]));
  return output === null ? null : JSON.parse(output);
}

/** The best of all runs: others on the machine only ever add to it. */
function summary(program, edgeCount, outcomes) {
  if (outcomes.length === 0) return { program, skipped: "it did not reach that residual" };
  const best = (key, list = "runs") =>
    Math.min(...outcomes.flatMap(outcome => outcome[list].map(({ [key]: value }) => value)));
  const { node, version, passes, tolerance, l1_residual, weights_conversions } = outcomes[0];
  const cpuSeconds = best("cpu_seconds");
  const result = {
    program,
    node,
    version,
    passes,
    tolerance,
    seconds: best("seconds"),
    cpu_seconds: cpuSeconds,
  };
  if (weights_conversions) result.weights_conversion_seconds = best("cpu_seconds", "weights_conversions");
  if (passes) {
    result.seconds_a_pass = cpuSeconds / passes;
    result.million_edges_a_second = (edgeCount * passes) / cpuSeconds / 1e6;
    result.l1_residual = l1_residual;
  }
  return result;
}

function compiledLoop(dir) {
  const program = join(dir, "plain-loop");
  const source = path("bench/peers/plain-loop.c");
  return outputOf("cc", "-O3", "-march=native", "-o", program, source, "-lm") === null ? null : program;
}

function plainLoopResult({ plainLoop, turns }, file, edgeCount) {
  const passes = Array.from({ length: turns }, () => outputOf(plainLoop, file, String(PASSES_OF_C)))
    .flatMap(output => output.trim().split("\n"))
    .map(line => Number(line.split(" ")[0]));
  const seconds = Math.min(...passes);
  return {
    program: "plain C loop",
    seconds_a_pass: seconds,
    million_edges_a_second: edgeCount / seconds / 1e6,
  };
}

function ranksOf(file) {
  return new Float64Array(Uint8Array.from(readFileSync(`${file}.ranks`)).buffer);
}

function randomGraph(dir, size) {
  const file = join(dir, "graph.bin");
  writeRandomGraph(file, { ...size, seed: 1 });
  return file;
}

async function higgsGraph(dir) {
  return existsSync(HIGGS) ? written(dir, await foldedGraph(HIGGS)) : null;
}

async function simulatedGraph(dir) {
  const out = join(dir, "population");
  const size = ["--accounts", "200000", "--interactions", "2000000", "--seed", "1"];
  execFileSync(process.execPath, [path("bin/renown.mjs"), "simulate", ...size, "--out", out], {
    stdio: "ignore",
  });
  const file = written(dir, await foldedGraph(join(out, "interactions/*.parquet")));
  rmSync(out, { recursive: true });
  return file;
}

function written(dir, graph) {
  const file = join(dir, "graph.bin");
  writeGraph(file, graph);
  return file;
}
