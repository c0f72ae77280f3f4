import { assertWeight, type InEdgeGraph } from "./in-edge-graph.ts";
import { type GraphArrays, newGraphArrays } from "./kernel.ts";

/** Rows up to this long are put in order by insertion. */
const SHORT_ROW = 24;
/** Places that fit beside a 32-bit source in the 53 bits of a double. */
const PLACES = 2 ** 21;

/** Fills a graph from edges that come twice in any order: first the target of each, then each whole. The edges are put into
 *  their rows at once, and each row in order of source at the end: the same bytes as from ordered edges, without a copy. */
export class CountedGraphBuilder {
  private counted = 0;
  private added = 0;

  /** `arrays` must be zeros and fit the counts; new ones when absent. */
  constructor(
    private readonly nodeCount: number,
    private readonly edgeCount: number,
    private readonly arrays: GraphArrays = newGraphArrays(nodeCount, edgeCount),
  ) {}

  /** Counts an edge on `target`.
   *  @throws RangeError on more edges than were announced, or an index outside 0..nodeCount - 1. */
  count(target: number): void {
    if (this.counted === this.edgeCount)
      throw new RangeError(`edge ${this.counted} comes after the ${this.counted} announced`);
    if (!(target >= 0 && target < this.nodeCount))
      throw new RangeError(`edge ${this.counted} names node ${target}, outside 0..${this.nodeCount - 1}`);
    this.arrays.offsets[target + 1]!++;
    this.counted++;
  }

  /** Adds an edge, once all are counted; both times the targets must be the same ones.
   *  @throws RangeError on more edges than were announced or counted, an index outside 0..nodeCount - 1, a self-edge, or a weight that is
   *  not positive and finite (1e-200 to 1e200). */
  add(source: number, target: number, weight: number): void {
    const { offsets, sources, weights } = this.arrays;
    const { added } = this;
    if (added === this.edgeCount) throw new RangeError(`edge ${added} comes after the ${added} announced`);
    if (added === 0) this.openRows();
    if (!(source >= 0 && source < this.nodeCount && target >= 0 && target < this.nodeCount))
      throw new RangeError(
        `edge ${added} (${source} to ${target}) names a node outside 0..${this.nodeCount - 1}`,
      );
    if (source === target) throw new RangeError(`edge ${added} goes from node ${source} to itself`);
    assertWeight(added, source, target, weight);
    const slot = offsets[target + 1]!++;
    if (slot >= this.edgeCount)
      throw new RangeError(`edge ${added} (${source} to ${target}) was not counted`);
    sources[slot] = source;
    weights[slot] = weight;
    this.added = added + 1;
  }

  /** The graph.
   *  @throws RangeError when fewer edges came than were announced, or a pair twice. */
  finish(): InEdgeGraph {
    const { sources, weights } = this.finishRows();
    const { outWeightSums } = this.arrays;
    for (let edge = 0; edge < this.edgeCount; edge++) outWeightSums[sources[edge]!]! += weights[edge]!;
    return { nodeCount: this.nodeCount, edgeCount: this.edgeCount, ...this.arrays };
  }

  /** The rows of the graph in order, without sums of what each node gives.
   *  @throws RangeError when fewer edges came than were announced, or a pair twice. */
  finishRows(): Pick<InEdgeGraph, "offsets" | "sources" | "weights"> {
    if (this.added !== this.edgeCount)
      throw new RangeError(`${this.added} edges came, ${this.edgeCount} were announced`);
    const { offsets, sources, weights } = this.arrays;
    for (let node = 0; node < this.nodeCount; node++) {
      sortRow(this.arrays, node);
      for (let edge = offsets[node]! + 1; edge < offsets[node + 1]!; edge++)
        if (sources[edge] === sources[edge - 1])
          throw new RangeError(`the pair ${sources[edge]} to ${node} is repeated`);
    }
    return { offsets, sources, weights };
  }

  /** Turns counts into the start of each row, one place on, so that filling a row moves its start to its end. */
  private openRows(): void {
    if (this.counted !== this.edgeCount)
      throw new RangeError(`${this.counted} edges were counted, ${this.edgeCount} were announced`);
    const { offsets } = this.arrays;
    let before = 0;
    for (let node = 0; node < this.nodeCount; node++) {
      const length = offsets[node + 1]!;
      offsets[node + 1] = before;
      before += length;
    }
  }
}

function sortRow({ offsets, sources, weights }: GraphArrays, node: number): void {
  const [start, end] = [offsets[node]!, offsets[node + 1]!];
  let isOrdered = true;
  for (let edge = start + 1; edge < end && isOrdered; edge++) isOrdered = sources[edge - 1]! < sources[edge]!;
  if (isOrdered) return;
  if (end - start <= SHORT_ROW) sortByInsertion(sources, weights, start, end);
  else sortLongRow(sources.subarray(start, end), weights.subarray(start, end));
}

function sortByInsertion(sources: Uint32Array, weights: Float64Array, start: number, end: number): void {
  for (let edge = start + 1; edge < end; edge++) {
    const [source, weight] = [sources[edge]!, weights[edge]!];
    let slot = edge;
    for (; slot > start && sources[slot - 1]! > source; slot--) {
      sources[slot] = sources[slot - 1]!;
      weights[slot] = weights[slot - 1]!;
    }
    sources[slot] = source;
    weights[slot] = weight;
  }
}

/** A double holds source and place together, and numbers alone are sorted fast. */
function sortLongRow(sources: Uint32Array, weights: Float64Array): void {
  const { length } = sources;
  if (length > PLACES) {
    sortByPlaces(sources, weights);
    return;
  }
  const keys = new Float64Array(length);
  for (let place = 0; place < length; place++) keys[place] = sources[place]! * PLACES + place;
  keys.sort();
  const oldWeights = weights.slice();
  for (let slot = 0; slot < length; slot++) {
    const source = Math.floor(keys[slot]! / PLACES);
    sources[slot] = source;
    weights[slot] = oldWeights[keys[slot]! - source * PLACES]!;
  }
}

function sortByPlaces(sources: Uint32Array, weights: Float64Array): void {
  const places = Uint32Array.from(sources.keys()).sort((a, b) => sources[a]! - sources[b]!);
  const [oldSources, oldWeights] = [sources.slice(), weights.slice()];
  for (const [slot, place] of places.entries()) {
    sources[slot] = oldSources[place]!;
    weights[slot] = oldWeights[place]!;
  }
}
