// Runs one kernel over a graph file, for kernel.mjs, which may start it with another Node:
//   node bench/kernel-run.mjs FILE KERNEL REPEATS TOLERANCE|residual=L1
// With residual=L1 the tolerance is the widest quarter of a power of ten whose ranks leave no more than that. Prints JSON.
import { referenceKernel, toRank } from "../dist/graph/people-rank.js";
import { loadWasmKernel } from "../dist/kernels/load-wasm-kernel.js";
import { readGraph } from "./graphs.mjs";
import { timed } from "./measure.mjs";
import { rankResidual } from "./rank-residual.mjs";

const [file, name, repeats, goal] = process.argv.slice(2);
const kernel = name === "wasm" ? loadWasmKernel() : referenceKernel;
const graph = readGraph(file, kernel.newArrays);

const solve = tolerance =>
  timed(() =>
    kernel.peopleRank(graph, { damping: 0.85, kappa: 0, restart: null, tolerance, maxPasses: 1000 }),
  );

function widestTolerance(residual) {
  const leaves = tolerance => rankResidual(graph, toRank(solve(tolerance).value.standing)) <= residual;
  for (let exponent = 2; exponent <= 14; exponent++)
    if (leaves(10 ** -exponent))
      return [7.5, 5, 2.5].map(wider => wider * 10 ** -exponent).find(leaves) ?? 10 ** -exponent;
  return null;
}

const tolerance = goal.startsWith("residual=")
  ? widestTolerance(Number(goal.slice("residual=".length)))
  : Number(goal);
if (tolerance === null) {
  console.log("null");
  process.exit();
}
const runs = [];
let value;
for (let repeat = 0; repeat < Number(repeats); repeat++) {
  const { value: found, ...run } = solve(tolerance);
  runs.push(run);
  value = found;
}
console.log(
  JSON.stringify({
    node: process.version,
    tolerance,
    passes: value.passes,
    runs,
    l1_residual: rankResidual(graph, toRank(value.standing)),
  }),
);
