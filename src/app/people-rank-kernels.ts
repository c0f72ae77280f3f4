import { ConfigProblem } from "../domain/errors.ts";
import type { PeopleRankKernel } from "../graph/kernel.ts";
import { referenceKernel } from "../graph/people-rank.ts";
import { loadWasmKernel } from "../kernels/load-wasm-kernel.ts";

/** Names that `renown run --kernel` takes. */
export const KERNEL_NAMES = ["auto", "wasm", "reference"] as const;

/** The kernels to try, the first that can hold the graph first: for `auto` WebAssembly where it was built, then the
 *  reference.
 *  @throws ConfigProblem for another name, or when WebAssembly is asked for and was not built. */
export function peopleRankKernels(name = "auto"): readonly PeopleRankKernel[] {
  if (!(KERNEL_NAMES as readonly string[]).includes(name))
    throw new ConfigProblem(`--kernel ${name} is not a kernel. Kernels: ${KERNEL_NAMES.join(", ")}.`);
  if (name === "reference") return [referenceKernel];
  const wasm = loadWasmKernel();
  if (wasm !== null) return name === "wasm" ? [wasm] : [wasm, referenceKernel];
  if (name === "auto") return [referenceKernel];
  throw new ConfigProblem("--kernel wasm was not built here: run `npm run build` first.");
}
