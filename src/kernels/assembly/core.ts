// The part of a graph that needs iteration, apart from the rest. Without branches on what a node does or where an edge
// comes from: a processor cannot foresee those.
import { Core, Graph, share } from "./graph";

/** Counts the nodes that act and are acted on and the edges among them, in one row of `step`. */
export function measureShape(graph: Graph, core: Core, step: u32): void {
  const offsets = <usize>graph.offsets;
  let nodes: usize = 0;
  let edges: usize = 0;
  for (let node: usize = 0; node < <usize>graph.nodeCount; node += step) {
    const start = <usize>load<u32>(offsets + node * sizeof<u32>());
    const end = <usize>load<u32>(offsets + (node + 1) * sizeof<u32>());
    if (end === start || load<f64>(graph.outWeightSums + node * sizeof<f64>()) === 0) continue;
    nodes++;
    for (let edge = start; edge < end; edge++) {
      const row = offsets + <usize>load<u32>(graph.sources + edge * sizeof<u32>()) * sizeof<u32>();
      edges += <usize>(load<u32>(row + sizeof<u32>()) > load<u32>(row));
    }
  }
  core.shapeNodes = <f64>nodes;
  core.shapeEdges = <f64>edges;
}

/** Of the nodes `from` up to `to`, writes to `nodes` who acts and is acted on, with its number in `passed` (the sign
 *  says so), to `last` who never acts, and to `passed` what the others pass on at the standing that they have. */
export function settleEnds(graph: Graph, core: Core, from: u32, to: u32): void {
  const offsets = <usize>graph.offsets;
  const sums = <usize>graph.outWeightSums;
  const standing = <usize>graph.standing;
  const passed = <usize>graph.passed;
  const nodes = <usize>core.nodes;
  const last = <usize>core.last;
  const damping = core.damping;
  const kappa = core.kappa;
  let nodeCount = <usize>core.nodeCount;
  let lastCount = <usize>core.lastCount;
  let rowsLength = core.rowsLength;
  let start = load<u32>(offsets + <usize>from * sizeof<u32>());
  for (let node = <usize>from; node < <usize>to; node++) {
    const end = load<u32>(offsets + (node + 1) * sizeof<u32>());
    const sum = load<f64>(sums + node * sizeof<f64>());
    const acts = <u32>(sum > 0);
    const isActedOn = <u32>(end > start);
    const isInside = acts & isActedOn;
    // Of those who never act no edge comes, so what they would pass on is never read.
    // A restart of -0 is one of 0.
    const given = share(load<f64>(standing + node * sizeof<f64>()) + 0, damping, kappa, sum);
    const mask = -(<i64>isInside);
    const number = <i64>nodeCount | i64.MIN_VALUE;
    store<i64>(passed + node * sizeof<f64>(), (reinterpret<i64>(given) & ~mask) | (number & mask));
    // Each is written before it is known to count.
    store<u32>(nodes + nodeCount * sizeof<u32>(), <u32>node);
    nodeCount += <usize>isInside;
    store<u32>(last + lastCount * sizeof<u32>(), <u32>node);
    lastCount += <usize>(isActedOn & (acts ^ 1));
    rowsLength += (end - start) & -isInside;
    start = end;
  }
  core.nodeCount = <u32>nodeCount;
  core.lastCount = <u32>lastCount;
  core.rowsLength = rowsLength;
}

/** Copies the rows of the nodes `from` up to `to` of the core without the edges from outside; what those bring is added
 *  to the standing. One look at each edge. False where the capacity does not do. */
export function compactCore(graph: Graph, core: Core, from: u32, to: u32): bool {
  const offsets = <usize>graph.offsets;
  const sources = <usize>graph.sources;
  const weights = <usize>graph.weights;
  const passed = <usize>graph.passed;
  const coreSources = <usize>core.sources;
  const coreWeights = <usize>core.weights;
  const capacity = <usize>core.capacity;
  let edgeCount = <usize>core.edgeCount;
  for (let at = <usize>from; at < <usize>to; at++) {
    const node = <usize>load<u32>(core.nodes + at * sizeof<u32>());
    const start = <usize>load<u32>(offsets + node * sizeof<u32>());
    const end = <usize>load<u32>(offsets + (node + 1) * sizeof<u32>());
    if (edgeCount + (end - start) > capacity) return false;
    let value = load<f64>(graph.standing + node * sizeof<f64>());
    for (let edge = start; edge < end; edge++) {
      const source = <usize>load<u32>(sources + edge * sizeof<u32>());
      const weight = load<f64>(weights + edge * sizeof<f64>());
      const given = load<i64>(passed + source * sizeof<f64>());
      value += reinterpret<f64>(given & ~(given >> 63)) * weight;
      store<u32>(coreSources + edgeCount * sizeof<u32>(), <u32>given);
      store<f64>(coreWeights + edgeCount * sizeof<f64>(), weight);
      edgeCount += <usize>(<u64>given >> 63);
    }
    store<u32>(core.offsets + (at + 1) * sizeof<u32>(), <u32>edgeCount);
    store<f64>(core.standing + at * sizeof<f64>(), value);
    store<f64>(
      core.outWeightSums + at * sizeof<f64>(),
      load<f64>(graph.outWeightSums + node * sizeof<f64>()),
    );
  }
  core.edgeCount = <u32>edgeCount;
  return true;
}

/** Gives the nodes of the core their standing, then adds what reaches those who never act. */
export function gatherLast(graph: Graph, core: Core): void {
  const passed = <usize>graph.passed;
  for (let at: usize = 0; at < <usize>core.nodeCount; at++) {
    const node = <usize>load<u32>(core.nodes + at * sizeof<u32>()) * sizeof<f64>();
    store<f64>(graph.standing + node, load<f64>(core.standing + at * sizeof<f64>()));
    store<f64>(passed + node, load<f64>(core.passed + at * sizeof<f64>()));
  }
  gatherRows(graph, core.last, core.lastCount);
}

function gatherRows(graph: Graph, nodes: usize, count: usize): void {
  const offsets = <usize>graph.offsets;
  const sources = <usize>graph.sources;
  const weights = <usize>graph.weights;
  const standing = <usize>graph.standing;
  const passed = <usize>graph.passed;
  for (let at: usize = 0; at < count; at++) {
    const node = <usize>load<u32>(nodes + at * sizeof<u32>());
    const end = <usize>load<u32>(offsets + (node + 1) * sizeof<u32>());
    let value = load<f64>(standing + node * sizeof<f64>());
    for (let edge = <usize>load<u32>(offsets + node * sizeof<u32>()); edge < end; edge++) {
      const source = <usize>load<u32>(sources + edge * sizeof<u32>());
      value += load<f64>(passed + source * sizeof<f64>()) * load<f64>(weights + edge * sizeof<f64>());
    }
    store<f64>(standing + node * sizeof<f64>(), value);
  }
}
