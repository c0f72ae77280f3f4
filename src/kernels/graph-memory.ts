import { NoRoomForGraph } from "../domain/errors.ts";
import type { GraphArrays } from "../graph/kernel.ts";

const PAGE_BYTES = 65_536;
/** WebAssembly's 32-bit memories end here. */
export const LARGEST_PAGES = 65_536;
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
/** Where each of the 64-bit numbers stands that follow there, in the same order. */
export const NUMBER = { damping: 0, kappa: 1, scale: 2, floor: 3, largest: 4, kept: 5, keptLost: 6 } as const;
const NUMBERS_AT = 8 * Math.ceil((4 * HEADER.length) / 8);
const NUMBERS_COUNT = Object.keys(NUMBER).length;

/** A memory that holds a graph and all that the kernel needs beside it. */
export interface GraphMemory {
  readonly memory: WebAssembly.Memory;
  readonly arrays: GraphArrays;
  /** Writes what the next solution reads: how many edges there are by now, and which arrays count. */
  readonly setHeader: (graph: {
    readonly edgeCount: number;
    readonly hasRestart: boolean;
    readonly hasPassedWeights: boolean;
  }) => void;
  /** By NUMBER. */
  readonly numbers: Float64Array;
  readonly restart: Float64Array;
  readonly standing: Float64Array;
  readonly passedPerWeight: Float64Array;
  /** Change of each node in the last sweep that was told to remember. */
  readonly changes: Float64Array;
}

type GraphLayout = Readonly<Record<(typeof HEADER)[number] | "outWeightSums" | "bytes", number>>;

/** Where each array stands, in bytes, each aligned to 8. */
function graphLayout(nodeCount: number, edgeCount: number): GraphLayout {
  let bytes = NUMBERS_AT + 8 * NUMBERS_COUNT;
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

/** Memory of so many pages of 64 KiB; throws RangeError where the machine has none. */
export type NewMemory = (pages: number) => WebAssembly.Memory;

/** What asks the machine. */
export const newMemory: NewMemory = pages => new WebAssembly.Memory({ initial: pages });

/** A memory from `allocate` for a graph of this size; all zeros but for its header where it is new.
 *  @throws NoRoomForGraph when it does not fit, or the machine has no room for it. */
export function newGraphMemory(nodeCount: number, edgeCount: number, allocate = newMemory): GraphMemory {
  const layout = graphLayout(nodeCount, edgeCount);
  const memory = allocated(nodeCount, edgeCount, Math.max(1, Math.ceil(layout.bytes / PAGE_BYTES)), allocate);
  const { buffer } = memory;
  const header = new Uint32Array(buffer, 0, HEADER.length);
  header.set(HEADER.map(name => layout[name]));
  const perNode = (place: number) => new Float64Array(buffer, place, nodeCount);
  return {
    memory,
    arrays: {
      offsets: new Uint32Array(buffer, layout.offsets, nodeCount + 1),
      sources: new Uint32Array(buffer, layout.sources, edgeCount),
      weights: new Float64Array(buffer, layout.weights, edgeCount),
      outWeightSums: perNode(layout.outWeightSums),
    },
    setHeader: ({ edgeCount: count, hasRestart, hasPassedWeights }) => {
      header[HEADER.indexOf("edgeCount")] = count;
      header[HEADER.indexOf("restart")] = hasRestart ? layout.restart : 0;
      header[HEADER.indexOf("passedWeights")] = hasPassedWeights ? layout.passedWeights : 0;
    },
    numbers: new Float64Array(buffer, NUMBERS_AT, NUMBERS_COUNT),
    restart: perNode(layout.restart),
    standing: perNode(layout.standing),
    passedPerWeight: perNode(layout.passedPerWeight),
    changes: perNode(layout.changes),
  };
}

function allocated(
  nodeCount: number,
  edgeCount: number,
  pages: number,
  allocate: NewMemory,
): WebAssembly.Memory {
  try {
    return allocate(pages);
  } catch (error) {
    if (error instanceof RangeError) throw new NoRoomForGraph(nodeCount, edgeCount, { cause: error });
    throw error;
  }
}
