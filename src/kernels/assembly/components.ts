// A core by its strongly connected components, in the order in which standing flows.
import { Core, share } from "./graph";

/** Mark of a node that was not met yet; from -1 down: the order in which it was met, or the first that it reaches. */
const UNSEEN: f64 = -Infinity;

/** Walks from each node against the edges, and settles it when all whom it was reached from are, or by elimination with
 *  those that it also reaches. Stops at a component that is too large for that and returns how many it has: they are
 *  `members` until the next call, which goes on behind it; 0 when all are settled. Source: Tarjan 1972, with the one
 *  array of Pearce 2016, "A space-efficient algorithm for finding strongly connected components". */
export function walk(core: Core): u32 {
  const offsets = <usize>core.offsets;
  const sources = <usize>core.sources;
  const weights = <usize>core.weights;
  const standing = <usize>core.standing;
  const passed = <usize>core.passed;
  const insides = <usize>core.insides;
  const waiting = <usize>core.waiting;
  const pathNodes = <usize>core.pathNodes;
  const pathEdges = <usize>core.pathEdges;
  const pathOrders = <usize>core.pathOrders;
  const nodeCount = <usize>core.nodeCount;
  let root = <usize>core.root;
  let depth = <usize>core.depth;
  let waitingCount = <usize>core.waitingCount;
  let nextOrder = core.nextOrder;
  let isResumed = core.memberCount > 0;
  core.memberCount = 0;
  for (; root < nodeCount; root++) {
    let node = root;
    let order: f64 = 0;
    if (!isResumed) {
      if (load<f64>(passed + root * sizeof<f64>()) !== UNSEEN) continue;
      order = nextOrder--;
      store<f64>(passed + node * sizeof<f64>(), order);
    }
    let edge = <usize>load<u32>(offsets + node * sizeof<u32>());
    let end = <usize>load<u32>(offsets + (node + 1) * sizeof<u32>());
    let inside = edge;
    let first = order;
    let value = load<f64>(standing + node * sizeof<f64>());
    for (;;) {
      if (!isResumed) {
        let source: usize = 0;
        while (edge < end) {
          source = <usize>load<u32>(sources + edge * sizeof<u32>());
          const weight = load<f64>(weights + edge * sizeof<f64>());
          const seen = load<f64>(passed + source * sizeof<f64>());
          if (seen >= 0) value += seen * weight;
          else if (seen === UNSEEN) break;
          else {
            // Whoever is met and not settled belongs to the same component.
            store<u32>(sources + inside * sizeof<u32>(), <u32>source);
            store<f64>(weights + inside * sizeof<f64>(), weight);
            inside++;
            if (seen > first) first = seen;
          }
          edge++;
        }
        store<f64>(standing + node * sizeof<f64>(), value);
        if (edge < end) {
          // Down to the source of this edge; it is looked at again on the way back.
          store<u32>(pathNodes + depth * sizeof<u32>(), <u32>node);
          store<u32>(pathEdges + depth * sizeof<u32>(), <u32>edge);
          store<f64>(pathOrders + depth * sizeof<f64>(), order);
          store<f64>(passed + node * sizeof<f64>(), first);
          store<u32>(insides + node * sizeof<u32>(), <u32>inside);
          depth++;
          node = source;
          edge = <usize>load<u32>(offsets + node * sizeof<u32>());
          end = <usize>load<u32>(offsets + (node + 1) * sizeof<u32>());
          inside = edge;
          order = nextOrder--;
          first = order;
          value = load<f64>(standing + node * sizeof<f64>());
          store<f64>(passed + node * sizeof<f64>(), order);
          continue;
        }
        const start = <usize>load<u32>(offsets + node * sizeof<u32>());
        store<u32>(insides + node * sizeof<u32>(), <u32>(inside - start));
        if (first > order) {
          store<f64>(passed + node * sizeof<f64>(), first);
          store<u32>(waiting + waitingCount * sizeof<u32>(), <u32>node);
          waitingCount++;
        } else if (waitingCount === 0 || mark(passed, waiting, waitingCount - 1) > order) {
          settle(core, node);
        } else {
          store<u32>(waiting + waitingCount * sizeof<u32>(), <u32>node);
          const last = waitingCount + 1;
          while (waitingCount > 0 && mark(passed, waiting, waitingCount - 1) <= order) waitingCount--;
          const members = waiting + waitingCount * sizeof<u32>();
          const count = last - waitingCount;
          if (count > <usize>core.eliminatedNodes) {
            core.root = <u32>root;
            core.depth = <u32>depth;
            core.waitingCount = <u32>waitingCount;
            core.nextOrder = nextOrder;
            return askFor(core, members, count);
          }
          eliminate(core, members, count);
          for (let at: usize = 0; at < count; at++)
            settle(core, <usize>load<u32>(members + at * sizeof<u32>()));
        }
      }
      isResumed = false;
      if (depth === 0) break;
      depth--;
      node = <usize>load<u32>(pathNodes + depth * sizeof<u32>());
      edge = <usize>load<u32>(pathEdges + depth * sizeof<u32>());
      order = load<f64>(pathOrders + depth * sizeof<f64>());
      end = <usize>load<u32>(offsets + (node + 1) * sizeof<u32>());
      first = load<f64>(passed + node * sizeof<f64>());
      value = load<f64>(standing + node * sizeof<f64>());
      inside = <usize>load<u32>(insides + node * sizeof<u32>());
    }
  }
  core.root = <u32>root;
  return 0;
}

