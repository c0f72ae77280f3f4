// Compiles src/kernels/assembly to dist/kernels/people-rank.wasm; `npm run build` ends with it.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const path = place => fileURLToPath(new URL(`../${place}`, import.meta.url));
mkdirSync(path("dist/kernels"), { recursive: true });
const { error, stderr } = await asc.main([
  path("src/kernels/assembly/people-rank.ts"),
  ...["--outFile", path("dist/kernels/people-rank.wasm")],
  ...["-O3", "--noAssert", "--runtime", "stub", "--importMemory", "--baseDir", path("")],
]);
if (error) {
  console.error(stderr.toString());
  process.exit(1);
}
