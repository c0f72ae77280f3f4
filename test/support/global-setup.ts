import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stopSharedSparkCluster } from "./spark-cluster.ts";

/** Builds `dist/` once, kernels too, since the command-line and kill tests run the program as its users do;
 *  afterwards ends the Spark cluster that tests may have started. */
export default function setup(): () => Promise<void> {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const run = (...args: string[]) => execFileSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  run(tsc, "-p", "tsconfig.build.json");
  run("scripts/build-kernels.mjs");
  if (process.env.RENOWN_TEST_ALL !== "1")
    console.log("Skipped here: slow suites (*.slow.test.ts); `npm run test:all` runs them too.");
  const spark = join(mkdtempSync(join(tmpdir(), "renown-tests-")), "spark");
  process.env["RENOWN_TEST_SPARK"] = spark;
  return () => stopSharedSparkCluster(spark);
}