function mark(passed: usize, waiting: usize, at: usize): f64 {
  return load<f64>(passed + <usize>load<u32>(waiting + at * sizeof<u32>()) * sizeof<f64>());
}

function settle(core: Core, node: usize): void {
  const place = node * sizeof<f64>();
  const given = share(
    load<f64>(core.standing + place),
    core.damping,
    core.kappa,
    load<f64>(core.outWeightSums + place),
  );
  store<f64>(core.passed + place, given);
}

function askFor(core: Core, members: usize, count: usize): u32 {
  let edges: u32 = 0;
  for (let at: usize = 0; at < count; at++)
    edges += load<u32>(core.insides + <usize>load<u32>(members + at * sizeof<u32>()) * sizeof<u32>());
  core.members = <u32>members;
  core.memberCount = <u32>count;
  core.memberEdges = edges;
  return <u32>count;
}

/** Writes the standing of each member, by Gaussian elimination. Every node passes on less than it has, so each diagonal
 *  outweighs the rest of its column and no pivoting is needed. Time cubic in the members. */
function eliminate(core: Core, members: usize, count: usize): void {
  const rows = <usize>core.equations;
  const width = (count + 1) * sizeof<f64>();
  const standing = <usize>core.standing;
  writeEquations(core, members, count);
  for (let pivot: usize = 0; pivot < count; pivot++) {
    const pivotRow = rows + pivot * width;
    const diagonal = load<f64>(pivotRow + pivot * sizeof<f64>());
    for (let index = pivot + 1; index < count; index++) {
      const row = rows + index * width;
      const factor = load<f64>(row + pivot * sizeof<f64>()) / diagonal;
      if (factor === 0) continue;
      for (let place = (pivot + 1) * sizeof<f64>(); place < width; place += sizeof<f64>())
        store<f64>(row + place, load<f64>(row + place) - factor * load<f64>(pivotRow + place));
    }
  }
  for (let index = count; index-- > 0; ) {
    const row = rows + index * width;
    let value = load<f64>(row + count * sizeof<f64>());
    for (let column = index + 1; column < count; column++) {
      const member = <usize>load<u32>(members + column * sizeof<u32>());
      value -= load<f64>(row + column * sizeof<f64>()) * load<f64>(standing + member * sizeof<f64>());
    }
    const member = <usize>load<u32>(members + index * sizeof<u32>());
    store<f64>(standing + member * sizeof<f64>(), value / load<f64>(row + index * sizeof<f64>()));
  }
}

/** One row a member: what it keeps of each member's standing, then what reaches it from outside with its restart. */
function writeEquations(core: Core, members: usize, count: usize): void {
  const rows = <usize>core.equations;
  const width = (count + 1) * sizeof<f64>();
  const passed = <usize>core.passed;
  const damping = core.damping;
  const kappa = core.kappa;
  // Most components are too small for memory.fill to pay.
  for (let place: usize = 0; place < count * width; place += sizeof<f64>()) store<f64>(rows + place, 0);
  for (let index: usize = 0; index < count; index++) {
    const member = <usize>load<u32>(members + index * sizeof<u32>());
    store<f64>(passed + member * sizeof<f64>(), <f64>index);
  }
  for (let index: usize = 0; index < count; index++) {
    const member = <usize>load<u32>(members + index * sizeof<u32>());
    const row = rows + index * width;
    const start = <usize>load<u32>(core.offsets + member * sizeof<u32>());
    const end = start + <usize>load<u32>(core.insides + member * sizeof<u32>());
    for (let edge = start; edge < end; edge++) {
      const source = <usize>load<u32>(core.sources + edge * sizeof<u32>()) * sizeof<f64>();
      const weight = load<f64>(core.weights + edge * sizeof<f64>());
      const column = <usize>load<f64>(passed + source);
      const sum = load<f64>(core.outWeightSums + source);
      store<f64>(row + column * sizeof<f64>(), (-weight * damping) / (kappa + sum));
    }
    store<f64>(row + index * sizeof<f64>(), 1);
    store<f64>(row + count * sizeof<f64>(), load<f64>(core.standing + member * sizeof<f64>()));
  }
}
