/** What assembly/people-rank.ts exports. `graph` and `core` are places of headers, in bytes. */
export interface KernelExports {
  readonly sweepSingle: (graph: number, from: number, to: number, task: number) => void;
  readonly sweepDouble: (graph: number, from: number, to: number, task: number) => void;
  readonly passOnSingle: (graph: number) => void;
  readonly passOnDouble: (graph: number) => void;
  readonly extrapolate: (graph: number) => void;
  readonly sumPassedWeights: (graph: number) => void;
  readonly sumWeights: (graph: number, from: number, to: number) => number;
  readonly measureShape: (graph: number, core: number, step: number) => void;
  readonly settleEnds: (graph: number, core: number, from: number, to: number) => void;
  readonly compactCore: (graph: number, core: number, from: number, to: number) => number;
  readonly walk: (core: number) => number;
  readonly takeAll: (core: number) => void;
  readonly copyMembers: (core: number, own: number, nodes: number) => void;
  readonly takeStandings: (core: number, own: number, nodes: number) => void;
  readonly gatherLast: (graph: number, core: number) => void;
}

/** The compiled kernel over this memory. */
export function kernelOver(module: WebAssembly.Module, memory: WebAssembly.Memory): KernelExports {
  const { exports } = new WebAssembly.Instance(module, { env: { memory, abort: assertUnreached } });
  return exports as unknown as KernelExports;
}

/** Never called: the kernel allocates nothing and asserts nothing. */
function assertUnreached(): never {
  throw new Error("The PeopleRank kernel aborted, which it has no cause to do.");
}
