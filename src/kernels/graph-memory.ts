import { NoRoomForGraph } from "../domain/errors.ts";
import type { GraphArrays } from "../graph/kernel.ts";

const PAGE_BYTES = 65_536;
/** WebAssembly's 32-bit memories end here. */
const LARGEST_PAGES = 65_536;
/** Counts and places at the start of a graph, 32 bits each, in the order of Graph in assembly/graph.ts. */
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
  "outWeightSums",
] as const;
/** Where each of the 64-bit numbers stands that follow there, in the same order. */
export const NUMBER = { damping: 0, kappa: 1, scale: 2, floor: 3, largest: 4, kept: 5, keptLost: 6 } as const;
const NUMBERS_AT = 8 * Math.ceil((4 * HEADER.length) / 8);
const NUMBERS_COUNT = Object.keys(NUMBER).length;

/** Room for the header of a core. */
const CORE_BYTES = 160;
/** Asked for beside the graph, for a copy of its core; takes no memory before it is written to. Enough for a core of all
 *  nodes with two thirds of the edges; a larger one is not copied (LARGEST_SHARE in wasm-kernel.ts). */
const WORKSPACE_BYTES = { node: 108, edge: 16 };

/** A memory that holds a graph and all that the kernel needs beside it. */
export interface GraphMemory {
  readonly memory: WebAssembly.Memory;
  /** Where the header stands, in bytes; that of a core; and from where on nothing is in use while a core is solved. */
  readonly place: number;
  readonly corePlace: number;
  readonly free: number;
  readonly nodeCount: number;
  readonly arrays: GraphArrays;
  /** Writes what the next solution reads: how many edges there are by now, and which arrays count. */
  readonly setHeader: (graph: {
    readonly edgeCount: number;
    readonly hasRestart: boolean;
    readonly hasPassedWeights: boolean;
    /** Where the out-weight sums stand that count, in bytes; by default those of the arrays. */
    readonly outWeightSums?: number;
  }) => void;
  /** By NUMBER. */
  readonly numbers: Float64Array;
  readonly restart: Float64Array;
  readonly standing: Float64Array;
  readonly passedPerWeight: Float64Array;
  readonly passed: Float64Array;
  /** Change of each node in the last sweep that was told to remember. */
  readonly changes: Float64Array;
}

type GraphLayout = Readonly<Record<(typeof HEADER)[number] | "core" | "end", number>>;

/** Where each array stands, in bytes, each aligned to 8, when the header stands at `start`. */
function graphLayout(nodeCount: number, edgeCount: number, start = 0): GraphLayout {
  let end = start + NUMBERS_AT + 8 * NUMBERS_COUNT;
  const place = (length: number) => {
    const from = end;
    end += Math.ceil(length / 8) * 8;
    return from;
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
    passed: place(8 * nodeCount),
    passedPerWeight: place(8 * nodeCount),
    changes: place(8 * nodeCount),
    core: place(CORE_BYTES),
    // The last, since it is free while a core is solved.
    passedWeights: place(8 * nodeCount),
    end,
  };
}

/** Whether a graph of this size fits into one WebAssembly memory (4 GiB). */
export function fitsMemory(nodeCount: number, edgeCount: number): boolean {
  return graphLayout(nodeCount, edgeCount).end <= LARGEST_PAGES * PAGE_BYTES;
}

/** Bytes that a graph takes in a memory that has others too. */
export function graphBytes(nodeCount: number, edgeCount: number): number {
  return graphLayout(nodeCount, edgeCount).end;
}

/** Memory of so many pages of 64 KiB; throws RangeError where the machine has none. */
export type NewMemory = (pages: number) => WebAssembly.Memory;

/** What asks the machine. */
export const newMemory: NewMemory = pages => new WebAssembly.Memory({ initial: pages });

/** A memory from `allocate` for a graph of this size and, where the machine has that, for a copy of its core; all zeros
 *  but for its header.
 *  @throws NoRoomForGraph when it does not fit, or the machine has no room for it. */
export function newGraphMemory(nodeCount: number, edgeCount: number, allocate = newMemory): GraphMemory {
  const { end } = graphLayout(nodeCount, edgeCount);
  const least = Math.max(1, Math.ceil(end / PAGE_BYTES));
  const workspace = WORKSPACE_BYTES.node * nodeCount + WORKSPACE_BYTES.edge * edgeCount;
  const most = Math.max(least, Math.min(LARGEST_PAGES, Math.ceil((end + workspace) / PAGE_BYTES)));
  const memory = allocated(allocate, most) ?? (most > least ? allocated(allocate, least) : null);
  if (!memory) throw new NoRoomForGraph(nodeCount, edgeCount);
  return graphMemoryAt(memory, 0, nodeCount, edgeCount);
}

/** A graph of this size at `start` of a memory that has room for it; writes its header. */
export function graphMemoryAt(
  memory: WebAssembly.Memory,
  start: number,
  nodeCount: number,
  edgeCount: number,
): GraphMemory {
  const { buffer } = memory;
  const layout = graphLayout(nodeCount, edgeCount, start);
  const header = new Uint32Array(buffer, start, HEADER.length);
  header.set(HEADER.map(name => layout[name]));
  const perNode = (place: number) => new Float64Array(buffer, place, nodeCount);
  return {
    memory,
    place: start,
    corePlace: layout.core,
    free: layout.passedWeights,
    nodeCount,
    arrays: {
      offsets: new Uint32Array(buffer, layout.offsets, nodeCount + 1),
      sources: new Uint32Array(buffer, layout.sources, edgeCount),
      weights: new Float64Array(buffer, layout.weights, edgeCount),
      outWeightSums: perNode(layout.outWeightSums),
    },
    setHeader: ({ edgeCount: count, hasRestart, hasPassedWeights, outWeightSums = layout.outWeightSums }) => {
      header[HEADER.indexOf("edgeCount")] = count;
      header[HEADER.indexOf("restart")] = hasRestart ? layout.restart : 0;
      header[HEADER.indexOf("passedWeights")] = hasPassedWeights ? layout.passedWeights : 0;
      header[HEADER.indexOf("outWeightSums")] = outWeightSums;
    },
    numbers: new Float64Array(buffer, start + NUMBERS_AT, NUMBERS_COUNT),
    restart: perNode(layout.restart),
    standing: perNode(layout.standing),
    passedPerWeight: perNode(layout.passedPerWeight),
    passed: perNode(layout.passed),
    changes: perNode(layout.changes),
  };
}

/** Null where the machine has no such memory. */
function allocated(allocate: NewMemory, pages: number): WebAssembly.Memory | null {
  try {
    return allocate(pages);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
