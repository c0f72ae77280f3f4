import { NoRoomForGraph } from "../domain/errors.ts";
import { newGraphArrays, type PeopleRankKernel } from "./kernel.ts";

/** `first`, with `second` in its place where the machine has no memory for `first`; the result then says so. */
export function kernelWithFallback(first: PeopleRankKernel, second: PeopleRankKernel): PeopleRankKernel {
  return {
    ...first,
    newArrays: (nodeCount, edgeCount) =>
      orElse(
        () => (first.newArrays ?? newGraphArrays)(nodeCount, edgeCount),
        () => (second.newArrays ?? newGraphArrays)(nodeCount, edgeCount),
      ),
    peopleRank: (graph, options) =>
      orElse(
        () => first.peopleRank(graph, options),
        () => ({ ...second.peopleRank(graph, options), instead: insteadOf(first, second, graph) }),
      ),
  };
}

function insteadOf(
  first: PeopleRankKernel,
  second: PeopleRankKernel,
  { nodeCount, edgeCount }: { readonly nodeCount: number; readonly edgeCount: number },
): { readonly kernel: string; readonly note: string } {
  const note = `the machine has no memory to give to kernel ${first.name} for ${nodeCount} nodes and ${edgeCount} edges; ${second.name} is used.`;
  return { kernel: second.name, note };
}

function orElse<T>(first: () => T, second: () => T): T {
  try {
    return first();
  } catch (error) {
    if (error instanceof NoRoomForGraph) return second();
    throw error;
  }
}
