// AssemblyScript. Each function takes the header that ../graph-memory.ts writes before the arrays; every
// array is aligned to its element. Whatever is passed on is compiled twice, as 32-bit floats until the standings
// hardly move, since half the bytes hit the cache twice as often, and as 64-bit floats to the end.
import { Graph } from "./graph";

export { walk } from "./components";
export { compactCore, gatherLast, measureShape, settleEnds } from "./core";
export { copyMembers, takeAll, takeStandings } from "./own-graph";

/** Tasks of a sweep beside its own (0: none): write each change to `changes`; turn the changes of the sweep before,
 *  which `changes` holds, into how far each node has still to go. */
const REMEMBER: i32 = 1;
const AIM: i32 = 2;

/** What is left to go when changes go on falling by the same ratio (Aitken); 0 where that ratio is no steady fall,
 *  or a change is within the noise of rounding. */
function remaining(change: f64, changeBefore: f64, damping: f64, noise: f64): f64 {
  const ratio = change / changeBefore;
  return Math.abs(change) > noise && ratio > 0.1 && ratio < damping ? (change * ratio) / (1 - ratio) : 0;
}

function sweep<T>(graph: Graph, from: usize, to: usize, task: i32): void {
  const offsets = <usize>graph.offsets;
  const sources = <usize>graph.sources;
  const weights = <usize>graph.weights;
  const restart = <usize>graph.restart;
  const standing = <usize>graph.standing;
  const passedPerWeight = <usize>graph.passedPerWeight;
  const passedWeights = <usize>graph.passedWeights;
  const passed = <usize>graph.passed;
  const changes = <usize>graph.changes;
  const damping = graph.damping;
  const kappa = graph.kappa;
  const scale = graph.scale;
  const floor = graph.floor;
  const noise: f64 = sizeof<T>() === 4 ? 1e-6 : 1e-14;
  let largest = graph.largest;
  let edge = <usize>load<u32>(offsets + from * sizeof<u32>());
  let sum = graph.kept;
  let lost = graph.keptLost;
  for (let node = from; node < to; node++) {
    const end = <usize>load<u32>(offsets + (node + 1) * sizeof<u32>());
    let gathered: f64 = 0;
    for (; edge < end; edge++) {
      const source = <usize>load<u32>(sources + edge * sizeof<u32>());
      gathered += <f64>load<T>(passed + source * sizeof<T>()) * load<f64>(weights + edge * sizeof<f64>());
    }
    const place = node * sizeof<f64>();
    const value = (restart === 0 ? scale : scale * load<f64>(restart + place)) + gathered;
    const change = value - load<f64>(standing + place);
    const least = max(value, floor);
    if (Math.abs(change) > largest * least) largest = Math.abs(change) / least;
    store<f64>(standing + place, value);
    const perWeight = load<f64>(passedPerWeight + place);
    const share = value * perWeight;
    store<T>(passed + node * sizeof<T>(), <T>share);
    let passedOn: f64;
    if (passedWeights === 0) passedOn = perWeight > 0 ? value * (damping - kappa * perWeight) : 0;
    else passedOn = share * load<f64>(passedWeights + place);
    // Kept with what each addition rounds away (Kahan): the scale of all standings hangs on this sum.
    const part = value - passedOn - lost;
    const next = sum + part;
    lost = next - sum - part;
    sum = next;
    if (task === REMEMBER) store<f64>(changes + place, change);
    else if (task === AIM) {
      const before = load<f64>(changes + place);
      store<f64>(changes + place, remaining(change, before, damping, noise * value));
    }
  }
  graph.largest = largest;
  graph.kept = sum;
  graph.keptLost = lost;
}

/** Sweeps the nodes `from` up to `to` in their order, in place (Gauss-Seidel): each node gathers what is passed on to it
 *  by now, above `scale` times its restart, and passes on at once, as 32-bit floats. Adds to `largest` and `kept`. */
export function sweepSingle(graph: Graph, from: u32, to: u32, task: i32): void {
  sweep<f32>(graph, from, to, task);
}

/** The same as 64-bit floats. */
export function sweepDouble(graph: Graph, from: u32, to: u32, task: i32): void {
  sweep<f64>(graph, from, to, task);
}

function passOn<T>(graph: Graph): void {
  for (let node: usize = 0; node < <usize>graph.nodeCount; node++) {
    const place = node * sizeof<f64>();
    const share = load<f64>(graph.standing + place) * load<f64>(graph.passedPerWeight + place);
    store<T>(graph.passed + node * sizeof<T>(), <T>share);
  }
}

/** Writes what each node passes on per unit of weight, its standing times `passedPerWeight`, as 32-bit floats. */
export function passOnSingle(graph: Graph): void {
  passOn<f32>(graph);
}

/** The same as 64-bit floats. */
export function passOnDouble(graph: Graph): void {
  passOn<f64>(graph);
}

/** Moves each standing as far as `changes` says, but not below its restart. */
export function extrapolate(graph: Graph): void {
  for (let node: usize = 0; node < <usize>graph.nodeCount; node++) {
    const place = node * sizeof<f64>();
    const aimed = load<f64>(graph.standing + place) + load<f64>(graph.changes + place);
    const restart: f64 = graph.restart === 0 ? 1 : load<f64>(graph.restart + place);
    store<f64>(graph.standing + place, max(aimed, graph.scale * restart));
  }
}

/** Writes the sum of the weights of each node's out-edges that are in the graph to `passedWeights`. */
export function sumPassedWeights(graph: Graph): void {
  memory.fill(graph.passedWeights, 0, graph.nodeCount * sizeof<f64>());
  for (let edge: usize = 0; edge < <usize>graph.edgeCount; edge++) {
    const source = <usize>load<u32>(graph.sources + edge * sizeof<u32>());
    const at = graph.passedWeights + source * sizeof<f64>();
    store<f64>(at, load<f64>(at) + load<f64>(graph.weights + edge * sizeof<f64>()));
  }
}

/** Sum of the weights of the edges `from` up to `to`. */
export function sumWeights(graph: Graph, from: u32, to: u32): f64 {
  let sum: f64 = 0;
  for (let edge = <usize>from; edge < <usize>to; edge++)
    sum += load<f64>(graph.weights + edge * sizeof<f64>());
  return sum;
}
