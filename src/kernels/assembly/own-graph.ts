// A component, or a core as a whole, as a graph of its own.
import { Core, Graph, share } from "./graph";

/** Makes the whole core the component that waits for its solution. */
export function takeAll(core: Core): void {
  for (let node: usize = 0; node < <usize>core.nodeCount; node++) {
    const row = core.offsets + node * sizeof<u32>();
    store<u32>(core.insides + node * sizeof<u32>(), load<u32>(row + sizeof<u32>()) - load<u32>(row));
    store<u32>(core.waiting + node * sizeof<u32>(), <u32>node);
  }
  core.members = core.waiting;
  core.memberCount = core.nodeCount;
  core.memberEdges = core.edgeCount;
}

/** Copies the members with the edges among them to `own`, whose arrays have room for them, and their nodes to `nodes`;
 *  what the other edges brought is part of their restart. They come in order of how many edges they gather, else in their
 *  own, so that a processor foresees where each row ends: that halves the time of a sweep whose standings are in the
 *  cache. Reads in the order of the members and writes where that leads. */
export function copyMembers(core: Core, own: Graph, nodes: usize): void {
  const members = <usize>core.members;
  const count = <usize>core.memberCount;
  // Neither is in use before the first sweep.
  const places = <usize>own.passed;
  orderByLength(core, own, places, <usize>own.changes);
  for (let at: usize = 0; at < count; at++) {
    const place = <usize>load<u32>(places + at * sizeof<u32>());
    const node = <usize>load<u32>(members + at * sizeof<u32>());
    store<u32>(nodes + place * sizeof<u32>(), <u32>node);
    store<f64>(own.restart + place * sizeof<f64>(), load<f64>(core.standing + node * sizeof<f64>()));
    store<f64>(
      own.outWeightSums + place * sizeof<f64>(),
      load<f64>(core.outWeightSums + node * sizeof<f64>()),
    );
    store<u64>(core.passed + node * sizeof<f64>(), <u64>place);
  }
  const sources = <usize>core.sources;
  const weights = <usize>core.weights;
  const ownSources = <usize>own.sources;
  const ownWeights = <usize>own.weights;
  for (let at: usize = 0; at < count; at++) {
    const place = <usize>load<u32>(places + at * sizeof<u32>());
    const node = <usize>load<u32>(members + at * sizeof<u32>());
    const start = <usize>load<u32>(core.offsets + node * sizeof<u32>());
    const end = start + <usize>load<u32>(core.insides + node * sizeof<u32>());
    let ownEdge = <usize>load<u32>(own.offsets + place * sizeof<u32>());
    for (let edge = start; edge < end; edge++, ownEdge++) {
      const source = <usize>load<u32>(sources + edge * sizeof<u32>());
      store<u32>(ownSources + ownEdge * sizeof<u32>(), load<u32>(core.passed + source * sizeof<f64>()));
      store<f64>(ownWeights + ownEdge * sizeof<f64>(), load<f64>(weights + edge * sizeof<f64>()));
    }
  }
}

/** Writes the place of each member to `places`, and where the rows start to the offsets. `counts` is room for a word
 *  more than the members. */
function orderByLength(core: Core, own: Graph, places: usize, counts: usize): void {
  const members = <usize>core.members;
  const count = <usize>core.memberCount;
  const offsets = <usize>own.offsets;
  // No row has more edges than there are other members.
  memory.fill(counts, 0, (count + 1) * sizeof<u32>());
  for (let at: usize = 0; at < count; at++) {
    const next = counts + (<usize>lengthOf(core, members, at) + 1) * sizeof<u32>();
    store<u32>(next, load<u32>(next) + 1);
  }
  for (let length: usize = 0; length < count; length++) {
    const next = counts + (length + 1) * sizeof<u32>();
    store<u32>(next, load<u32>(next) + load<u32>(counts + length * sizeof<u32>()));
  }
  for (let at: usize = 0; at < count; at++) {
    const length = lengthOf(core, members, at);
    const next = counts + <usize>length * sizeof<u32>();
    const place = load<u32>(next);
    store<u32>(next, place + 1);
    store<u32>(places + at * sizeof<u32>(), place);
    store<u32>(offsets + (<usize>place + 1) * sizeof<u32>(), length);
  }
  store<u32>(offsets, 0);
  for (let place: usize = 0; place < count; place++) {
    const next = offsets + (place + 1) * sizeof<u32>();
    store<u32>(next, load<u32>(next) + load<u32>(offsets + place * sizeof<u32>()));
  }
}

function lengthOf(core: Core, members: usize, at: usize): u32 {
  return load<u32>(core.insides + <usize>load<u32>(members + at * sizeof<u32>()) * sizeof<u32>());
}

/** Gives the members that `copyMembers` copied the standing that they have in `own`. */
export function takeStandings(core: Core, own: Graph, nodes: usize): void {
  const damping = core.damping;
  const kappa = core.kappa;
  for (let place: usize = 0; place < <usize>core.memberCount; place++) {
    const node = <usize>load<u32>(nodes + place * sizeof<u32>()) * sizeof<f64>();
    const value = load<f64>(own.standing + place * sizeof<f64>());
    store<f64>(core.standing + node, value);
    const given = share(value, damping, kappa, load<f64>(core.outWeightSums + node));
    store<f64>(core.passed + node, given);
  }
}
