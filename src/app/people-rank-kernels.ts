import { ConfigProblem } from "../domain/errors.ts";
import type { Engine } from "../engines/contract.ts";
import type { PeopleRankKernel } from "../graph/kernel.ts";
import { kernelWithFallback } from "../graph/kernel-with-fallback.ts";
import { referenceKernel } from "../graph/people-rank.ts";
import { loadWasmKernel } from "../kernels/load-wasm-kernel.ts";

/** Names that `renown run --kernel` takes. */
export const KERNEL_NAMES = ["auto", "wasm", "reference", "sql"] as const;

/** How a run on `engine` finds standing: kernels to try in this process, or `sql`, passes inside the engine. `auto` is
 *  `sql` on a cluster: what brings a lake there is a graph that one machine does not hold.
 *  @throws ConfigProblem for a kernel that there is not. */
export function rankMethod(engine: Pick<Engine, "name">, name = "auto"): readonly PeopleRankKernel[] | "sql" {
  if (name === "sql" || (name === "auto" && engine.name === "spark")) return "sql";
  return peopleRankKernels(name);
}

/** The kernels to try, the first that can hold the graph first: for `auto` WebAssembly where it was built, then the
 *  reference, which also steps in where the machine has no memory left for WebAssembly.
 *  @throws ConfigProblem for another name, or when WebAssembly is asked for and was not built. */
export function peopleRankKernels(name = "auto"): readonly PeopleRankKernel[] {
  if (!(KERNEL_NAMES as readonly string[]).includes(name))
    throw new ConfigProblem(`--kernel ${name} is not a kernel. Kernels: ${KERNEL_NAMES.join(", ")}.`);
  if (name === "reference") return [referenceKernel];
  const wasm = loadWasmKernel();
  if (wasm !== null)
    return name === "wasm" ? [wasm] : [kernelWithFallback(wasm, referenceKernel), referenceKernel];
  if (name === "auto") return [referenceKernel];
  throw new ConfigProblem("--kernel wasm was not built here: run `npm run build` first.");
}
