import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestEngine } from "../../test/support/sources.ts";
import type { DuckDbEngine } from "../engines/duckdb/duckdb-engine.ts";
import { kernelWithFallback } from "../graph/kernel-with-fallback.ts";
import { referenceKernel } from "../graph/people-rank.ts";
import { loadWasmKernel } from "../kernels/load-wasm-kernel.ts";
import { peopleRankStep } from "./people-rank-step.ts";

const CONSTANTS = { damping: 0.85, kappa: 0, tolerance: 1e-6, max_passes: 200 };

let engine: DuckDbEngine;
beforeAll(async () => {
  engine = await openTestEngine(1);
  await engine.createTableFromColumns("int_nodes", { node_index: Uint32Array.of(0, 1, 2) });
  await engine.createTableFromColumns("int_edges", {
    actor_index: Uint32Array.of(0, 1, 2),
    target_index: Uint32Array.of(1, 2, 0),
    decayed_weight: Float64Array.of(2 ** 20, 2 ** 20, 2 ** 20),
  });
});
afterAll(() => engine.close());

describe("the PeopleRank step", () => {
  it("names the kernel that solved and why, where WebAssembly got no memory", async () => {
    const starved = loadWasmKernel({
      allocate: () => {
        throw new RangeError("WebAssembly.Memory(): could not allocate memory");
      },
    })!;
    const kernels = [kernelWithFallback(starved, referenceKernel), referenceKernel];
    expect(await peopleRankStep(engine, CONSTANTS, kernels)).toMatchObject({
      kernel: "reference",
      kernelNote:
        "the machine has no memory to give to kernel wasm for 3 nodes and 3 edges; reference is used.",
    });
  });

  it("has no note where the first kernel solved", async () => {
    const kernels = [kernelWithFallback(loadWasmKernel()!, referenceKernel)];
    expect(await peopleRankStep(engine, CONSTANTS, kernels)).toMatchObject({
      kernel: "wasm",
      kernelNote: null,
    });
  });
});
