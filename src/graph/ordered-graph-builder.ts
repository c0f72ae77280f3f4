import { assertWeight, type InEdgeGraph } from "./in-edge-graph.ts";
import { type GraphArrays, newGraphArrays } from "./kernel.ts";

/** Fills a graph from edges that come in order of (target, source), one pass and no copy. */
export class OrderedGraphBuilder {
  private edge = 0;
  private target = -1;

  /** `arrays` must be zeros and fit the counts; new ones when absent. */
  constructor(
    private readonly nodeCount: number,
    private readonly edgeCount: number,
    private readonly arrays: GraphArrays = newGraphArrays(nodeCount, edgeCount),
  ) {}

  /** Adds the next edge.
   *  @throws RangeError on an edge out of order or repeated, more edges than were announced, an index outside
   *  0..nodeCount - 1, a self-edge, or a weight that is not positive and finite (1e-200 to 1e200). */
  add(source: number, target: number, weight: number): void {
    const { offsets, sources, weights, outWeightSums } = this.arrays;
    const { edge } = this;
    if (edge === this.edgeCount) throw new RangeError(`edge ${edge} comes after the ${edge} announced`);
    if (!(source < this.nodeCount && target < this.nodeCount))
      throw new RangeError(
        `edge ${edge} (${source} to ${target}) names a node outside 0..${this.nodeCount - 1}`,
      );
    if (source === target) throw new RangeError(`edge ${edge} goes from node ${source} to itself`);
    if (target < this.target || (target === this.target && source <= sources[edge - 1]!))
      throw new RangeError(`edge ${edge} (${source} to ${target}) is repeated or out of order`);
    assertWeight(edge, source, target, weight);
    while (this.target < target) offsets[++this.target] = edge;
    sources[edge] = source;
    weights[edge] = weight;
    outWeightSums[source]! += weight;
    this.edge = edge + 1;
  }

  /** Counts an edge of `weight` into the attention that `source` gives, without leading anywhere: what it would pass
   *  on restarts.
   *  @throws RangeError on an index outside 0..nodeCount - 1, or a weight that is not positive and finite. */
  withhold(source: number, target: number, weight: number): void {
    if (!(source < this.nodeCount && target < this.nodeCount))
      throw new RangeError(
        `withheld edge (${source} to ${target}) names a node outside 0..${this.nodeCount - 1}`,
      );
    assertWeight(this.edge, source, target, weight);
    this.arrays.outWeightSums[source]! += weight;
  }

  /** The graph.
   *  @throws RangeError when fewer edges came than were announced. */
  finish(): InEdgeGraph {
    if (this.edge !== this.edgeCount)
      throw new RangeError(`${this.edge} edges came, ${this.edgeCount} were announced`);
    while (this.target < this.nodeCount) this.arrays.offsets[++this.target] = this.edge;
    return { nodeCount: this.nodeCount, edgeCount: this.edgeCount, ...this.arrays };
  }
}
