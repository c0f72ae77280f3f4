import type { GraphArrays } from "../graph/kernel.ts";

const PAGE_BYTES = 65_536;
/** WebAssembly's 32-bit memories end here. */
const LARGEST_PAGES = 65_536;
/** Counts and places at the start of the memory, 32 bits each, in the order of Graph in assembly/people-rank.ts. */
const HEADER = [
  "nodeCount",
  "edgeCount",
  "offsets",
  "sources",
  "weights",
  "restart",
  "standing",
  "passedPerWeight",
  "passedWeights",
  "passed",
  "changes",
] as const;

/** A memory that holds a graph and all that the kernel needs beside it. */
export interface GraphMemory {
  readonly memory: WebAssembly.Memory;
  readonly arrays: GraphArrays;
  readonly restart: Float64Array;
  readonly standing: Float64Array;
  readonly passedPerWeight: Float64Array;
  /** Sum of the weights of each node's out-edges that are in the graph. */
  readonly passedWeights: Float64Array;
  /** Change of each node in the last sweep that was told to remember. */
  readonly changes: Float64Array;
}

type GraphLayout = Readonly<Record<(typeof HEADER)[number] | "outWeightSums" | "bytes", number>>;

/** Where each array stands, in bytes, each aligned to 8. */
function graphLayout(nodeCount: number, edgeCount: number): GraphLayout {
  let bytes = 8 * Math.ceil((4 * HEADER.length) / 8);
  const place = (length: number) => {
    const start = bytes;
    bytes += Math.ceil(length / 8) * 8;
    return start;
  };
  return {
    nodeCount,
    edgeCount,
    offsets: place(4 * (nodeCount + 1)),
    sources: place(4 * edgeCount),
    weights: place(8 * edgeCount),
    outWeightSums: place(8 * nodeCount),
    restart: place(8 * nodeCount),
    standing: place(8 * nodeCount),
    passedPerWeight: place(8 * nodeCount),
    passedWeights: place(8 * nodeCount),
    passed: place(8 * nodeCount),
    changes: place(8 * nodeCount),
    bytes,
  };
}

/** Whether a graph of this size fits into one WebAssembly memory (4 GiB). */
export function fitsMemory(nodeCount: number, edgeCount: number): boolean {
  return graphLayout(nodeCount, edgeCount).bytes <= LARGEST_PAGES * PAGE_BYTES;
}

/** A new memory for a graph of this size, all zeros but for its header.
 *  @throws RangeError when it does not fit, or the machine has no room for it. */
export function newGraphMemory(nodeCount: number, edgeCount: number): GraphMemory {
  const layout = graphLayout(nodeCount, edgeCount);
  const memory = new WebAssembly.Memory({ initial: Math.max(1, Math.ceil(layout.bytes / PAGE_BYTES)) });
  const { buffer } = memory;
  new Uint32Array(buffer, 0, HEADER.length).set(HEADER.map(name => layout[name]));
  const perNode = (place: number) => new Float64Array(buffer, place, nodeCount);
  return {
    memory,
    arrays: {
      offsets: new Uint32Array(buffer, layout.offsets, nodeCount + 1),
      sources: new Uint32Array(buffer, layout.sources, edgeCount),
      weights: new Float64Array(buffer, layout.weights, edgeCount),
      outWeightSums: perNode(layout.outWeightSums),
    },
    restart: perNode(layout.restart),
    standing: perNode(layout.standing),
    passedPerWeight: perNode(layout.passedPerWeight),
    passedWeights: perNode(layout.passedWeights),
    changes: perNode(layout.changes),
  };
}
