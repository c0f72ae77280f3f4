import { describe, expect, it } from "vitest";
import { tightOptions, toGraph } from "../../test/support/graph-cases.ts";
import { loadWasmKernel } from "../kernels/load-wasm-kernel.ts";
import type { PeopleRankKernel } from "./kernel.ts";
import { kernelWithFallback } from "./kernel-with-fallback.ts";
import { referenceKernel } from "./people-rank.ts";

const outOfMemory = (): never => {
  throw new RangeError("WebAssembly.Memory(): could not allocate memory");
};
const starved = loadWasmKernel({ allocate: outOfMemory })!;
const graph = toGraph(3, [
  [0, 1, 1],
  [1, 2, 1],
  [2, 0, 1],
]);

describe("a kernel with another in its place", () => {
  it("solves by the other where the machine has no memory left, and says so", () => {
    const { instead, ...solved } = kernelWithFallback(starved, referenceKernel).peopleRank(
      graph,
      tightOptions,
    );
    expect(solved).toEqual(referenceKernel.peopleRank(graph, tightOptions));
    expect(instead).toEqual({
      kernel: "reference",
      note: "the machine has no memory to give to kernel wasm for 3 nodes and 3 edges; reference is used.",
    });
  });

  it("gives arrays to fill where the first has none", () => {
    expect(() => starved.newArrays!(3, 2)).toThrow("no memory for a graph of 3 nodes and 2 edges");
    const arrays = kernelWithFallback(starved, referenceKernel).newArrays!(3, 2);
    expect(arrays.offsets).toHaveLength(4);
    expect(arrays.weights).toHaveLength(2);
  });

  it("leaves a kernel that has memory alone", () => {
    const wasm = loadWasmKernel()!;
    const both = kernelWithFallback(wasm, referenceKernel);
    expect(both.peopleRank(graph, tightOptions)).toEqual(wasm.peopleRank(graph, tightOptions));
    expect(both.name).toBe("wasm");
    expect(both.fits!(10, 400_000_000)).toBe(false);
  });

  it("passes any other failure on", () => {
    const broken: PeopleRankKernel = {
      name: "broken",
      peopleRank: () => {
        throw new RangeError("restart is zero");
      },
    };
    const both = kernelWithFallback(broken, referenceKernel);
    expect(() => both.peopleRank(graph, tightOptions)).toThrow("restart is zero");
  });
});
