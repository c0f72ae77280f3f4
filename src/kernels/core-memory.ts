import type { GraphMemory } from "./graph-memory.ts";

/** Counts and places at the start of a core, 32 bits each, in the order of Core in assembly/graph.ts. */
const FIELDS = [
  "nodeCount",
  "edgeCount",
  "capacity",
  "lastCount",
  "rowsLength",
  "nodes",
  "last",
  "offsets",
  "sources",
  "weights",
  "outWeightSums",
  "standing",
  "passed",
  "insides",
  "pathNodes",
  "pathEdges",
  "pathOrders",
  "waiting",
  "equations",
  "eliminatedNodes",
  "root",
  "depth",
  "waitingCount",
  "members",
  "memberCount",
  "memberEdges",
] as const;
/** The 64-bit numbers that follow there, in the same order. */
const NUMBERS = ["damping", "kappa", "nextOrder", "shapeNodes", "shapeEdges"] as const;

type Values<Names extends readonly string[]> = Record<Names[number], number>;

/** Header of the core of a graph, in the memory of that. */
export interface CoreMemory {
  /** Where it stands, in bytes. */
  readonly place: number;
  readonly get: (field: (typeof FIELDS)[number] | (typeof NUMBERS)[number]) => number;
  readonly set: (values: Partial<Values<typeof FIELDS>>) => void;
  readonly setNumbers: (values: Partial<Values<typeof NUMBERS>>) => void;
}

/** The header as it stands there. */
export function coreMemory({ memory, corePlace: place }: GraphMemory): CoreMemory {
  const fields = new Uint32Array(memory.buffer, place, FIELDS.length);
  const numbers = new Float64Array(memory.buffer, place + 4 * FIELDS.length, NUMBERS.length);
  const placeOf = (name: string) => FIELDS.indexOf(name as (typeof FIELDS)[number]);
  const numberOf = (name: string) => NUMBERS.indexOf(name as (typeof NUMBERS)[number]);
  return {
    place,
    get: name => (placeOf(name) >= 0 ? fields[placeOf(name)]! : numbers[numberOf(name)]!),
    set: values => {
      for (const [name, value] of Object.entries(values)) fields[placeOf(name)] = value;
    },
    setNumbers: values => {
      for (const [name, value] of Object.entries(values)) numbers[numberOf(name)] = value;
    },
  };
}
