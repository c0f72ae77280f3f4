// The headers that ../graph-memory.ts and ../core-memory.ts write, field by field in the same order.

/** Counts, where each array starts, in bytes, and what the lanes have found. */
@unmanaged
export class Graph {
  nodeCount: u32;
  edgeCount: u32;
  offsets: u32;
  sources: u32;
  weights: u32;
  /** 0: every restart is one. */
  restart: u32;
  standing: u32;
  passedPerWeight: u32;
  /** 0: each node passes on all that its out-weights and kappa leave it. */
  passedWeights: u32;
  passed: u32;
  changes: u32;
  outWeightSums: u32;
  damping: f64;
  kappa: f64;
  /** Standings differ from those of the solution by this factor; restarts are scaled instead of them. */
  scale: f64;
  /** Differences under this standing count as shares of it. */
  floor: f64;
  /** Largest relative change of a standing in the sweep so far. */
  largest: f64;
  /** Sum over the nodes of what the sweep found there and no edge at hand passes on, with what adding rounded away. */
  kept: f64;
  keptLost: f64;
}

/** The core of a graph in the order of the graph: counts, where each array starts, and how far the walk over it came. */
@unmanaged
export class Core {
  nodeCount: u32;
  edgeCount: u32;
  /** Edges that there is room for. */
  capacity: u32;
  /** Who is acted on and never acts. */
  lastCount: u32;
  /** Edges that the nodes of the core gather, from outside too. */
  rowsLength: u32;
  /** Node of the graph, by node of the core. */
  nodes: u32;
  last: u32;
  offsets: u32;
  sources: u32;
  weights: u32;
  outWeightSums: u32;
  /** What reached a node so far with its restart; in the end its standing. */
  standing: u32;
  /** What a settled node passes on per unit of weight, at least 0; below that the mark of one that is not. */
  passed: u32;
  /** Edges from its own component, by node; they stand first in its row when the walk is done with it. */
  insides: u32;
  pathNodes: u32;
  pathEdges: u32;
  pathOrders: u32;
  waiting: u32;
  /** Room for the equations of a component, and up to how many nodes that is. */
  equations: u32;
  eliminatedNodes: u32;
  root: u32;
  depth: u32;
  waitingCount: u32;
  /** The component that waits for its solution. */
  members: u32;
  memberCount: u32;
  memberEdges: u32;
  damping: f64;
  kappa: f64;
  nextOrder: f64;
  /** What `measureShape` found. */
  shapeNodes: f64;
  shapeEdges: f64;
}

/** What a node of this standing passes on per unit of weight. */
export function share(standing: f64, damping: f64, kappa: f64, outWeightSum: f64): f64 {
  return (standing * damping) / (kappa + outWeightSum);
}
