import type { GraphArrays } from "../graph/kernel.ts";

const PAGE_BYTES = 65_536;
/** WebAssembly's 32-bit memories end here. */
const LARGEST_PAGES = 65_536;

/** Byte offset of each array of a graph and of the kernel's own in one memory. */
export interface GraphLayout {
  readonly offsets: number;
  readonly sources: number;
  readonly weights: number;
  readonly outWeightSums: number;
  readonly restart: number;
  readonly standing: number;
  readonly passedPerWeight: number;
  readonly passed: number;
  readonly bytes: number;
}

/** A memory that holds a graph and all that the kernel needs beside it. */
export interface GraphMemory {
  readonly memory: WebAssembly.Memory;
  readonly layout: GraphLayout;
  readonly arrays: GraphArrays;
  readonly restart: Float64Array;
  readonly standing: Float64Array;
  readonly passedPerWeight: Float64Array;
}

/** Where each array stands, in bytes, each aligned to 8. */
export function graphLayout(nodeCount: number, edgeCount: number): GraphLayout {
  let bytes = 0;
  const place = (length: number) => {
    const start = bytes;
    bytes += Math.ceil(length / 8) * 8;
    return start;
  };
  return {
    offsets: place(4 * (nodeCount + 1)),
    sources: place(4 * edgeCount),
    weights: place(8 * edgeCount),
    outWeightSums: place(8 * nodeCount),
    restart: place(8 * nodeCount),
    standing: place(8 * nodeCount),
    passedPerWeight: place(8 * nodeCount),
    passed: place(8 * nodeCount),
    bytes,
  };
}

/** Whether a graph of this size fits into one WebAssembly memory (4 GiB). */
export function fitsMemory(nodeCount: number, edgeCount: number): boolean {
  return graphLayout(nodeCount, edgeCount).bytes <= LARGEST_PAGES * PAGE_BYTES;
}

/** A new memory for a graph of this size, all zeros.
 *  @throws RangeError when it does not fit, or the machine has no room for it. */
export function newGraphMemory(nodeCount: number, edgeCount: number): GraphMemory {
  const layout = graphLayout(nodeCount, edgeCount);
  const memory = new WebAssembly.Memory({ initial: Math.max(1, Math.ceil(layout.bytes / PAGE_BYTES)) });
  const { buffer } = memory;
  return {
    memory,
    layout,
    arrays: {
      offsets: new Uint32Array(buffer, layout.offsets, nodeCount + 1),
      sources: new Uint32Array(buffer, layout.sources, edgeCount),
      weights: new Float64Array(buffer, layout.weights, edgeCount),
      outWeightSums: new Float64Array(buffer, layout.outWeightSums, nodeCount),
    },
    restart: new Float64Array(buffer, layout.restart, nodeCount),
    standing: new Float64Array(buffer, layout.standing, nodeCount),
    passedPerWeight: new Float64Array(buffer, layout.passedPerWeight, nodeCount),
  };
}
