import { readFileSync } from "node:fs";
import type { PeopleRankKernel } from "../graph/kernel.ts";
import { packagePath } from "../platform/package-root.ts";
import { type WasmKernelOptions, wasmKernel } from "./wasm-kernel.ts";

/** The WebAssembly kernel as `npm run build` compiled it; null where it was not built. */
export function loadWasmKernel(options?: WasmKernelOptions): PeopleRankKernel | null {
  const module = loadWasmModule();
  return module === null ? null : wasmKernel(module, options);
}

/** What `npm run build` compiled; null where it did not. */
export function loadWasmModule(): WebAssembly.Module | null {
  try {
    return new WebAssembly.Module(readFileSync(packagePath("dist", "kernels", "people-rank.wasm")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
