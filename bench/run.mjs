// npm run bench -- NAME [options]; see README.md.
import { benchBulk } from "./bulk.mjs";
import { benchDaily } from "./daily.mjs";
import { benchImport } from "./import.mjs";
import { benchIngest } from "./ingest.mjs";
import { benchKernel } from "./kernel.mjs";
import { writeResult } from "./measure.mjs";
import { benchOnDemand } from "./on-demand.mjs";
import { benchPaint } from "./paint.mjs";
import { benchServe } from "./serve.mjs";
import { benchSpark } from "./spark.mjs";

const BENCHMARKS = {
  bulk: benchBulk,
  daily: benchDaily,
  import: benchImport,
  ingest: benchIngest,
  kernel: benchKernel,
  "on-demand": benchOnDemand,
  paint: benchPaint,
  serve: benchServe,
  spark: benchSpark,
};
const [name, ...args] = process.argv.slice(2);
const bench = BENCHMARKS[name];
if (!bench) {
  console.error(`npm run bench -- NAME, one of: ${Object.keys(BENCHMARKS).join(", ")}`);
  process.exit(2);
}
const result = await bench(args);
if (!args.includes("--dry")) writeResult(name, result);
console.log(JSON.stringify(result, null, 2));
