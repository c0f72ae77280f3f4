import type { PassingOptions } from "../graph/kernel.ts";
import { type CoreMemory, coreMemory } from "./core-memory.ts";
import { type GraphMemory, graphBytes, graphMemoryAt } from "./graph-memory.ts";
import type { KernelExports } from "./kernel-exports.ts";

/** One row in so many is looked at, from so many edges on. */
const SAMPLED_ROWS = 16;
const SAMPLED_EDGES = 100_000;
/** Nodes of one call: what is compiled better meanwhile is taken up at the next. */
const PIECE = 1 << 15;
/** Mark of a node that the walk has not met; see assembly/components.ts. */
const UNSEEN = -Infinity;

/** The core of a graph: the nodes that both act and are acted on, with the edges among them. */
export interface CoreShape {
  /** Its share of the edges, 0..1. */
  readonly edgeShare: number;
  /** Its edges by its nodes; 0 without nodes. */
  readonly edgesPerNode: number;
}

/** About how large the core of a graph is, from some of its rows (from all of a small one). */
export function coreShape(kernel: KernelExports, graph: GraphMemory, edgeCount: number): CoreShape {
  const step = edgeCount >= SAMPLED_EDGES ? SAMPLED_ROWS : 1;
  const core = coreMemory(graph);
  kernel.measureShape(graph.place, core.place, step);
  const nodes = core.get("shapeNodes");
  const edges = core.get("shapeEdges");
  return {
    edgeShare: edgeCount === 0 ? 0 : (edges * step) / edgeCount,
    edgesPerNode: nodes === 0 ? 0 : edges / nodes,
  };
}

/** Nodes that are solved together, as a graph of their own: what all others bring them is part of the restart. */
export interface OwnGraph {
  readonly graph: GraphMemory;
  readonly nodeCount: number;
  readonly edgeCount: number;
  /** Of values by node of the whole graph, those of the nodes of this one. */
  readonly partOf: (values: Float64Array) => Float64Array;
}

/** A graph of which only the core is still to be solved. */
export interface IteratedCore {
  /** Of its nodes, when they are settled. */
  readonly standing: Float64Array;
  /** Has `solve` write the standing of each strongly connected component of more than `eliminatedNodes` to its graph, in
   *  the order in which standing flows; settles the others itself. */
  readonly settleComponents: (solve: (own: OwnGraph) => void) => void;
  /** Has `solve` write the standing of all nodes, as one. */
  readonly settleAll: (solve: (own: OwnGraph) => void) => void;
}

/** Copies the core of a graph to the free part of its memory, and passes on what needs no iteration: on whom nobody
 *  acted stands at its restart, which `standing` of the graph holds. Null where that part is too small. Time O(n + m). */
export function iteratedCore(
  kernel: KernelExports,
  graph: GraphMemory,
  { damping, kappa }: PassingOptions,
  eliminatedNodes: number,
): IteratedCore | null {
  const core = coreMemory(graph);
  core.set({ nodeCount: 0, edgeCount: 0, lastCount: 0, rowsLength: 0 });
  // Changes are of the sweeps, which come later.
  core.set({ nodes: graph.changes.byteOffset, last: graph.changes.byteOffset + 4 * graph.nodeCount });
  core.setNumbers({ damping, kappa });
  inPieces(graph.nodeCount, (from, to) => kernel.settleEnds(graph.place, core.place, from, to));
  const free = placeArrays(graph, core, eliminatedNodes);
  if (free === null) return null;
  const nodeCount = core.get("nodeCount");
  const isWhole = inPieces(
    nodeCount,
    (from, to) => kernel.compactCore(graph.place, core.place, from, to) !== 0,
  );
  if (!isWhole) return null;
  const settle = (solve: (own: OwnGraph) => void) => {
    const own = ownGraph(kernel, graph, core, free);
    solve(own);
    kernel.takeStandings(core.place, own.graph.place, free);
  };
  return {
    standing: new Float64Array(graph.memory.buffer, core.get("standing"), nodeCount),
    settleComponents: solve => {
      new Float64Array(graph.memory.buffer, core.get("passed"), nodeCount).fill(UNSEEN);
      core.set({ root: 0, depth: 0, waitingCount: 0, memberCount: 0 });
      core.setNumbers({ nextOrder: -1 });
      while (kernel.walk(core.place) > 0) settle(solve);
      kernel.gatherLast(graph.place, core.place);
    },
    settleAll: solve => {
      kernel.takeAll(core.place);
      settle(solve);
      kernel.gatherLast(graph.place, core.place);
    },
  };
}

/** Whether `work` was done for all of `count`, so many at a time; it may say no. */
function inPieces(count: number, work: (from: number, to: number) => unknown): boolean {
  for (let from = 0; from < count; from += PIECE)
    if (work(from, Math.min(count, from + PIECE)) === false) return false;
  return true;
}

/** Gives the core arrays for its nodes and as many edges as leave room for one component of all of them; returns where
 *  the room for that begins, null where there is none. */
function placeArrays(graph: GraphMemory, core: CoreMemory, eliminatedNodes: number): number | null {
  const nodeCount = core.get("nodeCount");
  let end = graph.free;
  const place = (length: number) => {
    const from = end;
    end += Math.ceil(length / 8) * 8;
    return from;
  };
  core.set({
    eliminatedNodes,
    equations: place(8 * eliminatedNodes * (eliminatedNodes + 1)),
    offsets: place(4 * (nodeCount + 1)),
    outWeightSums: place(8 * nodeCount),
    standing: place(8 * nodeCount),
    passed: place(8 * nodeCount),
    insides: place(4 * nodeCount),
    pathNodes: place(4 * nodeCount),
    pathEdges: place(4 * nodeCount),
    pathOrders: place(8 * nodeCount),
    waiting: place(4 * nodeCount),
  });
  const room = graph.memory.buffer.byteLength - end - ownBytes(nodeCount, 0);
  // Twice a source and a weight: here and in the component; one more here, written before it is known to count.
  const capacity = Math.min(core.get("rowsLength"), Math.floor((room - 64) / 24));
  if (capacity < 0) return null;
  core.set({ capacity, sources: place(4 * (capacity + 1)), weights: place(8 * (capacity + 1)) });
  return end;
}

function ownBytes(nodeCount: number, edgeCount: number): number {
  return 4 * nodeCount + 8 + graphBytes(nodeCount, edgeCount);
}

/** The members that wait for their solution, copied to `free`: their nodes, then the graph. */
function ownGraph(kernel: KernelExports, { memory }: GraphMemory, core: CoreMemory, free: number): OwnGraph {
  const nodeCount = core.get("memberCount");
  const edgeCount = core.get("memberEdges");
  const graph = graphMemoryAt(memory, free + 8 * Math.ceil(nodeCount / 2), nodeCount, edgeCount);
  kernel.copyMembers(core.place, graph.place, free);
  const coreNodes = new Uint32Array(memory.buffer, core.get("nodes"), core.get("nodeCount"));
  const nodes = new Uint32Array(memory.buffer, free, nodeCount);
  const partOf = (values: Float64Array) => Float64Array.from(nodes, node => values[coreNodes[node]!]!);
  return { graph, nodeCount, edgeCount, partOf };
}
